"""Whether a message goes on with the problem before it, and what it is then searched with. Rules only: no second call of a model.

A message is looked up twice: alone, and behind the question before it. What stands on its own keeps its own subject; what says
nothing alone ("and how long?", "i already sent 100") stays with the subject that is being talked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.decide import Decision, Voice
from assistant.answering.talk import is_question
from assistant.corpus.fold import length
from assistant.corpus.glossary import Glossary
from assistant.languages import Pack
from assistant.types import Outcome

Goes = Literal["alone", "behind", "stays", "remark", "small_talk"]
REMARKS = ("remark", "small_talk")
SMALL_TALK = "chit-chat"
"""The subject of greetings, thanks and curses."""

_CLAUSES = re.compile(r"[.!?;,。！？；，]+(?:\s+|$)|[。！？；，]|\b(?:and|but|so|ok)\b")
_ENDS = re.compile(r"[.!?;,。！？；，~]+\s*|(?<=[\u3400-\u9fff])\s+")
_SHORT = 1  # word of a clause that tells nothing by itself
# What happens to any problem names none.
_OF_ANY_PROBLEM = frozenset(
    {"cancel", "appeal", "complain", "pending", "review", "customer_support", "ticket", "statement", "returned", "reset"}
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where a message stands on its own, in the search's own numbers. Chosen on the dev split of ``evals/follow_ups``.

    ``score`` and ``sure``: a subject that fits it word for word. ``learnt`` and ``likely``: one that the classifier knows it by.
    ``near``: one that it may well be, where it names what was not spoken of. ``out``: how well a subject out of bounds must be
    known. ``sentence``: the words from which a ``likely`` subject is enough. ``even`` and ``drift``: how sure both searches must
    be, and by how much another subject must lead, to leave the one before. ``words``: the longest message that is still taken
    for an addition, three characters of Chinese for two words. ``full``: from how long on what could be asked of any problem,
    but fits a subject of its own, is asked of that. ``fits``, ``lead`` and ``faint``: how well a subject must fit a message of few
    words, how far ahead of the next, and how little the search with what was said before may hold. ``told``: how much less sure
    than the message alone the search with what was said before may be of the subject that something is told of; ``asked``: how much
    surer it must be of the one that something is asked of. ``likelier``: up to where coins may turn out to move the other way.
    ``keeps``: from where what was talked about holds a question that names something else.
    """

    score: float = 1.08
    sure: float = 0.7
    learnt: float = 0.45
    likely: float = 0.6
    near: float = 0.9
    out: float = 0.4
    even: float = 0.5
    drift: float = 0.2
    words: int = 14
    full: int = 8
    fits: float = 0.75
    lead: float = 0.25
    faint: float = 0.3
    sentence: int = 5
    told: float = 0.05
    asked: float = 0.2
    likelier: float = 0.65
    keeps: float = 0.8


@dataclass(frozen=True, slots=True)
class Look:
    """What one search gave: the decision, and every subject, best first."""

    decision: Decision
    scored: Sequence[Voice]


def is_elliptic(message: str, pack: Pack) -> bool:
    """Whether a message asks what can be asked of any problem ("how long", "can I cancel", "why") and names none itself."""
    low = message.lower().strip(" .!?。！？~")
    if length(low) > pack.value("answers.follow_up.longest_ask"):
        return asks_on(low, pack)
    return any(re.search(pattern, low) for pattern in pack.value("answers.follow_up.asks"))


def asks_on(message: str, pack: Pack) -> bool:
    """Whether a message asks two or three such things and nothing else: "ok but how long. and is my money lost"."""
    clauses = [clause for part in _CLAUSES.split(message.lower()) if (clause := part.strip(" ~"))]
    return len(clauses) > 1 and all(
        length(clause) <= _SHORT or any(re.search(p, clause) for p in pack.value("answers.follow_up.asks")) for clause in clauses
    )


def says_unchanged(message: str, pack: Pack) -> bool:
    """Whether a message says that something was done and that it is as before ("reinstalled it, still the same")."""
    return any(re.search(pattern, message.lower()) for pattern in pack.value("answers.follow_up.continues"))


