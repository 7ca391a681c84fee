"""The account number that an exchange calls UID."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import ASSIGN, Detector, Scan, Span
from assistant.types import FindingClass

_SHAPE = rf"<<uid~>>{ASSIGN}([0-9]{{6,20}})(?:$|[^0-9A-Za-z])"


def find(scan: Scan) -> Iterator[Span]:
    """Digits announced as a UID."""
    for match in scan.finditer(_SHAPE):
        yield Span(*match.span(1))


def hides() -> Iterable[str]:
    """Announced account numbers."""
    return (
        "UID ⟦123456789012⟧",
        "my uid is ⟦123456789012⟧",
        "我的uid是⟦88812345⟧",
        "uid：⟦612345678901234567⟧",
        "用户ID ⟦2012345678⟧",
        "UID⟦99887766⟧在冻结",
    )


def keeps() -> Iterable[str]:
    """Other numbers."""
    return ("amount 123456", "uid 在哪里看", "guid 12345678")


DETECTOR = Detector("uid", FindingClass.REFERENCE, find, (r"<<uid~>>",), hides, keeps)
