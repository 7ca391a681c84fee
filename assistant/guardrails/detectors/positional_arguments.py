"""Keys in code that names none of them: ``Client("…", "…", "…")``, ``key, secret = "…", "…"``, ``auth=("ops", "…")``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import ALNUM, HEX, uuid, word
from assistant.guardrails.made_up_words import is_made_up
from assistant.types import FindingClass

_QUOTED = r"[\"'`][^\"'`\n]*[\"'`]"
_CALL = r"(?:^|[^A-Za-z0-9_])([A-Za-z_][A-Za-z0-9_.:>\-]{0,60})[ ]?\(([^()]*[\"'`][^()]*[\"'`][^()]*)(?:\)|$)"
_TUPLE = (
    r"((?:[A-Za-z_]{0,20}(?:key|secret|creds?|credentials?|auth|pass|passphrase|login)[A-Za-z_]{0,10}[ ]?,?[ ]?){1,4})[ ]?(?::=|=|:)[ ]?[(\[{]?"
    rf"([ ]?{_QUOTED}(?:[ ]?,[ ]?{_QUOTED}){{1,4}})"
)
_STRING = re.compile(r"([\"'`])([^\"'`\n]*)\1")
_OBJECT = re.compile(r"[\"'`][ ]?:|\{")
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_VERB = re.compile(
    r"(?:get|fetch|cancel|place|order|query|list|search|find|log|print|info|warn|error|sign|format|parse|transfer|withdraw|deposit|subscribe|request"
    r"|post|put|delete|update|check|verify|show|test|assert|date|time|path|join|replace|split|echo|hash|track|trace|view|load|read|open|close|stop|start|run|call|watch|wait|retry|resolve|encode|decode)(?![a-z])"
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_WORD = re.compile(r"[!#-&*+\-./0-9:;<-\[\]-~]+")
_KEY = re.compile(r"[0-9a-f]{20,128}|(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/_\-]{16,128}={0,2}", re.IGNORECASE)
_HASH = re.compile(r"(?:0x)?[0-9a-f]{64}", re.IGNORECASE)
_CLIENTS = "<<client_name>>|<<exchange>>"
_MOST, _LONGEST = 40, 1000
_BEFORE = 40


def find(scan: Scan) -> Iterator[Span]:
    """The made-up words among quoted ones where one is plainly a key and the call is a client's, or another detector took one for a secret."""
    for template in (_CALL, _TUPLE):
        for hit in islice(scan.finditer(template), _MOST):
            start = hit.start(2)
            if len(hit.group(2)) > _LONGEST or _OBJECT.search(hit.group(2)):
                continue
            strings = [(start + m.start(2), start + m.end(2)) for m in _STRING.finditer(hit.group(2))]
            made_up = [span for span in strings if is_argument(scan.text[slice(*span)])]
            if made_up and (template == _TUPLE or _is_for_keys(scan, hit.start(1), hit.group(1), made_up)):
                yield from (Span(*span, score=0.1) for span in made_up)


def is_argument(text: str) -> bool:
    """Whether a quoted word is made up; a UUID counts, as some exchanges give out such keys and secrets."""
    return _UUID.fullmatch(text) is not None or (_WORD.fullmatch(text) is not None and is_made_up(text))


def _is_for_keys(scan: Scan, start: int, name: str, spans: Sequence[tuple[int, int]]) -> bool:
    if len(spans) == 1 and _HASH.fullmatch(scan.text[slice(*spans[0])]):
        return False
    last = re.split(r"[.:>]+", name.rstrip(".:>-"))[-1]
    if _VERB.match(last[:1].lower() + last[1:]) and not last[:1].isupper():
        return False
    if any(scan.has_secret_near(*span, 0) or scan.secret_ending(span[1]) for span in spans):
        return True
    words = " ".join(_PARTS.findall(name))
    known = scan.fits(_CLIENTS, words) or scan.fits(_CLIENTS, scan.text[max(0, start - _BEFORE) : start])
    texts = [scan.text[slice(*span)] for span in spans]
    return known and (any(_KEY.fullmatch(text) for text in texts if not _UUID.fullmatch(text)) or len(texts) > 1 or last.lower() in ("httpbasicauth", "basicauth"))


