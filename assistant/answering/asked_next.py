"""The answer to what somebody asks or tells next on a document that he has just read, where the document foresees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz

from assistant.answering.pointing import Pointed, denies_it
from assistant.answering.talk import is_question
from assistant.corpus.asked_next import KEY, Next
from assistant.corpus.document import Document
from assistant.corpus.fold import fold, length
from assistant.corpus.foreseen import Foreseen, Vectors

_CODE = re.compile(r"(?<![0-9A-Za-z.])\d{2,6}(?![0-9A-Za-z.])")
_MARK = re.compile(r"\[\d")
_HEADED = re.compile(r"\*\*[^*\n⚠]+\*\*\n\n\Z")
_ALIKE, _WORDED = 80.0, 0.25  # from how alike, of 100, a wording counts, and what the same wording is worth
_SAME = 0.1
_NAMED = 0.15  # what naming the code of an entry is worth
_MOST = 2  # answers at once
_BREAKS = re.compile(r"[.!?;。！？；]+(?:\s+|$)|[。！？；]|\s(?:and|also|but)\s|，")
_TELLING = 2  # words of a clause that is looked up by itself


class Placed(Protocol):
    """Anything that gives the vector of a folded question in the space of the index."""

    def vector(self, query: str, language: str) -> list[float]: ...


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely the nearest entry is the one that is meant: a logistic curve over its cosine and its ``lead`` on the next one.

    Fitted by ``python -m evals.asked_next`` on the corpus itself, each wording left out once, with its entry there and with it taken
    away. From ``sure`` on the message is of this document whatever else it may be of; from ``enough`` on the entry answers alone; from
    ``near`` on the two nearest are shown with what they answer, to a question, or where a message that asks nothing comes as near as
    ``told``. Chosen by eye; ``least``, ``some`` and ``likely`` are the cosines that each takes, since a lead over nothing says nothing.
    """

    cosine: float = 4.0
    lead: float = 12.7
    base: float = -2.3
    sure: float = 0.5
    least: float = 0.14
    enough: float = 0.42
    some: float = 0.22
    near: float = 0.32
    likely: float = 0.3
    told: float = 0.34

    def of(self, scores: Vectors) -> float:
        """Between 0 and 1; ``scores`` are the cosines of a document's entries."""
        best, *others = sorted((float(score) for score in scores), reverse=True)
        lead = best - others[0] if others else best
        return 1 / (1 + exp(-(self.cosine * best + self.lead * lead + self.base)))


class AskedNext:
    """Looks entries up by meaning, in all languages at once: an entry says the same in each."""

    def __init__(self, placed: Placed, foreseen: Foreseen, chance: Chance | None = None) -> None:
        self._placed, self._foreseen, self._chance = placed, foreseen, chance or Chance()

    def find(self, document: Document, message: str, *, asks: bool = True, seen: Sequence[str] = ()) -> tuple[Pointed, ...]:
        """The answer to ``message``, sealed, or the two nearest ones; empty where no entry comes near.

        ``asks``: whether it is a question. What one of the replies ``seen`` said is not said again, unless it is asked for again and
        is all there is.
        """
        query = fold(message)
        if not document.next or not query:
            return ()
        whole = self._find(document, query, asks)
        if len(clauses := _clauses(query)) > 1:
            # "where do i find it. and how long will it take": each has its own answer.
            parts = [found for clause in clauses for found in self._find(document, clause, is_question(clause))]
            is_sure, is_told = bool(whole) and whole[0].sure, bool(whole) and whole[0].enough
            told = tuple({f.sentence: f for f in parts if f.sure or (f.enough and not is_sure)}.values())[:_MOST]
            if told and (len(told) > 1 or not is_told):
                whole = tuple(sorted(told, key=lambda one: (not one.worded, not one.sure)))
        fresh = tuple(one for one in whole if not any(was_said(one.sentence, reply) for reply in seen))
        if not fresh and asks and whole and whole[0].enough:
            # Who asks again has not understood it, or hoped for another: anything else that lies near would be no answer.
            return (replace(whole[0], again=True),)
        return fresh

    def _find(self, document: Document, query: str, asks: bool) -> tuple[Pointed, ...]:
        scores, limits = self.scores(document, query), self._chance
        if scores is None:
            return ()
        chance, best = limits.of(scores), float(scores.max())
        order = [document.next[int(i)] for i in np.argsort(-scores)]
        sure = chance >= limits.sure and best >= limits.least
        if sure or (chance >= limits.enough and best >= limits.some):
            return (Pointed(KEY, order[0].answer, enough=True, sure=sure, worded=_worded(query, order[0]) >= _SAME),)
        if chance < limits.near or best < (limits.likely if asks else limits.told):
            return ()
        return tuple(Pointed(KEY, entry.answer, to=entry.asked[0]) for entry in order[:_MOST])

    def scores(self, document: Document, query: str) -> Vectors | None:
        """The cosine of a folded message with each entry, raised where it names the same code or is the same wording; ``None`` where the index lacks them."""
        vectors = self._foreseen.of(document.id)
        if vectors is None or len(vectors) != len(document.next):
            return None
        found: Vectors = vectors @ np.asarray(self._placed.vector(query, document.head.language), dtype=np.float32)
        found = found + np.asarray([_worded(query, entry) for entry in document.next], dtype=np.float32)
        # Codes and states are all alike to an embedder: "state 19", 58201.
        if codes := set(_CODE.findall(query)):
            named = [bool(codes & set(_CODE.findall(" ".join((*entry.asked, entry.answer))))) for entry in document.next]
            found = found + np.asarray(named, dtype=np.float32) * _NAMED
        return found


def _worded(query: str, entry: Next) -> float:
    """What it is worth that a message is one of the wordings almost letter by letter: to an embedder, neighbours are alike."""
    alike = [w for w in map(fold, entry.asked) if fuzz.ratio(query, w) > _ALIKE and not denies_it(query, w)]
    return max(((fuzz.ratio(query, w) - _ALIKE) / (100 - _ALIKE) * _WORDED for w in alike), default=0.0)


def was_said(answer: str, reply: str) -> bool:
    """Whether a reply gave an answer as the first thing, behind notices at most: beside others it may have been overlooked."""
    before, there, _ = reply.partition(f"{answer} [")
    return bool(there) and not _MARK.search(before) and not _HEADED.search(before)


def _clauses(query: str) -> list[str]:
    return [clause for part in _BREAKS.split(query) if length(clause := part.strip(" ,，、")) >= _TELLING]
