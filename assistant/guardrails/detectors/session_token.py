"""What keeps a login alive: JWTs, bearer tokens, cookies, session ids; passwords in links. Source: RFC 7519, RFC 6750, RFC 6265."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import base58

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HexWord, judge
from assistant.guardrails.labels import governing
from assistant.guardrails.made_up import HEX, in_sentences, word
from assistant.guardrails.nearby import OTHERS, beside, names_of, starts_inside
from assistant.guardrails.spoken_values import in_link
from assistant.types import FindingClass

_JWT = r"(?:^|[^A-Za-z0-9]|token|jwt|bearer)(eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{6,}(?:\.[A-Za-z0-9_\-]*)?|eyJ[A-Za-z0-9_\-]{60,})"
_BEARER = r"(?:^|[^A-Za-z])(?:bearer|basic)[ :\t\"']{1,4}([A-Za-z0-9._~+/=\-]{12,})"
_COOKIE = r"(?:^|[^A-Za-z])(?:set-)?cookies?[\"']?[ \t]*[:=]?[ \t\"']*((?:[A-Za-z0-9_.$\-]+=[^;\s\"',]+(?:;[ \t]*)?)+)"
_NAMED = r"<<session>>[\"']?[ \t]{0,2}(?:[:=]|<<is>>)[ \t\"']{0,3}([A-Za-z0-9._~+/=%\-]{10,})"
_STRONG_NAMED = (
    r"(?:^|[^A-Za-z])(?:(?:access|refresh|session|auth|login|csrf|xsrf|user)[_\- ]?token|session[_\- ]?id|jwt|authorization|x-auth-token|x-api-key)[\"']?[ \t]{0,2}(?:[:=]|is)?[ \t\"']{0,3}"
    r"([A-Za-z0-9._~+/=%\-]{20,})"
)
_STORED = r"[\"']token[\"'][ ]?[:=][ ]?[\"']([A-Za-z0-9._~+/=%\-]{20,})[\"']"
_STORE = r"devtools|storage|cookie|header|session|bearer|login|logged|网页|登录|浏览器|抓包|f12"
_IN_LINK = r"[a-z][a-z0-9+.\-]{1,20}://[^\s/:@\"']{0,80}:([^\s/\"']{3,80})@(?:\[?[0-9a-z][0-9a-z.:\-]*\]?)?(?:[/?,;\s\"']|$)"
_TOKEN = re.compile(r"(?<![A-Za-z0-9_/=+%])(?<![A-Za-z0-9][.~\-])[A-Za-z0-9][A-Za-z0-9._~+/%\-]{14,}={0,2}")
_GLUED = r"<<session~>>[\-~.]{0,3}([A-Za-z0-9]{20,})(?:$|[^0-9A-Za-z])"
_OWN_ID = re.compile(r"(?:uid|user_?id|order_?id)=[0-9]{5,20}(?:;[ \t]*|$)", re.IGNORECASE)
_MAIL_LINK = (
    r"https?://[^\s\"'<>]{0,120}?(?:reset|verify|verification|confirm|activate|magic|invite|authorize|callback|unsubscribe)"
    r"[^\s\"'<>]{0,60}?[/=]([A-Za-z0-9_\-]{20,200})"
)
_SURE = 32
_LEAST_TURNS = 3
_HEXED = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{24,40}")
_LABELLED = r"<<reference_label>>[ \t\"']{0,3}[:=#]?[ \t\"']{0,3}$"
_LONG = 20
_HASH = re.compile(r"(?:0x)?[0-9a-fA-F]{64}")
_WORDY = re.compile(r"(?:[A-Za-z]+[-_./]){2,}.*|.*\.(?:com|org|net|io|cn)\b.*|[a-z]+[-_.][a-z0-9]{1,6}")
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{32,44}")
_SOLANA_BYTES = 32
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|\d{6,22}")


def find(scan: Scan) -> Iterator[Span]:
    """Tokens by shape or by name."""
    for pattern in (_JWT, _IN_LINK, _MAIL_LINK):
        for match in scan.finditer(pattern):
            named = pattern == _IN_LINK and scan.fits("^(?:<<password>>|<<api_secret>>)$", match.group(1))  # "user:password@host"
            if not named and (pattern != _MAIL_LINK or _is_mixed(match.group(1))):
                yield Span(*match.span(1))
    for match in scan.finditer(_COOKIE):
        yield from _without_ids(*match.span(1), match.group(1))
    for pattern in (_STRONG_NAMED, _STORED) if scan.mentions(_STORE) else (_STRONG_NAMED,):
        for match in scan.finditer(pattern):
            if starts_inside(scan.text, match.start() + 1):
                continue  # "jwt" in "inj1jwtv06…"
            if _is_mixed(match.group(1)) and not _HASH.fullmatch(match.group(1)):
                yield Span(*match.span(1), score=0.7)
    yield from _near_name(scan)
    for pattern in (_BEARER, _NAMED):
        for match in scan.finditer(pattern):
            text = match.group(1).rstrip(".")
            drawn = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
            if (drawn or (pattern == _BEARER and _is_cased(text))) and (pattern == _BEARER or not _is_address(text)):
                yield Span(match.start(1), match.start(1) + len(text), score=0.6)


def _is_cased(text: str) -> bool:
    """Whether letters of both cases alternate as in no word: base64 may well hold no digit."""
    return sum(a.islower() and b.isupper() for a, b in pairwise(text)) >= _LEAST_TURNS


def _near_name(scan: Scan) -> Iterator[Span]:
    """Made-up words beside a name of a session or glued to it; long ones wherever the message speaks of one."""
    names = names_of(scan, "<<session~>>")
    for near in beside(scan, names, _TOKEN, ahead=40, back=24):
        text = near.text.rstrip(".-")
        if (near.joined or len(text) >= _LONG) and _is_token(near.start, text, scan):
            yield Span(near.start, near.start + len(text), score=0.4)
    for match in scan.finditer(_GLUED):
        if not starts_inside(scan.text, match.start()) and _is_token(match.start(1), match.group(1), scan):
            yield Span(*match.span(1), score=0.4)
    for made_up in _TOKEN.finditer(scan.text) if names else ():
        text = made_up.group().rstrip(".-~")
        start, end = made_up.start(), made_up.start() + len(text)
        if _HEXED.fullmatch(text) and scan.fits(_LABELLED, scan.text[max(0, start - 24) : start]):
            continue  # "401, request 8a1b2c3d-…"
        if end - start >= _SURE and governing(scan, start, end) not in OTHERS and _is_token(start, text, scan):
            yield Span(start, end, score=0.3)


def _is_token(start: int, text: str, scan: Scan) -> bool:
    return _is_mixed(text) and not (_is_address(text) or is_public_word(text) or _is_other(start, text, scan))


def _without_ids(start: int, end: int, text: str) -> Iterator[Span]:
    """The cookies, less the account number among them, which support needs."""
    at = start
    for own in _OWN_ID.finditer(text):
        if start + own.start() > at:
            yield Span(at, start + own.start())
        at = start + own.end()
    if at < end:
        yield Span(at, end)


def _is_mixed(text: str) -> bool:
    """Letters and at least two digits, or letters of both cases and one."""
    digits = sum(c.isdigit() for c in text)
    both = any(c.islower() for c in text) and any(c.isupper() for c in text)
    return digits >= (1 if both else 2) and sum(c.isalpha() for c in text) >= 4


def _is_other(start: int, text: str, scan: Scan) -> bool:
    """Whether it is part of a link, a file name, words joined by signs, or a hash that is no key."""
    if _WORDY.fullmatch(text) or in_link(scan, start):
        return True
    return _HASH.fullmatch(text) is not None and judge(scan, start, start + len(text)) is not HexWord.KEY


def _is_address(text: str) -> bool:
    """Whether ``text`` is an address or a number: the "token" may be a coin."""
    if _ADDRESS.fullmatch(text):
        return True
    return _BASE58.fullmatch(text) is not None and len(base58.b58decode(text)) == _SOLANA_BYTES


def hides() -> Iterable[str]:
    """Tokens as they are copied from a browser or a log."""
    jwt = f"eyJ{word('h', 20)}.eyJ{word('b', 60)}.{word('s', 43)}"
    session = word("c", 32, HEX)
    return (
        f"⟦{jwt}⟧",
        f"Authorization: Bearer ⟦{jwt}⟧",
        f"authorization: Bearer ⟦{word('t', 40)}9a⟧",
        f"Cookie: ⟦sid={session}; token={word('k', 20)}⟧",
        f"cookie ⟦locale=zh_CN; session={session}⟧",
        f"sessionid=⟦{session}⟧",
        f'"access_token": "⟦{word("q", 40)}1x⟧"',
        f"我的登录令牌是⟦{word('z', 30)}1x⟧",
        f"postgres://ann:⟦{word('p', 12)}⟧@db.example.com/x",
        f"refresh_token: ⟦{word('r', 40)}1x⟧",
        f"curl -H 'authorization: Basic ⟦{word('u', 24)}1=⟧'",
        f"token=⟦{word('v', 40)}1x⟧",
    )


def keeps() -> Iterable[str]:
    """Talk, contracts, links."""
    yield from (
        "clear your cookies and try again",
        "session expired, log in again",
        "token: 0x" + word("a", 40, HEX),
        "bearer token is invalid",
        "https://www.okx.com/help/how-to?from=app",
        "基本信息 basic verification",
        "token 合约地址是什么",
        "eyJ",
    )
    yield from in_sentences("https://www.okx.com/help/category?from=app", "cookie", "session", marked=False)


DETECTOR = Detector(
    "session_token",
    FindingClass.SECRET,
    find,
    (
        "eyJ[A-Za-z0-9_-]{8}",
        r"(?:bearer|basic)[ :\t\"']",
        "cookies?[\"']?[ \t]*[:=]?[ \t\"']*[A-Za-z0-9_.$-]+=",
        "<<session~>>",
        "https?://",
        r"://[^\s/@]{0,80}:[^\s/@]+@",
    ),
    hides,
    keeps,
)