def hides() -> Iterable[str]:
    """Random values, made when this runs."""
    key, other, secret = word("args key", 24, HEX), uuid("args uuid"), word("args secret", 32, HEX).upper()
    phrase, long = "Kx" + word("args phrase", 6, ALNUM) + "7!", word("args long", 48, ALNUM) + "7a"
    return (
        f'KuCoin client = User("⟦{key}⟧", "⟦{other}⟧", "⟦{phrase}⟧") → 400005',
        f"client = Client('⟦{key}⟧', '⟦{other}⟧', '⟦{phrase}⟧') keeps failing",
        f'new OkxClient("⟦{other}⟧", "⟦{secret}⟧", "⟦{phrase}⟧")',
        f'我的代码 OKXApi("⟦{other}⟧", "⟦{secret}⟧", "⟦{phrase}⟧") 签名错误',
        f"accountAPI = Account.AccountAPI('⟦{other}⟧', '⟦{secret}⟧', '⟦{phrase}⟧', False, flag)",
        f'client := okx.NewClient(ctx, "⟦{other}⟧", "⟦{secret}⟧", "⟦{phrase}⟧")',
        f'ws.login("⟦{other}⟧", "⟦{phrase}⟧", "⟦{secret}⟧")',
        f"auth=('ops', '⟦{phrase}⟧') to my proxy",
        f'key, secret = "⟦{key}⟧", "⟦{long}⟧"',
        f"creds = ['⟦{other}⟧', '⟦{secret}⟧', '⟦{phrase}⟧']",
        f"bybit = HTTP('https://api.example.com', '⟦{long}⟧', '⟦{secret}⟧') 10004",
        f'连接 connect("⟦{other}⟧", "⟦{secret}⟧", "⟦{phrase}⟧") 报 50113',
    )


def keeps() -> Iterable[str]:
    """Symbols, methods, paths, order ids, addresses, versions."""
    return (
        'client.cancel_order("BTC-USDT", "781239017823490048")',
        f"cancel('BTC-USDT', '{uuid('args order')}')",
        'sign(timestamp, "GET", "/api/v5/account/balance", "")',
        'placeOrder("BTC-USDT", "cash", "buy", "limit", "0.001", "65000")',
        'client = Client("https://www.okx.com", "prod-1")',
        'exchange.fetchOHLCV("BTC/USDT", "15m")',
        'client.subscribe("candle1m", "ETH-USDT-SWAP")',
        'client.withdraw("USDT", "100", "0x52908400098527886E0F7030069857D2E4169EE7", "USDT-ERC20")',
        'Client("your_api_key", "your_secret_key", "your_passphrase")',
        'Client("API_KEY", "SECRET_KEY", "v5.15.9")',
        'client.setLeverage("10", "cross", "BTC-USDT-SWAP")',
        '代码 Error("50113", "Invalid Sign")',
        f'okxClient.track("{word("args hash", 64, HEX)}", "ETH")',
        'login = ["2026-03-12", "iPhone15", "iOS18"]',
        'new Date("2026-01-02", "UTC+8")',
    )


DETECTOR = Detector(
    "api_secret",
    FindingClass.SECRET,
    find,
    (r"[A-Za-z_)][ ]?\([^)]{0,60}[\"'`][^\"'`\n]+[\"'`]", r"(?:=|:)[ ]?[(\[{]?[ ]?[\"'`][^\"'`\n]+[\"'`][ ]?,[ ]?[\"'`]"),
    hides,
    keeps,
    ("password", "api_key", "api_passphrase"),
    last=True,
)
