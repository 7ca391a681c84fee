"""Whether to answer: decided from evidence, before any model is called."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from assistant.types import Outcome


class Voice(Protocol):
    """A subject with what each voice of the search said."""

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
class Calibration:
    """From what a search saw to the probability that the corpus holds the answer, and where to stop.

    A logistic regression on the dev split of ``evals/abstention`` and ``evals/retrieval``;
    ``python -m evals.calibrate`` fits it and prints these numbers. ``answer``: from here on it is answered.
    ``ask``: from here on a question is asked back, below it there is no answer. ``tie``: by so much of the score a document
    that is out of bounds has to lead, or it is asked which was meant. ``brief`` is the longest message, in Chinese characters or twice the
    words, that is only answered when the learnt voice gives its subject ``brief_learnt``; up to ``terse`` nobody is sent away without, either. ``holds``: from here on the document that was found is
    taken to hold what is asked (``holding.py``), from ``may_hold`` on it is asked back, below it there is no answer.
    """

    bias: float = -5.17
    score: float = 1.95
    margin: float = 2.76
    scope_share: float = -0.88
    scope_lead: float = -7.06
    answer: float = 0.1
    ask: float = 0.02
    short_han: int = 5
    short_words: int = 2
    brief: int = 10
    brief_learnt: float = 0.15
    terse: int = 6
    near: float = 0.4
    tie: float = 0.1
    refuse_dense: float = 0.36
    refuse_learnt: float = 0.3
    holds: float = 0.35
    may_hold: float = 0.03


@dataclass(frozen=True, slots=True)
class Signals:
    """What the search saw, as the calibration reads it. ``scope_lead``: how far what is out of bounds stands before the rest."""

    score: float
    margin: float
    scope_share: float
    scope_lead: float


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome and, when something is asked back or there is no answer, the slugs to choose from."""

    outcome: Outcome
    slug: str = ""
    choices: tuple[str, ...] = ()
    probability: float = 0.0


_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9]+")
# Beyond these ranks a subject says nothing about the question.
CONSIDERED = 12
# So many are offered to choose from. On the dev splits the right one is among three in 80 % of the questions whose first is wrong, among four in 84.
CHOICES = 4


def signals(scored: Sequence[Voice], outcomes: Mapping[str, Outcome]) -> Signals:
    """Read the signals; ``scored`` is best first and not empty."""
    top = scored[:CONSIDERED]
    share = sum(s.learnt for s in top if s.slug in outcomes)
    margin = top[0].score - (top[1].score if len(top) > 1 else 0.0)
    return Signals(top[0].score, margin, share, _scope_lead(top, outcomes))


def _scope_lead(top: Sequence[Voice], outcomes: Mapping[str, Outcome]) -> float:
    """What does not stand among ``top`` counts with the last score there."""
    last = top[-1].score if len(top) > 1 else 0.0
    return next((s.score for s in top if s.slug in outcomes), last) - next((s.score for s in top if s.slug not in outcomes), last)


def probability(seen: Signals, calibration: Calibration) -> float:
    """That the corpus holds the answer, 0 to 1."""
    z = calibration.bias + sum(getattr(calibration, f.name) * getattr(seen, f.name) for f in fields(seen))
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


