"""Transaction ids of 64 hexadecimal digits, known by the words or the link around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HEX64, HexWord, judge
from assistant.types import FindingClass


def find(scan: Scan) -> Iterator[Span]:
    """Hexadecimal words that stand in a line about a transaction."""
    for match in scan.finditer(HEX64):
        start, end = match.span(1)
        if judge(scan, start, end) is HexWord.TRANSACTION:
            yield Span(start, end)


def hides() -> Iterable[str]:
    """Transaction ids in words and links."""
    value = hashlib.sha256(b"txid").hexdigest()
    for form in (
        "txid ⟦{}⟧",
        "TxID：⟦{}⟧",
        "交易哈希：⟦0x{}⟧",
        "https://etherscan.io/tx/⟦0x{}⟧",
        "我的提现哈希是⟦{}⟧",
        "hash ⟦0x{}⟧ pending",
    ):
        yield form.format(value)


def keeps() -> Iterable[str]:
    """Keys and shorter words."""
    value = hashlib.sha256(b"key").hexdigest()
    return (f"私钥 {value}", f"private key 0x{value}", f"txid {value[:40]}")


DETECTOR = Detector("txid", FindingClass.REFERENCE, find, (r"[0-9a-f]{64}",), hides, keeps)
