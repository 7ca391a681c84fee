"""Memos and destination tags: a missing digit loses a deposit, so they stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_SHAPE = re.compile(
    r"(?=[A-Za-z_\-]{0,12}[0-9])[0-9A-Za-z](?:[0-9A-Za-z\-_]{2,62}[0-9A-Za-z])(?![0-9A-Za-z])"
    # "forgot the memo on 2000 XLM": what a coin follows is an amount.
    r"(?! ?(?i:xrp|xlm|eos|atom|ton|hbar|bnb|kava|algo|stx|luna|usdt|usdc|btc|eth|trx|sol)(?![0-9A-Za-z]))"
)


def find(scan: Scan) -> Iterator[Span]:
    """What a label announces as a memo or tag."""
    for start, end in values(scan, "memo", _SHAPE):
        yield Span(start, end)


def hides() -> Iterable[str]:
    """Memos of several chains."""
    return (
        "memo ⟦123456789⟧",
        "XRP tag: ⟦1234567⟧",
        "destination tag ⟦3998127643⟧",
        "标签填的⟦100234⟧",
        "memo是⟦1029384756⟧",
        "Memo：⟦13800138001⟧",
        "dest tag=⟦15012345678⟧",
        "memo/tag ⟦20261234⟧",
        "地址标签 ⟦887766⟧",
        "TON memo ⟦1AB2cd34⟧",
        "my memo was ⟦4539981234⟧",
        "正确的tag是⟦55667788⟧",
        "EOS 充值 memo ⟦9988776⟧",
    )


def keeps() -> Iterable[str]:
    """Sentences about memos."""
    return (
        "忘记填memo了怎么办",
        "wrong tag, 500 XRP lost",
        "tag忘写了500 XRP",
        "forgot memo on 2000 XLM deposit",
        "memo is required",
        "no memo since 2026-11-22",
        "标签没填",
        "the stage 12345",
        "备注写错",
        "memo 怎么填",
        "tagging 123456",
        "destination tag missing for my deposit",
        "vintage 1234567",
    )


DETECTOR = Detector("memo", FindingClass.REFERENCE, find, (r"<<memo~>>[^\n]{0,40}[0-9]",), hides, keeps)