def names_more(message: str, before: str, glossary: Glossary) -> bool:
    """Whether a message names a product or an action that ``before`` does not: "deposit" after talk of a login."""
    known = {term.id for term in glossary.find_terms(before)}
    return any(t.kind in ("product", "action") and t.id not in known | _OF_ANY_PROBLEM for t in glossary.find_terms(message))


def begins_anew(message: str, pack: Pack) -> bool:
    """Whether a message says itself that another matter follows ("by the way", "ok thanks. now …", 另外)."""
    low = message.lower().lstrip()
    return any(re.match(pattern, low) for pattern in pack.value("answers.follow_up.anew"))


def part_anew(message: str, pack: Pack) -> tuple[str, str]:
    """A message parted where another matter begins behind the end of a clause: what stands before it, and it; nothing where none does."""
    for place in _ENDS.finditer(message):
        if begins_anew(message[place.end() :], pack):
            return message[: place.start()].strip(), message[place.end() :].strip()
    return "", message


def turns_on(message: str, pack: Pack) -> bool:
    """Whether a message says that things are otherwise now ("but my balance shows …", 变成功了): another problem may come of it."""
    return any(re.search(pattern, message.lower()) for pattern in pack.value("answers.follow_up.turns"))


def stands_alone(look: Look, outcomes: Mapping[str, Outcome], bounds: Bounds) -> bool:
    """Whether what the message alone found is more than an accident."""
    if not look.scored:
        return False
    best, held = look.scored[0], look.decision.probability
    if best.slug in outcomes:
        return best.score >= bounds.score or (best.score >= bounds.near and best.learnt >= bounds.out)
    if look.decision.outcome is not Outcome.ANSWERED:
        return False
    return (best.score >= bounds.score and held >= bounds.sure) or (best.learnt >= bounds.learnt and held >= bounds.likely)


def goes_on(
    message: str,
    subject: str,
    alone: Look,
    behind: Look,
    outcomes: Mapping[str, Outcome],
    pack: Pack,
    *,
    more: bool,
    grave: Callable[[str], bool] | None = None,
    against: Callable[[str], bool] | None = None,
    bounds: Bounds | None = None,
) -> Goes:
    """Which search counts, or that ``subject``, which was talked about, goes on. ``more``: what ``names_more`` says of the message;
    ``grave`` tells of a subject whether it is a danger, which is left for another danger only or for what is plainly something else;
    ``against``, whether in it coins move the other way than in what was talked about.

    A ``remark`` asks nothing and finds nothing: one more detail; thanks and curses are ``small_talk``. To answer either with the
    same document again would help nobody.
    """
    limits = bounds or Bounds()
    goes = _goes_on(message, subject, alone, behind, outcomes, pack, more, grave, limits)
    if goes in ("stays", "remark") and more and is_question(message) and _asks_anew(subject, alone, behind, limits):
        return "alone"
    look = behind if goes == "behind" else alone
    leaves = goes in ("alone", "behind") and look.decision.outcome is Outcome.ANSWERED and look.decision.slug != subject
    if not leaves or more or begins_anew(message, pack):
        return goes
    if against is not None and against(look.decision.slug) and (goes == "alone" or look.decision.probability < limits.likelier):
        return "stays"
    graver = grave is not None and grave(look.decision.slug) and look.decision.probability >= behind.decision.probability
    return "stays" if goes == "alone" and not graver and _adds(message, subject, alone, behind, pack, limits) else goes


def _asks_anew(subject: str, alone: Look, behind: Look, bounds: Bounds) -> bool:
    """Whether a question that names something new may be about any of several other subjects: he is asked, not told of ``subject``."""
    sure = behind.decision.outcome is Outcome.ANSWERED and behind.decision.probability > bounds.keeps
    return alone.decision.outcome is Outcome.ASKED and subject not in alone.decision.choices and not sure


def _adds(message: str, subject: str, alone: Look, behind: Look, pack: Pack, bounds: Bounds) -> bool:
    """Whether what a message tells or asks is of ``subject``, though it would stand on its own: "the explorer says success"."""
    if behind.decision.outcome is not Outcome.ANSWERED or behind.decision.slug != subject or length(message) > bounds.words:
        return False
    best = alone.scored[0]
    if best.score >= bounds.score and best.learnt >= bounds.even:
        return False  # it names another subject word for word
    lead = behind.decision.probability - alone.decision.probability
    return lead >= bounds.asked if is_question(message) else lead >= -bounds.told and not turns_on(message, pack)


