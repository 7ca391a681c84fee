"""Grounding: is a sentence supported by the passages it was written from?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.sentences import split_sentences
from assistant.answering.talk import is_question
from assistant.languages import Pack, detect_language

RECAP = -1
Embed = Callable[[list[str]], list[list[float]]]

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORDS = re.compile(r"[a-z0-9]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_NAME = re.compile(r"[A-Z]{2,}[A-Za-z0-9-]*|[A-Z][a-z]+[A-Z]\w*")
_CLAUSE = re.compile(r"(?<=[.!?。！？；;\n])\s*|[,，]\s*")
_LINK = re.compile(r"(?i)https?://|www\.|@|\.com")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a sentence has to be found.

    ``words``: the share of its content that one source sentence and the question hold together. ``recap``: the share
    that the question alone holds, from which a sentence only tells the case back. ``share_told``: the share from which it
    retells the message among other things. ``cosine``: how near the source is.
    """

    words: float = 0.7
    recap: float = 0.8
    share_told: float = 0.4
    cosine: float = 0.86


@dataclass(frozen=True, slots=True)
class Signs:
    """Words that turn what a sentence says, in lower case.

    ``hedges``: that it need not be so. ``restraints``: that it is not so, not allowed or not yet. ``reports``: that somebody else says it.
    """

    hedges: Sequence[str]
    restraints: Sequence[str]
    reports: Sequence[str]

    @staticmethod
    def of(pack: Pack) -> Signs:
        """Those of a language."""
        hedges, restraints, reports = (tuple(pack.value(f"answers.{name}")) for name in ("hedges", "restraints", "reports"))
        return Signs(hedges, restraints, reports)

    def hedged(self, text: str) -> bool:
        """Whether ``text`` leaves open whether it is so."""
        return _holds(text, self.hedges)

    def restrained(self, text: str) -> bool:
        """Whether ``text`` denies, forbids or puts off."""
        return _holds(text, self.restraints)

    def reported(self, text: str) -> bool:
        """Whether ``text`` tells what another person says or wants."""
        return _holds(text, self.reports)


def _holds(text: str, words: Sequence[str]) -> bool:
    low = " " + text.lower().replace("’", "'")
    return any(word in low for word in words)


@dataclass(frozen=True, slots=True)
class Support:
    """The verdict on one sentence; ``index``: the part that holds it best, ``RECAP`` for the question. ``reason``: what was missing."""

    supported: bool
    index: int = 0
    reason: str = ""


def content(text: str) -> set[str]:
    """What a sentence is made of: English words longer than two letters, Chinese character bigrams."""
    low = text.lower()
    grams = {run[i : i + 2] for run in _HAN_RUN.findall(low) for i in range(max(1, len(run) - 1))}
    return grams | {w for w in _WORDS.findall(low) if len(w) > 2 or w.isdigit()}


class Grounding:
    """Checks sentences against the parts of one answer: every number and name exactly, the rest by words and meaning."""

    def __init__(
        self,
        parts: Sequence[str],
        question: str,
        language: str,
        signs: Signs,
        embed: Embed,
        limits: Limits | None = None,
    ) -> None:
        self._language, self._signs, self._embed = language, signs, embed
        self._limits = limits or Limits()
        self._sources = [(i, s) for i, part in enumerate(parts) for s in split_sentences(part)]
        self._contents = [content(s) for _, s in self._sources]
        self._question, self._asked = question, content(question)
        # Only what the person told can be told back: to say what he asked as if it were so is an answer, and nobody's.
        self._told = set().union(*(content(clause) for clause in _CLAUSE.split(question) if not is_question(clause)))
        self._known = " ".join([*parts, question])
        self._vectors: np.ndarray | None = None

    def check(self, sentence: str) -> Support:
        """The verdict on one sentence of a reply."""
        words = content(sentence)
        if not words or not self._sources:
            return Support(False, 0, "empty")
        if detect_language(sentence, self._language) != self._language:
            return Support(False, 0, "language")
        if _LINK.search(sentence):
            return Support(False, 0, "link")
        known = set(_NUMBER.findall(self._known))
        if any(n not in known for n in _NUMBER.findall(sentence)):
            return Support(False, 0, "number")
        if any(n.lower() not in self._known.lower() for n in _NAME.findall(sentence)):
            return Support(False, 0, "name")
        return self._meaning(sentence, words)

    def _meaning(self, sentence: str, words: set[str]) -> Support:
        told = len(words & self._asked) / len(words)
        if told >= self._limits.share_told and self._signs.reported(self._question) and not self._signs.reported(sentence):
            return Support(False, RECAP, "said by another")
        if len(words & self._told) / len(words) >= self._limits.recap:
            same = self._signs.restrained(sentence) == self._signs.restrained(self._question)
            return Support(True, RECAP) if same else Support(False, RECAP, "direction")
        echoed = len(words & (self._asked - self._told)) / len(words)
        lent = self._told if echoed >= self._limits.share_told else self._asked
        held = np.asarray([len(words & (c | lent)) / len(words) for c in self._contents])
        if held.max() < self._limits.words:
            return Support(False, 0, "words")
        if self._vectors is None:
            self._vectors = np.asarray(self._embed([s for _, s in self._sources]))
        cosines = self._vectors @ np.asarray(self._embed([sentence])[0])
        best = int(np.argmax(np.where(held >= self._limits.words, cosines, -1.0)))
        if cosines[best] < self._limits.cosine:
            return Support(False, 0, "meaning")
        part, source = self._sources[best]
        if self._signs.hedged(source) and not self._signs.hedged(sentence):
            return Support(False, part, "certainty")
        # "You can withdraw within 24 hours" is made of the words of "wait until 24 hours are over".
        restrained = self._signs.restrained(sentence)
        if restrained != self._signs.restrained(source) and not (restrained and self._signs.restrained(self._question)):
            return Support(False, part, "direction")
        return Support(True, part)
