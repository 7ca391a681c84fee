"""Whether to answer: decided from evidence, before any model is called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.types import Outcome


class Voice(Protocol):
    """A document with what each voice of the search said."""

    @property
    def slug(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def dense(self) -> float: ...
    @property
    def lexical(self) -> float: ...
    @property
    def learnt(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where to stop answering. Calibrated on data: ``python -m evals run abstention`` prints the curve."""

    dense: float = 0.855
    sure: float = 0.90
    learnt: float = 0.10
    short_han: int = 5
    short_words: int = 2
    margin: float = 0.03


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome and, when something is asked back, the slugs to choose from."""

    outcome: Outcome
    slug: str = ""
    choices: tuple[str, ...] = ()


_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9]+")


def decide(query: str, scored: Sequence[Voice], outcomes: Mapping[str, Outcome], thresholds: Thresholds, exact: str = "") -> Decision:
    """Answer, ask back, abstain, refuse or redirect.

    ``scored`` is best first; ``outcomes`` holds the slugs whose documents are refusals or redirects; ``exact``
    says that the first was found by an exact token (an error code), which needs no further evidence.
    """
    if not scored:
        return Decision(Outcome.ABSTAINED)
    best = scored[0]
    outcome = outcomes.get(best.slug, Outcome.ANSWERED)
    if exact:
        refused = outcome is not Outcome.ANSWERED and best.dense >= thresholds.sure
        return Decision(outcome, best.slug) if refused else Decision(Outcome.ANSWERED, exact)
    if _is_short(query, thresholds):
        near = tuple(s.slug for s in scored[:4] if best.score - s.score < 2 * thresholds.margin)
        if len(near) > 1:
            return Decision(Outcome.ASKED, best.slug, near)
    if best.dense >= thresholds.sure or (best.dense >= thresholds.dense and best.learnt >= thresholds.learnt):
        return Decision(outcome, best.slug)
    return Decision(Outcome.ABSTAINED, best.slug, tuple(s.slug for s in scored[:3]))


def _is_short(query: str, thresholds: Thresholds) -> bool:
    han, words = len(_HAN.findall(query)), len(_WORD.findall(query))
    return (0 < han <= thresholds.short_han and words == 0) or (han == 0 and 0 < words <= thresholds.short_words)
