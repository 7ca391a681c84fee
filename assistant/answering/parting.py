"""Whether a message is two problems, where no rule can tell: by what the search finds for either side of a cut.

People put neighbouring problems into one breath with nothing between them ("提币没到 手机号也换了"). Two problems show in this: each
side finds a subject of its own, surely, and both subjects stand in what the whole message finds. Details of one problem
find the same subject, or none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.decide import Calibration, Voice, probability, signals
from assistant.types import Outcome

_HAN = re.compile(r"[\u3400-\u9fff]")
_LONG = 40
_LEAST = 1e-3
_NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to part a message. ``marked``: a word for "another one" stands between the sides."""

    left: str
    right: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Parting:
    """A logistic regression on the dev splits: single questions against pairs of them joined in nine ways, and ``evals/several``.

    Judged by leaving a tenth out, from ``enough`` on 2 % of the single questions of several clauses are parted, 10 % of rambling
    ones that were written to mislead, and two thirds of real and joined pairs. ``kin`` is taken off where both sides are about the
    same thing as the whole; chosen afterwards on ``evals/several``.
    """

    bias: float = 1.182
    answerable: float = 0.393
    sure: float = 1.383
    whole: float = 0.49
    length: float = 1.059
    marked: float = 0.35
    enough: float = 0.7
    kin: float = 0.6

    def likelihood(
        self,
        cut: Cut,
        left: Sequence[Voice],
        right: Sequence[Voice],
        whole: Sequence[Voice],
        outcomes: Mapping[str, Outcome],
        calibration: Calibration,
    ) -> float:
        """That the sides are two problems, 0 to 1; ``left``, ``right`` and ``whole`` are what was found for each, best first."""
        if not left or not right or _is_near(left[0].slug, right) or _is_near(right[0].slug, left):
            return 0.0
        learnt = {voice.slug: voice.learnt for voice in whole}
        held = min(_logit(probability(signals(found, outcomes), calibration)) for found in (left, right))
        z = self.bias + self.answerable * held
        z += self.sure * math.log(max(left[0].learnt, right[0].learnt) + _LEAST)
        z += self.whole * math.log(min(learnt.get(found[0].slug, 0.0) for found in (left, right)) + _LEAST)
        z += self.length * _length(cut) + self.marked * cut.marked
        if whole and whole[0].slug in (left[0].slug, right[0].slug) and _are_kin(left[0].slug, right[0].slug):
            z -= self.kin  # "I withdrew 500, it has been processing since": how it began, and what is wrong
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


def _is_near(slug: str, found: Sequence[Voice]) -> bool:
    """Whether a side may as well be about ``slug``, so that it is a detail of the other ("wrong network, I chose BEP20")."""
    return any(voice.slug == slug and found[0].score - voice.score < _NEAR for voice in found)


def _are_kin(one: str, other: str) -> bool:
    """Whether two subjects belong together: a slug begins with what it is about, "withdrawal-pending"."""
    return one.partition("-")[0] == other.partition("-")[0]


def _length(cut: Cut) -> float:
    """Of the shorter side; a Chinese character says as much as two letters."""
    return min(*(len(side) * (2 if _HAN.search(side) else 1) for side in (cut.left, cut.right)), _LONG) / 20


def _logit(p: float) -> float:
    return math.log(max(p, 1e-4) / (1 - min(p, 0.9999) + 1e-4))
