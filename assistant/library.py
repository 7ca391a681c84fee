"""The library: the corpus's data files at once, its index as soon as it is built, kept current in the background."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import structlog

from assistant.corpus.channels import read_channels
from assistant.corpus.error_codes import read_error_codes
from assistant.corpus.evidence import read_evidence
from assistant.corpus.glossary import read_glossary
from assistant.corpus.platforms import read_platforms
from assistant.corpus.taxonomy import read_taxonomy
from assistant.errors import AssistantError, IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from langchain_core.embeddings import Embeddings

    from assistant.corpus.document import Document
    from assistant.corpus.index import Index
    from assistant.corpus.ingest import IngestReport
    from assistant.corpus.spelling import Spelling
    from assistant.retrieval.retriever import Retriever

log = structlog.get_logger()
RETRY_SECONDS = (2.0, 5.0, 15.0, 60.0)


@dataclass(frozen=True, slots=True)
class IndexState:
    """Where the index is. ``done`` of ``total`` entries."""

    phase: Literal["waiting", "loading", "building", "ready", "failed"]
    detail: str = ""
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        """0 to 100."""
        return 100 * self.done // self.total if self.total else 0


class Library:
    """What the product knows. ``prepare`` opens the index, and builds it first where it is missing or stale."""

    def __init__(self, corpus: Path, folder: Path, embedder: str, chroma_url: str = "") -> None:
        self.corpus, self._folder, self._embedder_name, self._url = corpus, folder, embedder, chroma_url
        self.channels = read_channels(corpus)
        self.evidence = read_evidence(corpus)
        self.taxonomy = read_taxonomy(corpus)
        self.glossary = read_glossary(corpus)
        self.platforms = read_platforms(corpus)
        self.codes = read_error_codes(corpus)
        self.state = IndexState("waiting")
        self.embedder: Embeddings | None = None
        self._retriever: Retriever | None = None
        self._settled, self._closed = threading.Event(), threading.Event()
        self._noticing = threading.Lock()
        self._lock = threading.Lock()

    @property
    def retriever(self) -> Retriever:
        """Raises ``IndexUnavailable`` until the index is ready."""
        if self._retriever is None:
            raise IndexUnavailable(self.state.detail or "the index is still being built")
        return self._retriever

    def document_on(self, topic: str, language: str) -> Document | None:
        """The document on a topic; ``None`` where there is none of that name, or no index yet."""
        try:
            return self.retriever.document(topic, language) if topic else None
        except IndexUnavailable:
            return None

    def start(self) -> None:
        """Prepare on a thread of its own."""
        threading.Thread(target=self._prepare_quietly, name="index", daemon=True).start()

    def wait(self, timeout: float) -> None:
        """Wait until ready or failed."""
        self._settled.wait(timeout)

    def prepare(self, on_progress: Callable[[str, int, int], None] | None = None) -> IngestReport | None:
        """Open the index, building it where it must be; the report is ``None`` when it was current."""
        # Late: these import torch and Chroma, which takes seconds that the page does not wait for.
        from chromadb.errors import ChromaError

        from assistant.corpus.index import open_index
        from assistant.corpus.ingest import ingest
        from assistant.models.embedder import Embedder
        from assistant.retrieval.retriever import Retriever

        def progress(step: str, done: int, total: int) -> None:
            self.state = IndexState("building", step, done, total)
            if on_progress is not None:
                on_progress(step, done, total)

        with self._lock:
            self.state = IndexState("loading")
            embedder = self.embedder or Embedder(self._embedder_name)
            client, index = self._open()
            report = None
            if index is None:
                try:
                    report = ingest(client, self._folder, self.corpus, embedder, self._embedder_name, progress)
                except (sqlite3.Error, ChromaError) as error:
                    raise IndexUnavailable(f"the index could not be written: {error}") from error
                index = open_index(client, self._folder)
            index.watch(self._mend)
            self.embedder = embedder
            self._retriever = Retriever(index, embedder, self.codes, spelling=self._spelling(index))
            self.state = IndexState("ready", "", index.size, index.size)
            self._settled.set()
            return report

    def _spelling(self, index: Index) -> Spelling:
        from assistant.corpus.entries import entries_of
        from assistant.corpus.spelling import Spelling

        documents = (d for i in index.catalog.ids() if (d := index.catalog.get(i)) is not None)
        names = (name for platform in self.platforms.platforms for name in platform.names)
        return Spelling((e.text for d in documents for e in entries_of(d)), [*self.glossary.words(), *names], index.lexical.spread)

    def _open(self) -> tuple[ClientAPI, Index | None]:
        """Chroma, and the index if it is current and answers. Files of ours that are damaged are discarded."""
        from assistant.corpus.index import connect, discard
        from assistant.corpus.ingest import open_current

        try:
            client = connect(self._folder, self._url)
            index = open_current(client, self._folder, self.corpus, self._embedder_name)
            if index is not None:
                index.check()
            return client, index
        except IndexUnavailable as error:
            if self._url:
                raise
            log.error("index", discarded=type(error.__cause__ or error).__name__)
        discard(self._folder)
        return connect(self._folder), None

    def _mend(self) -> None:
        """Open it again on a thread of its own, once however many searches noticed."""
        with self._noticing:
            if self._retriever is None:
                return
            self._retriever, self.state = None, IndexState("loading")
            self._settled.clear()
        log.error("index", error="lost")
        self.start()

    def document(self, document_id: str) -> Document | None:
        """A document by id."""
        return self.retriever.index.catalog.get(document_id)

    def _prepare_quietly(self) -> None:
        """Until it is ready: a server that is down comes back, a full disk is emptied, a broken document is mended."""
        for pause in chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1])):
            try:
                self.prepare()
            except (AssistantError, OSError) as error:
                self.state = IndexState("failed", str(error))
                log.error("index", error=type(error).__name__)
            self._settled.set()
            if self._retriever is not None or self._closed.wait(pause):
                return

    def close(self) -> None:
        """Try no more."""
        self._closed.set()
