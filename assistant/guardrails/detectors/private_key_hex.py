"""Raw private keys: 64 hexadecimal digits, with or without ``0x``, that nothing shows to be a transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HEX64, HexWord, judge
from assistant.types import FindingClass


def find(scan: Scan) -> Iterator[Span]:
    """Hexadecimal words that the words around them do not clear."""
    for match in scan.finditer(HEX64):
        start, end = match.span(1)
        if judge(scan, start, end) is HexWord.KEY:
            yield Span(start, end)


def _digits(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()


def hides() -> Iterable[str]:
    """Keys announced and bare."""
    for name, form in enumerate(
        (
            "my private key is ⟦{}⟧ is it safe?",
            "private key: ⟦0x{}⟧",
            "我的私钥是⟦{}⟧帮我看看",
            "私钥⟦0x{}⟧",
            "⟦{}⟧",
            "⟦0x{}⟧",
            '{{"privateKey": "⟦{}⟧"}}',
            "PRIVATE_KEY=⟦0x{}⟧",
            "导出的密钥:\n⟦{}⟧",
            "钱包私钥不是交易密码，是这个 ⟦{}⟧",
            "i think someone has it ⟦{}⟧ what now",
            "pk ⟦{}⟧",
        )
    ):
        yield form.format(_digits(str(name)))


def keeps() -> Iterable[str]:
    """Transactions, hashes, links."""
    for name, form in enumerate(
        (
            "txid: {}",
            "交易哈希 0x{}",
            "交易哈希是{}，还没到账",
            "https://etherscan.io/tx/0x{}",
            "https://tronscan.org/#/transaction/{}",
            "https://mempool.space/tx/{}",
            "transaction hash 0x{} is stuck",
            "TxHash：{}",
            "提币到账了吗？哈希值：{}",
            "this is the tx 0x{} not credited",
            "区块哈希 0x{}",
            "deposit hash: {}",
        )
    ):
        yield form.format(_digits(str(name)))


DETECTOR = Detector("private_key", FindingClass.SECRET, find, (r"[0-9a-f]{64}",), hides, keeps)
