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
from assistant.corpus.glossary import Glossary
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

    A sentence scores by how much nearer its meaning is than that of the document's sentences on average, and ``words`` for the share
    of what the question's words tell that it has, those of the document's title left out; ``terms`` is what things of the glossary
    that both name are worth as such a share. ``enough`` is enough, and ``apart`` where the next is ``lead`` behind. ``sure``: the share
    from which words and meaning both point at it. A message that asks nothing has to fit by both: ``told_enough``, ``told``.
    """

    words: float = 0.1
    terms: float = 0.3
    enough: float = 0.05
    apart: float = 0.035
    lead: float = 0.01
    sure: float = 0.3
    told_enough: float = 0.04
    told: float = 0.25


class Pointing:
    """Looks sentences up by meaning and by words. The vectors of the last documents are kept in memory: their text is the corpus's."""

    def __init__(self, embedder: Embedding, rarity: Rarity, glossary: Glossary, limits: Nearness | None = None) -> None:
        self._embedder, self._rarity, self._glossary, self._limits = embedder, rarity, glossary, limits or Nearness()
        self._kept: OrderedDict[int, tuple[tuple[Pointed, ...], NDArray[np.float64]]] = OrderedDict()
        self._lock = Lock()

    def find(self, document: Document, message: str, *, asks: bool = True) -> Pointed | None:
        """The sentence that ``message``, sealed, points at; ``None`` where none stands out. ``asks``: whether it is a question."""
        sentences, vectors = self._sentences(document)
        query = fold(message)
        if len(sentences) < 3 or not query:
            return None
        cosines = vectors @ np.asarray(self._embedder.embed_query(query))
        shares = self._shares(query, document, sentences)
        scores = cosines - cosines.mean() + self._limits.words * shares
        best, second = (int(i) for i in np.argsort(-scores)[:2])
        found, limits = sentences[best], self._limits
        if not asks:
            fits = scores[best] >= limits.told_enough and shares[best] >= limits.told
            return replace(found, sure=True) if fits else None
        lead = scores[best] - scores[second]
        # Without a word in common, one of two that lie equally near says nothing.
        stands_out = lead >= limits.lead / 2 or shares[best] > 0
        enough = (scores[best] >= limits.enough and stands_out) or (scores[best] >= limits.apart and lead >= limits.lead)
        return replace(found, sure=bool(shares[best] >= limits.sure)) if enough else None

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
