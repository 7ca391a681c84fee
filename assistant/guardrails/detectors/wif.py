"""Bitcoin private keys in wallet import format. Source: Bitcoin base58check, version bytes 0x80 and 0xEF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import base58

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.key_words import is_wif
from assistant.guardrails.made_up import in_sentences
from assistant.types import FindingClass

_SHAPE = r"(?:^|[^0-9A-Za-z])((?-i:[59KLQTc6][1-9A-HJ-NP-Za-km-z]{50,51}))(?:$|[^0-9A-Za-z])"


def find(scan: Scan) -> Iterator[Span]:
    """Base58 words with a version byte of a private key; a word with a typo still counts as one."""
    for match in scan.finditer(_SHAPE):
        start, end = match.span(1)
        valid = is_wif(match.group(1))
        if valid or match.group(1)[0] in "5KL":
            yield Span(start, end, checksum=valid)


def _key(number: int, *, compressed: bool = True, version: int = 0x80) -> str:
    secret = hashlib.sha256(str(number).encode()).digest()
    return base58.b58encode_check(bytes([version]) + secret + b"\x01" * compressed).decode()


def hides() -> Iterable[str]:
    """Keys made at test time."""
    for number, form in enumerate(("⟦{}⟧", "我的私钥⟦{}⟧泄露了", "key: ⟦{}⟧.", '"⟦{}⟧"', "wif=⟦{}⟧", "导入⟦{}⟧失败")):
        yield form.format(_key(number))
        yield form.format(_key(number, compressed=False, version=(0x80, 0xEF)[number % 2]))


def keeps() -> Iterable[str]:
    """Addresses and other base58 words."""
    yield "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
    yield "地址 " + base58.b58encode_check(b"\x00" + bytes(20)).decode()
    yield "T" + "1" * 51
    yield from in_sentences(base58.b58encode_check(b"\x00" + bytes(range(20))).decode(), marked=False)


DETECTOR = Detector("wif_key", FindingClass.SECRET, find, (r"[1-9A-HJ-NP-Za-km-z]{51}",), hides, keeps)