def _goes_on(
    message: str,
    subject: str,
    alone: Look,
    behind: Look,
    outcomes: Mapping[str, Outcome],
    pack: Pack,
    more: bool,
    grave: Callable[[str], bool] | None,
    limits: Bounds,
) -> Goes:
    elliptic = not more and is_elliptic(message, pack)
    if elliptic and length(message) >= limits.full and not asks_on(message, pack):
        elliptic = alone.decision.outcome is not Outcome.ANSWERED or not stands_alone(alone, outcomes, limits)
    best = alone.scored[0] if alone.scored else None
    if best is None or (begins_anew(message, pack) and not (elliptic and asks_on(message, pack))):
        return "alone"
    if grave is not None and grave(subject) and length(message) <= limits.words and (danger := _danger(subject, alone, behind, outcomes, grave, limits)):
        return danger
    if not elliptic and length(message) <= limits.words and _is_small_talk(alone, limits):
        return "small_talk"
    named = more and best.score >= limits.near
    if says_unchanged(message, pack) and behind.decision.outcome is Outcome.ANSWERED and behind.decision.slug == subject:
        return "stays"
    if elliptic:
        return "alone" if best.slug in outcomes and best.score >= limits.score else _asked_of(best, alone, behind, outcomes)
    # Of neighbours that fit the message, what was said before tells which: "the memo was empty" of a deposit or of a withdrawal.
    told = behind.scored[0].slug if behind.decision.outcome is Outcome.ANSWERED else ""
    kept = next((s.learnt for s in behind.scored if s.slug == subject), 0.0)
    if told not in ("", subject) and told not in outcomes and kept < limits.even and told in [s.slug for s in alone.scored[:2]]:
        return "behind"
    if named or stands_alone(alone, outcomes, limits) or _is_ahead(alone, behind, outcomes, limits):
        return "alone"
    held = alone.decision.probability if alone.decision.outcome is Outcome.ANSWERED else 0.0
    if length(message) > limits.words:
        return "alone" if held else "behind"
    if length(message) >= limits.sentence and held >= limits.likely:
        return "alone"
    sure = told not in ("", *outcomes)
    if not held and not (length(message) and is_question(message)):
        return "remark"
    if not sure or min(held, behind.decision.probability) < limits.even:
        return "stays"
    scores = {s.slug: s.score for s in behind.scored}
    return "behind" if behind.scored[0].score - scores.get(subject, 0.0) > limits.drift else "stays"


def _danger(
    subject: str, alone: Look, behind: Look, outcomes: Mapping[str, Outcome], grave: Callable[[str], bool], bounds: Bounds
) -> Goes | Literal[""]:
    """How a short message goes on with a danger that was talked about: "she is real, we video called" is no question about video calls."""
    if stands_alone(alone, outcomes, bounds) and grave(alone.scored[0].slug):
        return "alone"
    decision = behind.decision
    if decision.outcome is not Outcome.ANSWERED or decision.probability < bounds.even:
        return ""
    if decision.slug == subject:
        return "stays"
    return "behind" if grave(decision.slug) else ""


def _asked_of(best: Voice, alone: Look, behind: Look, outcomes: Mapping[str, Outcome]) -> Goes:
    """What can be asked of any problem is asked of the last, unless both searches know of what."""
    both = alone.decision.outcome is behind.decision.outcome is Outcome.ANSWERED and behind.scored[0].slug == best.slug
    return "behind" if both and best.slug not in outcomes else "stays"


def _is_small_talk(look: Look, bounds: Bounds) -> bool:
    return any(s.slug == SMALL_TALK and s.learnt >= bounds.learnt for s in look.scored[:3])


def _is_ahead(alone: Look, behind: Look, outcomes: Mapping[str, Outcome], bounds: Bounds) -> bool:
    """Whether one subject alone fits the message, however little there is of it, and what was said before does not help it."""
    best, second = alone.scored[0], alone.scored[1].score if len(alone.scored) > 1 else 0.0
    if alone.decision.outcome is not Outcome.ANSWERED or best.slug in outcomes:
        return False
    held = behind.decision.probability if behind.decision.outcome is Outcome.ANSWERED else 0.0
    return best.score >= bounds.fits and best.score - second >= bounds.lead and held <= bounds.faint
