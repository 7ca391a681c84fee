"""Accounts as lists and chats give them: ``(root/…)``, ``1.2.3.4:22 root …``, ``ann@example.com----…``, ``https://…:user:…``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import ALNUM, word
from assistant.guardrails.made_up_words import is_made_up
from assistant.guardrails.normalise import MASK
from assistant.guardrails.spoken_values import in_link
from assistant.types import FindingClass

_VALUE = r"([!-'*+.0-9:<>-^`-~][!-'*+./-:<-~\-]{4,47})"
_BEHIND = r"(?:$|[\s,;)\]}\"'|，。、！？）】\x{3400}-\x{9fff}])"
_PAIR = rf"[(\[（]\s?(?:<<login_name>>|<<login_weak>>)[ ]?[/:|,][ ]?{_VALUE}"
_SERVER = rf"(?:^|[\s,;:(/|])(?:<<login_name>>[ ]?(?:/|:|\||-{{2,6}}|[ ])|<<login_weak>>(?::|\|))[ ]?{_VALUE}"
_HOST = rf"(?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}(?::[0-9]{{2,5}})?[:|;][A-Za-z][\w.\-]{{1,30}}[:|;]{_VALUE}"
_COMBO = rf"(?:^|[\s,;:\"'(]|[\x{{3000}}-\x{{9fff}}\x{{ff00}}-\x{{ffef}}])(\+?[0-9A-Za-z][\w.+@\- ]{{3,60}}?)(?:-{{3,6}}|={{3,6}}|_{{3,6}}){_VALUE}"
_NUMBERED = rf"(?:^|[^0-9A-Za-z+])(\+?[0-9][0-9 ]{{6,17}}[0-9])[ ]?[:|;]{_VALUE}"
_MAILED = rf"[A-Za-z0-9][\w.+\-]{{0,60}}@[A-Za-z0-9.\-]{{3,60}}\.[A-Za-z]{{2,10}}(?:;|\t|,| {{1,3}}){_VALUE}"
_LISTED = rf"(?:<<leak_talk>>)[^\n:]{{0,16}}:[ ]?[A-Za-z][\w.\-]{{2,30}}[:|;]{_VALUE}"
_STOLEN = (
    rf"https?://[^\s:|,;]{{3,120}}:([^\s:|;,/]{{3,60}}):{_VALUE}",
    rf"https?://[^\s:|,;]{{3,120}},([^\s:|;,/]{{3,60}}),{_VALUE}",
    rf"https?://[^\s:|,;]{{3,120}}[|]([^\s:|;,/]{{3,60}})[|]{_VALUE}",
)
_ADDRESS = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|\b[a-z0-9\-]+\.(?:[a-z0-9\-]+\.)+[a-z]{2,6}\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9][0-9 ]{6,17}[0-9]")
_PORT = re.compile(r"[0-9]{2,5}")
_MOST = 60
_TRAILING = ",.;:?)]}\"'"


def find(scan: Scan) -> Iterator[Span]:
    """Made-up words where the password of an account stands."""
    for template in (_PAIR, _HOST, _LISTED):
        for hit in islice(scan.finditer(template), _MOST):
            yield from _password(scan, *hit.span(1))
    for template, said in ((_SERVER, "<<server_talk>>"), (_NUMBERED, "<<leak_talk>>"), (_MAILED, "<<leak_talk>>")):
        hits = list(islice(scan.finditer(template), _MOST))
        if hits and (scan.mentions(said) or (template == _SERVER and _ADDRESS.search(scan.text))):
            for hit in hits:
                yield from _password(scan, *hit.span(len(hit) - 1))
    for hit in islice(scan.finditer(_COMBO), _MOST):
        found = list(_password(scan, *hit.span(2)))
        yield from found
        if found and _PHONE.fullmatch(hit.group(1)):
            yield Span(*hit.span(1), kind="phone", cls=FindingClass.PERSONAL)
    for template in _STOLEN:
        for hit in islice(scan.finditer(template), _MOST):
            if not _PORT.fullmatch(hit.group(1)):
                yield from _password(scan, *hit.span(2), linked=True)


def _password(scan: Scan, start: int, end: int, *, linked: bool = False) -> Iterator[Span]:
    """The word that begins at ``start``, if it is made up."""
    text = re.split(r"[|;]|-{3,}|, ", scan.text[start:end], maxsplit=1)[0].rstrip(_TRAILING)
    if MASK not in text and not text.startswith("/") and is_made_up(text) and (linked or not in_link(scan, start)):
        yield Span(start, start + len(text), score=0.2)


def hides() -> Iterable[str]:
    """Random passwords, made when this runs."""
    one, two = "eyO" + word("line one", 6, ALNUM) + "7", "hWI" + word("line two", 4, "fnqrtz") + "#iYAD"
    return (
        f"185.115.80.160 (root/⟦{one}⟧) is the server",
        f"服务器 185.115.80.160（root / ⟦{two}⟧）被黑了",
        f"vps 185.115.80.160 login root / ⟦{one}⟧",
        f"grafana (admin / ⟦{two}⟧) shows it",
        f"combo list line: 13170630133----⟦{two}⟧，请冻结",
        f"ann@example.com----⟦{one}⟧",
        f"13170630133|⟦{one}⟧ 泄露了",
        f"ann@example.com;⟦{one}⟧ in the leak",
        f"https://www.okx.com:okxuser77:⟦{one}⟧",
        f"proxy 185.115.80.160:8080:user1:⟦{one}⟧",
        f"combo list: okxuser77:⟦{one}⟧",
        f"rdp 185.115.80.160 Administrator ⟦{two}⟧",
        f"okxuser77----⟦{one}⟧----ann@example.com",
    )


def keeps() -> Iterable[str]:
    """References, coins, devices and links in such forms."""
    return (
        "185.115.80.160 (login/withdraw) order 754803370246272938",
        "UID----48120377",
        "BTC----USDT pair",
        "server time 1700000000000, user 48120377",
        "(iPhone15/iOS17) shows error 50113",
        "the bot / BTC-USDT-SWAP stopped on my vps",
        "服务器 (user/48120377) 报错",
        "13170630133|781239017823490048",
        "https://www.okx.com:443/api/v5",
        "https://www.okx.com, okxuser77, 2026-01-02",
        "ann@example.com, TRC20 USDT",
        "(admin/password) is the default",
        "my vps bot v5.15.9 fails",
        "leaked: order:781239017823490048",
        "order----781239017823490048",
        "UID48120377----KYC2",
        "bot:grid-781239017 stopped on the server",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        r"[(\[（]\s?(?:<<login_name>>|<<login_weak>>)[ ]?[/:|,]",
        r"(?:<<login_name>>)[ ]?(?:/|:|\||-{2}|[ ])[ ]?[!-~]{5}|<<login_weak>>[:|][ ]?[!-~]{5}",
        r"[0-9]\.[0-9]{1,3}(?::[0-9]{2,5})?[:|;][A-Za-z][\w.\-]{1,30}[:|;]",
        r"[0-9A-Za-z]---[!-~]{5}",
        r"[0-9A-Za-z]===[!-~]{5}",
        r"[0-9A-Za-z]___[!-~]{5}",
        r"[0-9]{4}[ ]?[:|;][!-~]{5}",
        r"(?:<<leak_talk>>)[^\n:]{0,16}:[ ]?[A-Za-z][\w.\-]{2,30}[:|;][!-~]{5}",
        r"@[A-Za-z0-9.\-]{3,60}(?:;|\t|,| )[!-~]{5}",
        r"https?://[^\s:|,;]{3,120}[:|,][^\s:|;,/]{3,60}[:|,][!-~]{5}",
    ),
    hides,
    keeps,
    ("phone",),
)
