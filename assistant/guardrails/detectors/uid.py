"""The account number that an exchange calls UID."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_SHAPE = re.compile(r"(?:okx|OKX)?[0-9]{6,20}(?![0-9A-Za-z])")


def find(scan: Scan) -> Iterator[Span]:
    """Digits announced as a UID, also in a list."""
    for start, end in values(scan, "uid", _SHAPE):
        yield Span(start, end)


def hides() -> Iterable[str]:
    """Announced account numbers."""
    return (
        "UID ⟦123456789012⟧",
        "my uid is ⟦123456789012⟧",
        "我的uid是⟦88812345⟧",
        "uid：⟦612345678901234567⟧",
        "用户ID ⟦2012345678⟧",
        "UID⟦99887766⟧在冻结",
        "UID: ⟦13812345678⟧",
        "我的欧易UID ⟦13912345678⟧ 收不到短信",
        "user id=⟦4539981234567890⟧",
        "两个账户 UID ⟦88812345⟧、⟦88812346⟧",
        "ｕｉｄ：⟦１２３４５６７８９⟧",
        "sub account id ⟦5551234567⟧",
        "UID\n⟦77665544332211⟧",
        "邀请人uid是⟦66554433⟧",
    )


def keeps() -> Iterable[str]:
    """Other numbers."""
    return (
        "amount 123456",
        "uid 在哪里看",
        "guid 12345678",
        "fluid 12345678",
        "UID怎么查，手机13812345678",
        "uid? order 612345678901234567",
        "my uid is wrong",
        "UID 123",
        "transferred by uid 50 USDT",
        "用uid转账3000000 USDT",
        "订单号 12345678",
        "uid。2026112216",
    )


DETECTOR = Detector("uid", FindingClass.REFERENCE, find, (r"<<uid~>>",), hides, keeps)
