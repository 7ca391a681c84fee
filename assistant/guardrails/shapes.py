"""Detectors whose pattern is distinctive enough to decide alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.guardrails.detector import Detector, Examples, Scan, Span
from assistant.types import FindingClass

Proof = Callable[[str], bool]


def by_shape(
    kind: str,
    patterns: Sequence[str],
    gate: Sequence[str],
    hides: Examples,
    keeps: Examples,
    proof: Proof | None = None,
) -> Detector:
    """A secret claimed wherever one of ``patterns`` matches: its first group. ``proof`` tells whether a checksum holds."""

    def find(scan: Scan) -> Iterator[Span]:
        for pattern in patterns:
            for match in scan.finditer(pattern):
                yield Span(match.start(1), match.end(1), checksum=proof is not None and proof(match.group(1)))

    return Detector(kind, FindingClass.SECRET, find, tuple(gate), hides, keeps)
