"""Private keys of any form that are announced as such, whole or in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import ASSIGN, Detector, Scan, Span
from assistant.guardrails.hex_words import HexWord, judge
from assistant.guardrails.made_up import BASE58, HEX, word
from assistant.guardrails.spoken_values import announced
from assistant.types import FindingClass

_VALUE = r"[A-Za-z0-9+/=_:.\-]{16,256}"
_PIECE = rf"(?:<<piece>>|[(]?1[ ]?(?:/|of)[ ]?[2-4][)]?|[ ]1[).:、])[^.!?。\n]{{0,16}}?{ASSIGN}([A-Za-z0-9+/=]{{12,128}})"
_ADDRESS = re.compile(
    r"(?:0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|[13][1-9A-HJ-NP-Za-km-z]{25,33}|(?:bc1|tb1|addr1|cosmos1)[0-9a-z]+|https?:.*|\d{6,22}|(?:[a-z]+[-_.])+[a-z0-9]+)"
)


def find(scan: Scan) -> Iterator[Span]:
    """What follows "private key is", and the halves that follow "first half:"."""
    for value in announced(scan, "private_key", _VALUE, 6):
        if _is_key(value.text):
            yield Span(value.start, value.end, score=0.7)
    if scan.mentions("<<in_parts>>") and scan.mentions("<<key>>|<<private_key>>"):
        for match in scan.finditer(r"[:=][ \t\n]{0,2}([A-Za-z0-9+/=]{16,128})(?:$|[^A-Za-z0-9+/=])"):
            if _is_key(match.group(1)):
                yield Span(match.start(1), match.end(1), kind="key_piece")
    if scan.pending or scan.mentions("<<key>>|<<private_key>>"):
        for match in scan.finditer(_PIECE):
            if _is_key(match.group(1)) and not _is_hash(scan, *match.span(1)):
                yield Span(match.start(1), match.end(1), kind="key_piece")


def _is_hash(scan: Scan, start: int, end: int) -> bool:
    return end - start in (64, 66) and judge(scan, start, end) is not HexWord.KEY


def _is_key(text: str) -> bool:
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and not _ADDRESS.fullmatch(text)


def hides() -> Iterable[str]:
    """Announced keys."""
    return (
        f"private key: ⟦{word('a', 44, BASE58)}2b⟧",
        f"我的私钥是⟦{word('b', 51, BASE58)}3c⟧",
        f"私钥：⟦{word('c', 40)}+/9a=⟧",
        f"privateKey=⟦{word('d', 50, HEX)}a1⟧",
        f"secret recovery key ⟦{word('e', 32, HEX)}b2⟧",
        f"my priv key ⟦{word('h', 60)}7a⟧",
        f"钱包私钥 ⟦{word('i', 60)}8b⟧",
        f"signing key = ⟦{word('j', 48, HEX)}9c⟧",
        f"密钥是⟦{word('k', 43)}1d=⟧怎么导入",
        f"the private spend key: ⟦{word('l', 60, HEX)}2e⟧",
        f"private key first half: ⟦{word('f', 30, HEX)}c3⟧",
        f"我把私钥分两次发，前半：⟦{word('g', 30, HEX)}d4⟧",
    )


def keeps() -> Iterable[str]:
    """Talk about keys, addresses."""
    return (
        "private key is lost",
        "私钥丢了怎么办",
        "the private key of 0x" + word("a", 40, HEX) + " was stolen",
        "private-key-encryption explained",
        "how do i export my private key from okx-wallet",
        "import private key: error 51000",
        "公钥和私钥的区别是什么",
        "私钥 123456",
        "secret key required",
        "my private key and my seed are safe on paper",
        "密钥长度是 256 位",
        "the private key file was deleted in 2024",
    )


DETECTOR = Detector("private_key", FindingClass.SECRET, find, ("<<private_key~>>", "<<piece>>"), hides, keeps, ("key_piece",))