def decide(
    query: str,
    scored: Sequence[Voice],
    outcomes: Mapping[str, Outcome],
    calibration: Calibration,
    exact: str = "",
    elsewhere: str = "",
    *,
    opening: bool = False,
    topics: Mapping[str, str] | None = None,
) -> Decision:
    """Answer, ask back, abstain, refuse or redirect.

    ``scored`` is best first; ``outcomes`` holds the slugs whose documents are refusals or redirects; ``exact`` is the
    slug that an error code in the message points at, which needs no further evidence; ``elsewhere`` the slug for a
    problem that is wholly another platform's. A refusal goes before both. ``opening``: nothing was said before that a few words could
    be understood by. ``topics``: what each slug is about; what is out of bounds on the very topic that was found is no rival of it.
    """
    if not scored:
        return Decision(Outcome.ABSTAINED)
    best = scored[0]
    outcomes = without_kin(best.slug, outcomes, topics or {})
    vague = opening and _is_vague(query, scored, calibration)
    if best.slug in outcomes and not (exact and outcomes[best.slug] is not Outcome.REFUSED):
        return _out_of_bounds(
            best, scored[:CONSIDERED], outcomes, calibration, topics or {}, vague=vague and _units(query) <= calibration.terse
        )
    if elsewhere in outcomes:
        return Decision(outcomes[elsewhere], elsewhere)
    if exact:
        return Decision(Outcome.ANSWERED, exact, probability=1.0)
    inside = [s for s in scored[:CONSIDERED] if s.slug not in outcomes]
    if _is_short(query, calibration):
        near = tuple(s.slug for s in inside[:CHOICES] if best.score - s.score < calibration.near)
        if len(near) > 1:
            return Decision(Outcome.ASKED, best.slug, near)
    held = probability(signals(scored, outcomes), calibration)
    # A few words that the learnt voice does not know say too little, however well one of them fits ("give my money back").
    if held >= calibration.answer and not vague:
        return Decision(Outcome.ANSWERED, best.slug, probability=held)
    outcome = Outcome.ASKED if held >= calibration.ask else Outcome.ABSTAINED
    return Decision(outcome, best.slug, tuple(s.slug for s in inside[:CHOICES]), held)


def _is_vague(query: str, scored: Sequence[Voice], calibration: Calibration) -> bool:
    """Whether a message is a few words that the learnt voice does not know."""
    return _is_brief(query, calibration) and bool(scored) and scored[0].learnt < calibration.brief_learnt


def without_kin(slug: str, outcomes: Mapping[str, Outcome], topics: Mapping[str, str]) -> Mapping[str, Outcome]:
    """``outcomes`` without what is on the topic of ``slug``, unless it is out of bounds itself: lost words and guessing them."""
    if slug in outcomes or slug not in topics:
        return outcomes
    return {other: outcome for other, outcome in outcomes.items() if topics.get(other) != topics[slug]}


def _out_of_bounds(
    best: Voice,
    top: Sequence[Voice],
    outcomes: Mapping[str, Outcome],
    calibration: Calibration,
    topics: Mapping[str, str],
    *,
    vague: bool,
) -> Decision:
    inside = tuple(s.slug for s in top if s.slug not in outcomes)[:CHOICES]
    if inside and _scope_lead(top, outcomes) < calibration.tie:
        if topics and topics.get(inside[0]) == topics.get(best.slug):
            return Decision(Outcome.ANSWERED, inside[0], probability=1.0)
        return Decision(Outcome.ASKED, inside[0], inside)
    # "It's stuck" is no word about another wallet, however like one it is.
    if inside and vague:
        return Decision(Outcome.ASKED, inside[0], inside)
    # A weak match is no reason to accuse somebody of something, or to send him away.
    if best.dense < calibration.refuse_dense and best.learnt < calibration.refuse_learnt:
        if outcomes[best.slug] is Outcome.REFUSED:
            return Decision(Outcome.ABSTAINED)
        if outcomes[best.slug] is Outcome.REDIRECTED and inside:
            return Decision(Outcome.ASKED, inside[0], inside)
    return Decision(outcomes[best.slug], best.slug)


def _is_short(query: str, calibration: Calibration) -> bool:
    han, words = len(_HAN.findall(query)), len(_WORD.findall(query))
    return (0 < han <= calibration.short_han and words == 0) or (han == 0 and 0 < words <= calibration.short_words)


def _is_brief(query: str, calibration: Calibration) -> bool:
    return 0 < _units(query) <= calibration.brief


def _units(query: str) -> int:
    """How long a message is: Chinese characters, and twice the words."""
    return len(_HAN.findall(query)) + 2 * len(_WORD.findall(query))
