"""The retriever: a sealed question → passages, one a topic, in the reader's language where the corpus has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.corpus.document import SECTION_KEYS, Document
from assistant.corpus.error_codes import ErrorCodes
from assistant.corpus.fold import fold
from assistant.corpus.index import Hit, Index
from assistant.corpus.said import Said, said_of
from assistant.corpus.spelling import Spelling
from assistant.corpus.stranger_model import Likeness
from assistant.corpus.venting import calm
from assistant.languages import detect_language
from assistant.retrieval.direction import lean
from assistant.retrieval.fusion import Scored, Weights, fuse
from assistant.types import Outcome, Passage, Source

NEAREST = 120
RECENT = 32  # vectors


@dataclass(frozen=True, slots=True)
class Found:
    """What a search saw: the passages and, for whoever decides on them, every document's scores.

    ``codes`` are the entries of the error codes that the text names, which also stand first among the passages. ``query`` is
    what was searched for, folded, without anger and slips, ``vector`` its own in the index's space.
    """

    passages: tuple[Passage, ...]
    scored: tuple[Scored, ...]
    language: str
    codes: tuple[Passage, ...] = ()
    vector: Sequence[float] = field(default=(), repr=False)
    query: str = ""


class Retriever:
    """Searches one index. Raises ``ValueError`` for a ``k`` below 1."""

    def __init__(
        self,
        index: Index,
        embedder: Embeddings,
        codes: ErrorCodes | None = None,
        weights: Weights | None = None,
        spelling: Spelling | None = None,
    ) -> None:
        self.index = index
        self._codes, self._spelling = codes, spelling
        self._weights = weights or Weights()
        self.topics = {slug_of(i): t for i, t in index.catalog.topics().items()}
        self._categories = {slug_of(i): c for i, c in index.catalog.categories().items()}
        self._ids: dict[str, list[str]] = {}
        for document_id in index.catalog.ids():
            self._ids.setdefault(slug_of(document_id), []).append(document_id)
        self.outcomes = {slug_of(i): o for i, o in index.catalog.outcomes().items() if o is not Outcome.ANSWERED}
        self._across: dict[str, frozenset[str]] = {}
        self._embedder = embedder
        self._recent: dict[str, list[float]] = {}
        self._said: dict[str, Said] = {}
        self._lock = Lock()

    def search(self, text: str, k: int = 5, language: str | None = None) -> Found:
        """The ``k`` best topics for ``text``; ``language`` is the one to read in, else the question's own."""
        if k < 1:
            raise ValueError(f"k must be at least 1. Currently, k is {k}")
        query = self._read(text)
        spoken = detect_language(query)
        vector = self.vector(query, spoken)
        across = self._foreign(spoken)
        hits = self._nearest(vector, spoken, across)
        lexical, coverage = self._lexical(query), self.index.lexical.coverage(query)
        scored = fuse(_cosines(hits), lexical, self._learnt(vector), self._weights, coverage, across)
        scored = lean(scored, query, self._categories)
        firsts = self._first_of_each_topic(scored)
        reading = language or spoken
        codes = self._entries(query, reading)
        named = {c.topic for c in codes}
        passages = [p for s in firsts[: k + len(named)] if self.topics[s.slug] not in named and (p := self._passage(s, hits, reading))]
        return Found((*codes, *passages)[:k], tuple(scored), spoken, codes, vector, query)

    def _read(self, text: str) -> str:
        """A question as it is searched for."""
        query = calm(fold(text))
        return self._spelling.mend(query) if self._spelling is not None else query

    def vector(self, query: str, language: str) -> list[float]:
        """The vector of a folded question in the index's space.

        A message is searched for as a whole and in parts, and looked at for a stranger's voice: embedding is most of each search,
        so the last few vectors are kept, in memory only.
        """
        known = self._recent.get(query)
        if known is None:
            known = self._embedder.embed_query(query)
            self._keep({query: known})
        vector = np.asarray([known], dtype=np.float32)
        placed: list[float] = self.index.space.place(vector, [language])[0].tolist()
        return placed

    def prepare(self, queries: Sequence[str]) -> None:
        """Embed questions that will be searched for next, at once where the embedder can; else they are embedded one by one then."""
        together = getattr(self._embedder, "embed_queries", None)
        missing = [query for query in dict.fromkeys(map(self._read, queries)) if query not in self._recent]
        if together is not None and len(missing) > 1:
            self._keep(dict(zip(missing, together(missing), strict=True)))

    def _keep(self, vectors: dict[str, list[float]]) -> None:
        with self._lock:
            self._recent |= vectors
            while len(self._recent) > RECENT:
                del self._recent[next(iter(self._recent))]

    def voice(self, text: str) -> float:
        """How much a text sounds like somebody's words to its reader, 0 to 1; 0 where the corpus teaches nothing of strangers."""
        return self.index.strangers.voice(fold(text)) if self.index.strangers else 0.0

    def likeness(self, text: str) -> Likeness | None:
        """How much a text is like known frauds."""
        if self.index.strangers is None:
            return None
        said = fold(text)
        return self.index.strangers.likeness(said, np.asarray(self.vector(said, detect_language(said)), dtype=np.float32))

    def _foreign(self, language: str) -> frozenset[str]:
        """The subjects that have no document in ``language``."""
        if language not in self._across:
            self._across[language] = frozenset(self.topics) - {slug_of(i) for i in self.index.catalog.ids(language)}
        return self._across[language]

    def _nearest(self, vector: list[float], language: str, across: frozenset[str]) -> list[Hit]:
        """One search over all languages: subjects are scored, not documents, so no language can push out another.

        Subjects that only another language has need a search of their own: what is in the question's language lies nearer.
        """
        hits = self.index.nearest(vector, NEAREST)
        if across and len(across) < len(self.topics):
            hits += self.index.nearest_lone(vector, language, NEAREST)
        return hits

    def _first_of_each_topic(self, scored: Sequence[Scored]) -> list[Scored]:
        best: dict[str, Scored] = {}
        for one in scored:
            best.setdefault(self.topics[one.slug], one)
        return list(best.values())

    def document(self, slug: str, language: str) -> Document | None:
        """The document in ``language``, or in another where there is none."""
        own = self.index.catalog.get(f"{language}/{slug}")
        return own or next((self.index.catalog.get(i) for i in self._ids.get(slug, ())), None)

    def said(self, slug: str) -> Said:
        """What a subject's documents say, in every language."""
        if slug not in self._said:
            documents = (self.index.catalog.get(i) for i in self.index.catalog.ids() if slug_of(i) == slug)
            self._said[slug] = said_of(d for d in documents if d is not None)
        return self._said[slug]

    def _entries(self, query: str, language: str) -> tuple[Passage, ...]:
        """The entries of the codes that are named, one a topic: exact, without embedding luck."""
        if self._codes is None:
            return ()
        records = [r for code in self._codes.find_codes(query) if (r := self._codes.get(code)) is not None]
        entries = [self._codes.passage(r, language) for r in records]
        best: dict[str, Passage] = {}
        for entry in entries:
            best.setdefault(entry.topic, entry)
        return tuple(best.values())

    def _passage(self, scored: Scored, hits: Sequence[Hit], language: str) -> Passage | None:
        document = self.document(scored.slug, language)
        if document is None:
            return None
        mine = [h for h in hits if h.document_id == document.id and h.kind == "section" and h.section in document.sections]
        section = max(mine, key=lambda h: h.score).section if mine else next(k for k in SECTION_KEYS if k in document.sections)
        return passage_of(document, section, scored.score)

    def _lexical(self, query: str) -> dict[str, float]:
        scores = self.index.lexical.scores(query)
        return {self.index.lexical.slugs[i]: float(scores[i]) for i in np.nonzero(scores)[0]}

    def _learnt(self, vector: list[float]) -> dict[str, float]:
        if self.index.classifier is None:
            return {}
        return self.index.classifier.probabilities(np.asarray(vector, dtype=np.float32))


