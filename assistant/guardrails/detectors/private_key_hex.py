"""Raw private keys: 64 hexadecimal digits, with or without ``0x``, that nothing shows to be a transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HEX_KEY, HexWord, judge, weigh
from assistant.types import FindingClass

_BROKEN = r"(?:^|[^0-9a-z])((?:0x)?(?:[0-9a-f]+[ \n:_\-]{1,3})+[0-9a-f]+)(?:$|[^0-9a-z])"


def find(scan: Scan) -> Iterator[Span]:
    """Hexadecimal words that the words around them do not clear."""
    for match in scan.finditer(HEX_KEY):
        start, end = match.span(1)
        verdict = weigh(scan, start, end)
        if verdict in {HexWord.KEY, HexWord.UNCLEAR}:
            hashlike = len(match.group(1).lower().removeprefix("0x")) == 64
            yield Span(start, end, unclear=hashlike and verdict is HexWord.UNCLEAR)
    for match in scan.finditer(_BROKEN):
        for start, end in _joined(match.group(1)):
            if judge(scan, match.start(1) + start, match.start(1) + end) is HexWord.KEY:
                yield Span(match.start(1) + start, match.start(1) + end)


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of neighbouring groups that together have 64 digits, letters among them."""
    groups = [m.span() for m in re.finditer("[0-9a-fA-F]+", text)]
    for first in range(len(groups)):
        size = 0
        for start, end in groups[first:]:
            size += end - start
            if size >= 64:
                stretch = text[groups[first][0] : end]
                if size == 64 and sum(c.isalpha() for c in stretch) >= 8 and sum(c.isdigit() for c in stretch) >= 16:
                    yield groups[first][0], end
                    return
                break


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
            "提现被盗，哈希 0x" + _digits("tx") + "，私钥没给人，就是在那个页面导入了一下 ⟦{}⟧",
            "gone in tx 0x" + _digits("tx") + ". My private key never leaked, I only typed it once on a website ⟦{}⟧",
        )
    ):
        yield form.format(_digits(str(name)))
    digits = _digits("broken")
    yield "⟦" + " ".join(digits[i : i + 4] for i in range(0, 64, 4)) + "⟧"
    yield "my key ⟦" + ":".join(digits[i : i + 2] for i in range(0, 64, 2)) + "⟧"
    yield "私钥\n⟦" + digits[:40] + "\n" + digits[40:] + "⟧"


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
            "i typed my private key on that site and everything was moved to 0x" + _digits("to")[:40] + ", {}",
            "助记词输进去了，币都没了，转去0x" + _digits("to")[:40] + "，{}",
            "my key is safe, I pasted the tx hash on the explorer {}",
        )
    ):
        yield form.format(_digits(str(name)))


DETECTOR = Detector(
    "private_key",
    FindingClass.SECRET,
    find,
    (r"[0-9a-f]{63}", r"(?:[0-9a-f]{2,32}[ \n:_\-]{1,3}){7}[0-9a-f]{2}", r"[0-9a-f]{20,}[ \n][0-9a-f]{8}"),
    hides,
    keeps,
)
