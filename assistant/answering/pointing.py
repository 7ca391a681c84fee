"""The one sentence of a document that a short question on it points at: "can I cancel?" after the whole document was read."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.sentences import split_sentences
from assistant.corpus.document import SECTION_KEYS, Document
from assistant.corpus.fold import fold
from assistant.corpus.said import words_of

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
    """A sentence as it stands in the section ``key`` of its document; ``sure`` where words and meaning both point at it."""

    key: str
    sentence: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """From where a sentence is what is asked for. Chosen by eye on the dev split of ``evals/follow_ups``.

    ``ahead``: how much nearer its meaning is than that of the document's sentences on average. ``lead``: how far it is ahead of
    the next, where it shares no word with the question; ``words``: the share of what the question's words tell that is enough
    with half of ``ahead``. ``apart`` is enough with half of ``lead`` and ``some`` of the words. A message that asks nothing has to fit
    by both: ``told``.
    """

    ahead: float = 0.05
    lead: float = 0.02
    words: float = 0.3
    apart: float = 0.03
    some: float = 0.1
    told: float = 0.4


class Pointing:
    """Looks sentences up by meaning and by words. The vectors of the last documents are kept in memory: their text is the corpus's."""

    def __init__(self, embedder: Embedding, rarity: Rarity, limits: Nearness | None = None) -> None:
        self._embedder, self._rarity, self._limits = embedder, rarity, limits or Nearness()
        self._kept: OrderedDict[int, tuple[tuple[Pointed, ...], NDArray[np.float64]]] = OrderedDict()
        self._lock = Lock()

    def find(self, document: Document, message: str, *, asks: bool = True) -> Pointed | None:
        """The sentence that ``message``, sealed, points at; ``None`` where none stands out. ``asks``: whether it is a question."""
        sentences, vectors = self._sentences(document)
        query = fold(message)
        if len(sentences) < 3 or not query:
            return None
        cosines = vectors @ np.asarray(self._embedder.embed_query(query))
        order = np.argsort(-cosines)
        ahead, lead = float(cosines[order[0]] - cosines.mean()), float(cosines[order[0]] - cosines[order[1]])
        limits = self._limits
        shares = [self._share(query, sentences[i].sentence) for i in order[:2]]
        if not asks:
            return replace(sentences[int(order[0])], sure=True) if ahead >= limits.ahead and shares[0] >= limits.told else None
        # Of two that lie near, the one with the question's own words.
        best = 1 if shares[1] > shares[0] else 0
        if shares[best] >= limits.words and ahead >= limits.ahead / 2:
            return replace(sentences[int(order[best])], sure=True)
        alone = ahead >= limits.ahead and (lead >= limits.lead or shares[0] > 0)
        apart = ahead >= limits.apart and lead >= limits.lead / 2 and shares[0] >= limits.some
        return sentences[int(order[0])] if alone or apart else None

    def _share(self, query: str, sentence: str) -> float:
        weights = {word: min(self._rarity.rarity(form), self._rarity.rarity(word)) for word, form in words_of(query).items()}
        there = words_of(fold(sentence))
        return sum(weight for word, weight in weights.items() if word in there) / (sum(weights.values()) or 1.0)

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


def sentences_of(document: Document) -> tuple[Pointed, ...]:
    """The sentences of a document's sections in the order they are read, tables left out, each as it stands there."""
    found: list[Pointed] = []
    for key in SECTION_KEYS:
        lines: Sequence[str] = [line.strip() for line in document.sections.get(key, "").splitlines()]
        texts = (_ITEM.sub("", line) for line in lines if not line.startswith("|"))
        found += [Pointed(key, one) for text in texts for one in split_sentences(text) if len(one) >= _SHORTEST]
    return tuple(found)
