"""What keeps a login alive: JWTs, bearer tokens, cookies, session ids; passwords in links. Source: RFC 7519, RFC 6750, RFC 6265."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import base58

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import HEX, in_sentences, word
from assistant.types import FindingClass

_JWT = r"(eyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{6,}(?:\.[A-Za-z0-9_\-]*)?|eyJ[A-Za-z0-9_\-]{60,})"
_BEARER = r"(?:^|[^A-Za-z])(?:bearer|basic)[ :\t\"']{1,4}([A-Za-z0-9._~+/=\-]{12,})"
_COOKIE = r"(?:^|[^A-Za-z])(?:set-)?cookies?[\"']?[ \t]*[:=]?[ \t\"']*((?:[A-Za-z0-9_.$\-]+=[^;\s\"',]+(?:;[ \t]*)?)+)"
_NAMED = r"<<session>>[\"']?[ \t]{0,2}(?:[:=]|<<is>>)[ \t\"']{0,3}([A-Za-z0-9._~+/=%\-]{10,})"
_IN_LINK = r"[a-z][a-z0-9+.\-]{1,20}://[^\s/:@\"']{0,80}:([^\s/@\"']{3,80})@"
_BESIDE = r"<<session>>[ ]([A-Za-z0-9._\-]{20,})"
_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]{32,44}")
_SOLANA_BYTES = 32
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|\d{6,22}")


def find(scan: Scan) -> Iterator[Span]:
    """Tokens by shape or by name."""
    for pattern in (_JWT, _IN_LINK, _COOKIE):
        for match in scan.finditer(pattern):
            yield Span(*match.span(1))
    for pattern in (_BEARER, _NAMED, _BESIDE):
        for match in scan.finditer(pattern):
            text = match.group(1).rstrip(".")
            if any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and (pattern == _BEARER or not _is_address(text)):
                yield Span(match.start(1), match.start(1) + len(text), score=0.6)


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
        "<<session>>",
        r"://[^\s/@]{0,80}:[^\s/@]+@",
    ),
    hides,
    keeps,
)
