"""Speed, measured against the bare parts in the same process: search, ingest, the first passage, and what a larger index costs."""

from __future__ import annotations

import asyncio
import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from evals.context import REPORTS
from evals.cost_curve import cost_of
from evals.retrieval.task import shared_cases

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

    from assistant.library import Library
    from assistant.pipeline import Assistant

QUERIES = 60
INGESTED = 24
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    value: str
    aim: str = ""


def bench(quick: bool = False) -> None:
    """Print the table and the curve, and keep both for the report."""
    from assistant.settings import load_settings
    from assistant.wiring import build_assistant

    started = time.perf_counter()
    assistant = build_assistant(load_settings(model="extractive"))
    assistant.library.prepare(_say)
    rows = [Row("start-up until the index is open, imports included", f"{time.perf_counter() - started:.1f} s")]
    queries = _queries()
    rows += _search_rows(assistant.library, queries)
    rows += [_first_passage(assistant, queries[:20]), _ingest(assistant.library)]
    rows.append(Row("memory, at most", f"{_memory():.0f} MB"))
    rows += _model_rows(assistant.library)
    for row in rows:
        print(f"  {row.name:58} {row.value:>22}  {row.aim}")
    curve = []
    for size in SIZES[:2] if quick else SIZES:
        curve.append(cost_of(size))
        print("  " + "  ".join(f"{k}: {v:,.6g}" for k, v in curve[-1].items()))
    REPORTS.mkdir(parents=True, exist_ok=True)
    kept = {"rows": [{"name": r.name, "value": r.value, "aim": r.aim} for r in rows], "curve": curve}
    (REPORTS / "bench.json").write_text(json.dumps(kept), encoding="utf-8")


def _queries() -> list[str]:
    cases = shared_cases()
    return [c.query for c in cases[:: max(1, len(cases) // QUERIES)]][:QUERIES]


def _search_rows(library: Library, queries: Sequence[str]) -> list[Row]:
    from assistant.corpus.index import connect, generations

    embedder, retriever = library.embedder, library.retriever
    assert embedder is not None
    # The newest generation's collection is what a bare use of Chroma would query.
    collection = generations(connect(retriever.index.folder.parent))[0][1]

    def bare(query: str) -> None:
        vector = np.asarray([embedder.embed_query(query)], dtype=np.float32)
        collection.query(query_embeddings=vector, n_results=5, include=["metadatas", "documents", "distances"])

    ours, theirs = _in_turn(lambda q: retriever.search(q, 5), bare, queries)
    embed, _ = _in_turn(embedder.embed_query, lambda _: None, queries)
    return [
        Row("embed + raw Chroma query (median)", f"{1000 * theirs:.1f} ms", f"of which embedding {1000 * embed:.1f} ms"),
        Row("search (median)", f"{1000 * ours:.1f} ms"),
        Row("search against embed + raw Chroma query", f"{ours / theirs:.2f} x", "aim <= 1.25 x"),
    ]


def _in_turn(first: Callable[[str], object], second: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Medians of both, measured alternately so that a busy moment hits both."""
    times: tuple[list[float], list[float]] = ([], [])
    for number, query in enumerate([*queries[:5], *queries]):
        for call, kept in zip((first, second), times, strict=True):
            before = time.perf_counter()
            call(query)
            if number >= 5:  # the first ones warm up
                kept.append(time.perf_counter() - before)
    return statistics.median(times[0]), statistics.median(times[1])


def _first_passage(assistant: Assistant, queries: Sequence[str]) -> Row:
    async def until_meta(query: str) -> float:
        before = time.perf_counter()
        async for _ in assistant.stream(query):
            return time.perf_counter() - before
        raise AssertionError("a turn without an event")

    async def all_of_them() -> list[float]:
        return [await until_meta(q) for q in queries]

    times = sorted(asyncio.run(all_of_them()))
    last = times[int(0.95 * (len(times) - 1))]
    return Row(
        "time to the first passage (median, 95th of 100)",
        f"{1000 * statistics.median(times):.0f} ms, {1000 * last:.0f} ms",
        "aim <= 500 ms",
    )


def _model_rows(library: Library) -> list[Row]:
    """The local model's first token, where its weights are; nothing is fetched for it."""
    from assistant.models.chat_model import LocalBackend
    from assistant.models.weights import are_ready
    from assistant.settings import load_settings
    from evals.first_token import first_token

    folder = load_settings().models
    if not are_ready(folder):
        return [Row("time to first token", "no local model", "`assistant pull` fetches it")]
    backend = LocalBackend(folder)
    backend.start()
    backend.wait(300)
    if backend.model is None:
        return [Row("time to first token", "the model did not load", backend.state.detail)]
    took = first_token(library, cast("ChatOpenAI", backend.model))
    backend.close()
    return [
        Row("time to first token (median)", f"{took['ours']:.2f} s", f"the bare server with such a prompt {took['bare']:.2f} s"),
        Row("time to first token against the bare server", f"{took['ours'] / took['bare']:.2f} x", "aim <= 1.05 x"),
        Row("… first, second question of a conversation", f"{took['first']:.2f} s, {took['second']:.2f} s", "aim: the second is faster"),
    ]


def _ingest(library: Library) -> Row:
    """A part of the corpus ingested from nothing, against embedding the same texts with the bare embedder."""
    from assistant.corpus.document import read_corpus
    from assistant.corpus.entries import entries_of
    from assistant.corpus.foreseen import texts_of
    from assistant.corpus.index import connect
    from assistant.corpus.ingest import ingest

    embedder = library.embedder
    assert embedder is not None
    documents = list(read_corpus(library.corpus))[:INGESTED]
    with tempfile.TemporaryDirectory(prefix="evals-ingest-") as made:
        corpus, folder = Path(made) / "corpus", Path(made) / "index"
        for document in documents:
            language, category, slug = document.head.language, document.head.category, document.slug
            target = corpus / language / category / f"{slug}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(library.corpus / language / category / f"{slug}.md", target)
        texts = [*(e.text for d in documents for e in entries_of(d)), *texts_of(documents)]
        before = time.perf_counter()
        for start in range(0, len(texts), 64):
            embedder.embed_documents(texts[start : start + 64])
        bare = time.perf_counter() - before
        before = time.perf_counter()
        ingest(connect(folder), folder, corpus, embedder, "bench", lambda *_: None)
        ours = time.perf_counter() - before
    return Row(f"ingest against the bare embedder ({len(texts)} texts)", f"{ours / bare:.2f} x ({ours:.1f} s)", "aim <= 1.15 x")


def _memory() -> float:
    """Megabytes at the peak; the unit of the system call differs on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _say(step: str, done: int, total: int) -> None:
    print(f"\r  index: {step} {done} of {total}", end="" if done < total else "\n", flush=True)
