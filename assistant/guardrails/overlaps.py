"""Which of several claims on the same characters holds: by class, then proof, then length."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from assistant.types import FindingClass

_SECRET, _PERSONAL, _REFERENCE = FindingClass.SECRET, FindingClass.PERSONAL, FindingClass.REFERENCE  # an enum's attributes are slow
_place = itemgetter(0, 1)


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
    once = _once(claims)
    if all(one.end <= other.start for one, other in pairwise(once)):
        return once
    kept: list[Claim] = []  # by place, none overlapping: so what touches a claim is one slice
    starts: list[int] = []
    ends: list[int] = []
    for claim in sorted(once, key=_strength):
        left = bisect_right(ends, claim.start)
        right = bisect_left(starts, claim.end, lo=left)
        touching = kept[left:right]
        if not touching:
            kept.insert(left, claim)
            starts.insert(left, claim.start)
            ends.insert(left, claim.end)
        elif claim.cls is not _REFERENCE:
            winner = min(touching, key=_strength)
            start, end = min(claim.start, touching[0].start), max(claim.end, touching[-1].end)
            whole = winner._replace(start=start, end=end, unclear=winner.unclear and (start, end) == winner[:2])
            kept[left:right], starts[left:right], ends[left:right] = [whole], [start], [end]
    return kept


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """``claims`` by place, without those that only repeat a neighbour on the same span, as sure or surer: they change nothing."""
    once: list[Claim] = []
    last: Claim | None = None
    for claim in sorted(claims, key=_place):
        if last and claim.end == last.end and claim.start == last.start and claim.cls is last.cls and claim.checksum is last.checksum:
            if claim.score <= last.score:
                continue
            once.pop()
        once.append(claim)
        last = claim
    return once


def _strength(claim: Claim) -> tuple[int, bool, int, float, int]:
    cls = claim.cls
    rank = 0 if cls is _SECRET else 1 if cls is _PERSONAL else 2
    return (rank, not claim.checksum, claim.start - claim.end, -claim.score, claim.start)