def slug_of(document_id: str) -> str:
    """``zh/withdrawal-pending`` → ``withdrawal-pending``."""
    return document_id.partition("/")[2]


def _cosines(hits: Sequence[Hit]) -> dict[str, list[float]]:
    """Each subject's cosines, best first; an entry that was found twice counts once."""
    found: dict[str, dict[tuple[str, str], float]] = {}
    for hit in hits:
        found.setdefault(hit.slug, {})[hit.document_id, hit.text] = hit.score
    return {slug: sorted(entries.values(), reverse=True) for slug, entries in found.items()}


def passage_of(document: Document, section: str, score: float) -> Passage:
    """A section of a document as a passage."""
    head = document.head
    sources = tuple(Source(s.kind, s.ref, s.date) for s in head.sources)
    return Passage(
        document.id,
        document.topic,
        head.language,
        head.title,
        document.sections[section],
        score,
        head.reviewed.isoformat(),
        section,
        head.category,
        sources,
    )


class LangChainRetriever(BaseRetriever):
    """The same search for anyone's LangChain chain. ``k`` passages a question."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    k: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[LangChainDocument]:
        found = self.retriever.search(query, self.k)
        return [
            LangChainDocument(
                page_content=p.text,
                metadata={"document_id": p.document_id, "topic": p.topic, "title": p.title, "section": p.section, "score": p.score},
            )
            for p in found.passages
        ]
