"""Which of several claims on the same characters holds: by class, then proof, then length."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
    unclear: bool = False


def resolve(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that do not overlap, in order of place.

    The stronger class wins, then what a checksum proves, then the longer span, then the surer one. A
    winner grows over the rest of a secret or personal loser that sticks out of it, so that no hidden
    character comes back; a reference that loses is dropped, since half an identifier helps nobody.
    """
    if len(claims) < 2:
        return list(claims)
    kept: list[Claim] = []  # by place, none overlapping: so what touches a claim is one slice
    for claim in sorted(dict.fromkeys(claims), key=_strength):  # many are made twice
        left = bisect_right(kept, claim.start, key=lambda other: other.end)
        right = bisect_left(kept, claim.end, lo=left, key=lambda other: other.start)
        touching = kept[left:right]
        if not touching:
            kept.insert(left, claim)
        elif claim.cls is not FindingClass.REFERENCE:
            winner = min(touching, key=_strength)
            start, end = min(claim.start, touching[0].start), max(claim.end, touching[-1].end)
            whole = winner._replace(start=start, end=end, unclear=winner.unclear and (start, end) == winner[:2])
            kept[left:right] = [whole]
    return kept


def _strength(claim: Claim) -> tuple[int, bool, int, float, int]:
    return (_RANK[claim.cls], not claim.checksum, claim.start - claim.end, -claim.score, claim.start)
