"""Which of several claims on the same characters holds: by class, then proof, then length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.types import FindingClass

_RANK = {FindingClass.SECRET: 0, FindingClass.PERSONAL: 1, FindingClass.REFERENCE: 2}


class Claim(NamedTuple):
    """A span with its kind and class settled."""

    start: int
    end: int
    kind: str
    cls: FindingClass
    checksum: bool
    score: float


def resolve(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that do not overlap, in order of place.

    The stronger class wins, then what a checksum proves, then the longer span, then the surer one. A
    winner grows over the rest of a secret or personal loser that sticks out of it, so that no hidden
    character comes back; a reference that loses is dropped, since half an identifier helps nobody.
    """
    if len(claims) < 2:
        return list(claims)
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (_RANK[c.cls], not c.checksum, c.start - c.end, -c.score, c.start)):
        touching = [other for other in kept if other.start < claim.end and claim.start < other.end]
        if not touching:
            kept.append(claim)
            continue
        if claim.cls is FindingClass.REFERENCE:
            continue
        winner = touching[0]
        grown = winner._replace(
            start=min(claim.start, *(t.start for t in touching)),
            end=max(claim.end, *(t.end for t in touching)),
        )
        kept = [other for other in kept if other not in touching]
        kept.append(grown)
    return sorted(kept)
