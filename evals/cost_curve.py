"""What a larger index costs: the whole search, and its parts, over generated entries; the embedding of the question is left out."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.corpus.catalog import Catalog
from assistant.corpus.document import Document, FrontMatter
from assistant.corpus.entries import Entry
from assistant.corpus.foreseen import Foreseen
from assistant.corpus.index import Index, connect
from assistant.corpus.lexical import LexicalIndex
from assistant.corpus.lone import LoneEntries
from assistant.corpus.space import Space
from assistant.retrieval.retriever import Retriever
from assistant.types import Channel, Confidence, Urgency

DIMENSIONS, BATCH, QUESTIONS, WARM_UP = 384, 2000, 30, 3
A_DOCUMENT = 30  # entries
LONE = 10  # every so many subjects, one is there in Chinese only
VOCABULARY = 20_000


def cost_of(entries: int) -> dict[str, float]:
    """Medians in milliseconds of one search in an index of about so many entries, and the seconds that filling it took."""
    random = np.random.default_rng(5)
    with tempfile.TemporaryDirectory(prefix="evals-cost-") as made:
        before = time.perf_counter()
        index, texts = _filled(Path(made), max(2, entries // A_DOCUMENT), random)
        built = time.perf_counter() - before
        questions = [" ".join(text.split()[:12]) for text in texts[:QUESTIONS]]
        vectors = _vectors(random, QUESTIONS).tolist()
        retriever = Retriever(index, _Known(dict(zip(questions, vectors, strict=False))))
        cost = {
            "nearest entries": _median([lambda v=v: index.nearest(v, 120) for v in vectors]),  # type: ignore[misc]
            "words": _median([lambda q=q: index.lexical.scores(q) for q in questions]),  # type: ignore[misc]
            "search, without embedding": _median([lambda q=q: retriever.search(q, 5) for q in questions]),  # type: ignore[misc]
        }
        return {"entries": float(index.size), "build seconds": built, **cost}


class _Known(Embeddings):
    """An embedder that knows its questions: embedding costs the same whatever the index holds."""

    def __init__(self, known: dict[str, list[float]]) -> None:
        self._known = known

    def embed_query(self, text: str) -> list[float]:
        return self._known[text]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._known[text] for text in texts]


def _filled(folder: Path, documents: int, random: np.random.Generator) -> tuple[Index, list[str]]:
    """A generation as ingest would leave it, with random vectors and Zipf's words; nothing is learnt from either."""
    collection = connect(folder).create_collection(
        "cost", configuration={"hnsw": {"space": "cosine", "ef_search": 200}}, embedding_function=None
    )
    made = [
        _document(f"s{subject}", language)
        for subject in range(documents // 2)
        for language in (("zh",) if subject % LONE == 0 else ("en", "zh"))
    ]
    entries = [
        Entry(f"{d.id}.{n}", d.id, d.topic, d.head.language, "phrasing", "", f"{d.id} {n}") for d in made for n in range(A_DOCUMENT)
    ]
    vectors = _vectors(random, len(entries))
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        metas = [{"document_id": e.document_id, "language": e.language, "kind": e.kind, "section": "", "topic": e.topic} for e in batch]
        collection.add(
            ids=[e.id for e in batch], embeddings=vectors[start : start + BATCH], documents=[e.text for e in batch], metadatas=metas
        )
    Catalog.write(folder / "catalog.sqlite", made)
    slugs = list(dict.fromkeys(d.slug for d in made))
    texts = [" ".join(f"w{word}" for word in random.zipf(1.3, 240) % VOCABULARY) for _ in slugs]
    LexicalIndex.write(folder / "bm25", slugs, texts)
    Space({}).write(folder / "space.npz")
    LoneEntries.write(folder, entries, vectors)
    Foreseen({}).write(folder)
    weights = _vectors(random, len(slugs))
    np.savez(folder / "classifier.npz", slugs=np.asarray(slugs), weights=weights, bias=np.zeros(len(slugs), dtype=np.float32))
    return Index(collection, folder), texts


def _document(slug: str, language: str) -> Document:
    head = FrontMatter(
        title=f"Subject {slug}",
        category="generated",
        language=language,
        phrasings=("generated",),
        channel=Channel.LIVE_CHAT,
        urgency=Urgency.NORMAL,
        sources=({"kind": "practice", "ref": "generated"},),  # type: ignore[arg-type]
        reviewed=date(2026, 1, 1),
        confidence=Confidence.LOW,
    )
    return Document(slug=slug, head=head, sections={"situation": "generated " * 100, "steps": "generated " * 200})


def _vectors(random: np.random.Generator, count: int) -> NDArray[np.float32]:
    vectors = random.standard_normal((count, DIMENSIONS), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _median(calls: Sequence[Callable[[], object]]) -> float:
    times = []
    for call in calls:
        before = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - before))
    return statistics.median(times[WARM_UP:])
