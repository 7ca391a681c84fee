"""The sentences of a document that a short message on it points at: "can I cancel?" after the whole document was read."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.sentences import split_sentences
from assistant.corpus.document import SECTION_KEYS, Document
from assistant.corpus.fold import fold
from assistant.corpus.glossary import Glossary
from assistant.corpus.said import words_of
from assistant.languages import load_packs

KEPT = 64  # documents whose sentences' vectors are kept
_SHORTEST = 6  # characters
_ITEM = re.compile(r"^(?:\d+\.|[-*>])\s+")


class Embedding(Protocol):
    """What LangChain's embedders can do."""

    def embed_query(self, text: str) -> list[float]: ...
    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...


class Rarity(Protocol):
    """Anything that knows how much a word tells."""

    def rarity(self, word: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Pointed:
    """A sentence as it stands in the section ``key`` of its document. ``enough``: it says what is asked for or told of; else it only
    comes nearest. ``sure`` where words and meaning both point at it. ``to``: what the sentence answers, where it is not sure to be meant.
    ``again``: it was the answer before, and is asked for again. ``worded``: it was asked for almost letter by letter as was foreseen."""

    key: str
    sentence: str
    sure: bool = False
    enough: bool = False
    to: str = ""
    again: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """From where a sentence is what is asked for. Chosen by eye on the dev split of ``evals/follow_ups``.

    A sentence scores by how much nearer its meaning is than that of the document's sentences on average, and ``words`` for the share
    of what the question's words tell that it has, those of the document's title left out; ``terms`` is what things of the glossary
    that both name are worth as such a share. ``enough`` is enough, and ``apart`` where the next is ``lead`` behind. ``sure``: the share
    from which words and meaning both point at it. A message that asks nothing has to fit by both: ``told_enough``, ``told``, or comes
    ``told_near``; a step that was ``done`` is told by less. Beside the best stand those that are at most ``beside`` behind it and are worth ``least`` themselves, ``most`` in all;
    where none is enough, only those without which nothing would be near: ``nearest``, or a word in common.
    """

    words: float = 0.1
    terms: float = 0.3
    enough: float = 0.05
    apart: float = 0.035
    lead: float = 0.01
    sure: float = 0.3
    told_enough: float = 0.04
    told: float = 0.25
    told_near: float = 0.035
    done: float = 0.025
    beside: float = 0.03
    least: float = 0.015
    most: int = 3
    nearest: float = 0.03


class Pointing:
    """Looks sentences up by meaning and by words. The vectors of the last documents are kept in memory: their text is the corpus's."""

    def __init__(self, embedder: Embedding, rarity: Rarity, glossary: Glossary, limits: Nearness | None = None) -> None:
        self._embedder, self._rarity, self._glossary, self._limits = embedder, rarity, glossary, limits or Nearness()
        self._kept: OrderedDict[int, tuple[tuple[Pointed, ...], NDArray[np.float64]]] = OrderedDict()
        self._lock = Lock()

    def find(self, document: Document, message: str, *, asks: bool = True, done: bool = False, seen: str = "") -> tuple[Pointed, ...]:
        """The sentences that ``message``, sealed, points at or comes nearest to, the best first; empty where it is about none.

        ``asks``: whether it is a question. ``done``: it tells what was done, and only a step can be meant. What was pointed at in the
        reply ``seen`` is not pointed at again.
        """
        sentences, vectors = self._sentences(document)
        query = fold(message)
        if len(sentences) < 3 or not query:
            return ()
        cosines = vectors @ np.asarray(self._embedder.embed_query(query))
        shares = self._shares(query, document, sentences)
        scores = cosines - cosines.mean() + self._limits.words * shares
        for number, one in enumerate(sentences):
            # What was to be prepared is given already.
            if (done and one.key != "steps") or (not asks and one.key == "prepare") or was_pointed_at(one.sentence, seen) or (not asks and denies_it(query, one.sentence)):
                scores[number] = -1.0
        order = [int(i) for i in np.argsort(-scores)]
        limits, best = self._limits, scores[order[0]]
        if not (level := self._level(scores[order], shares[order[0]], asks=asks, done=done)):
            return ()
        near = [i for i in order[: limits.most] if scores[i] >= max(best - limits.beside, limits.least)]
        if level == 1 and asks:
            # "And the other question?" comes nearest to something, too.
            near = [i for i in near if sentences[i].key != "prepare" and (shares[i] > 0 or scores[i] >= limits.nearest)]
            if order[0] not in near:
                return tuple(sentences[i] for i in near)
        first = replace(sentences[order[0]], enough=level > 1, sure=level > 1 and (not asks or bool(shares[order[0]] >= limits.sure)))
        return (first, *(sentences[i] for i in near if i != order[0]))

    def _level(self, scores: NDArray[np.float64], share: float, *, asks: bool, done: bool) -> int:
        """2 where the best, which has this ``share`` of the words, is enough; 1 where it comes nearest; ``scores`` are in order."""
        limits, lead = self._limits, scores[0] - scores[1]
        if not asks:
            fits = scores[0] >= (limits.done if done else limits.told_enough) and share >= (0.0 if done else limits.told) and share > 0
            return 2 if fits else int(scores[0] >= limits.told_near and share > 0)
        # Without a word in common, one of two that lie equally near says nothing.
        stands_out = lead >= limits.lead / 2 or share > 0
        enough = (scores[0] >= limits.enough and stands_out) or (scores[0] >= limits.apart and lead >= limits.lead)
        return 2 if enough else 1

    def _shares(self, query: str, document: Document, sentences: Sequence[Pointed]) -> NDArray[np.float64]:
        """How much of what the question's words tell each sentence has; what the title says is in all of it."""
        title = fold(document.head.title)
        known = words_of(title)
        weights = {w: min(self._rarity.rarity(f), self._rarity.rarity(w)) for w, f in words_of(query).items() if w not in known}
        # "Withdraw" and "withdrawals", 提币 and 提现: one thing by another word.
        asked = self._terms(query) - self._terms(title)
        found = []
        for one in sentences:
            text = fold(one.sentence)
            there = words_of(text)
            share = sum(weight for word, weight in weights.items() if word in there) / (sum(weights.values()) or 1.0)
            found.append(share + self._limits.terms * len(asked & self._terms(text)) / max(1, len(asked)))
        return np.asarray(found)

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(term.id for term in self._glossary.find_terms(text) if term.kind in ("product", "action"))

    def _sentences(self, document: Document) -> tuple[tuple[Pointed, ...], NDArray[np.float64]]:
        # By what it says, since a document may be written anew while this runs.
        key = hash((document.id, *document.sections.items()))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        sentences = sentences_of(document)
        vectors = np.asarray(self._embedder.embed_documents([s.sentence for s in sentences])) if sentences else np.zeros((0, 0))
        with self._lock:
            self._kept[key] = sentences, vectors
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return sentences, vectors


def was_pointed_at(sentence: str, reply: str) -> bool:
    """Whether a reply showed a sentence by itself, marked as a citation."""
    return bool(reply) and re.search(rf"(?m)^(?:- )?{re.escape(sentence)} \[\d", reply) is not None


def denies_it(message: str, sentence: str) -> bool:
    """Whether a sentence is of the opposite of what a message tells: 未确认 of what is 已确认, "unconfirmed" of "confirmed"."""
    for states in _states():
        (is_so, is_not), (says_so, says_not) = states(message), states(sentence)
        if (is_so - is_not) & (says_not - says_so) or (is_not - is_so) & (says_so - says_not):
            return True
    return False


@cache
def _states() -> tuple[Callable[[str], tuple[set[str], set[str]]], ...]:
    """For every language: what a text says to be so, and what it says not to be so."""

    def reader(so: re.Pattern[str], not_so: re.Pattern[str]) -> Callable[[str], tuple[set[str], set[str]]]:
        return lambda text: ({m[1] for m in so.finditer(not_so.sub(" ", text.lower()))}, {m[1] for m in not_so.finditer(text.lower())})

    packs = load_packs().values()
    return tuple(reader(*(re.compile(pack.value(f"answers.asks.{name}")) for name in ("is_so", "is_not"))) for pack in packs)


def sentences_of(document: Document) -> tuple[Pointed, ...]:
    """The sentences of a document's sections in the order they are read, tables left out, each as it stands there."""
    found: list[Pointed] = []
    for key in SECTION_KEYS:
        lines: Sequence[str] = [line.strip() for line in document.sections.get(key, "").splitlines()]
        texts = (_ITEM.sub("", line) for line in lines if not line.startswith("|"))
        found += [Pointed(key, one) for text in texts for one in _whole_sentences(text) if len(one) >= _SHORTEST]
    return tuple(found)


def _whole_sentences(text: str) -> list[str]:
    """Sentences with what stands behind a semicolon, which says little by itself."""
    found: list[str] = []
    start = end = 0
    for piece in split_sentences(text):
        end = text.index(piece, end) + len(piece)
        if not piece.endswith((";", "；")):
            found.append(text[start:end].strip())
            start = end
    return [*found, *([text[start:].strip()] if text[start:].strip() else [])]
