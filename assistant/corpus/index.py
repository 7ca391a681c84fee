"""The index on disk: generations, of which the newest complete one is read.

A generation is a Chroma collection ``passages-<n>`` (dense vectors) and a folder ``<n>`` beside it with
the catalog and the lexical index. It is written whole under its new number and becomes the one
that is read by a single change, the collection's ``state`` turning ``complete``: a kill in the middle
leaves the generation before it in use.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from assistant.corpus.catalog import Catalog, nobody
from assistant.corpus.classifier import TopicClassifier
from assistant.corpus.foreseen import Foreseen
from assistant.corpus.lexical import LexicalIndex
from assistant.corpus.lone import LoneEntries
from assistant.corpus.space import Space
from assistant.corpus.stranger_model import StrangerModel
from assistant.errors import IndexUnavailable

PREFIX = "passages-"
_CHROMA_ERRORS = (ChromaError, ValueError, httpx.HTTPError)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found by its vector. ``score`` is the cosine."""

    document_id: str
    slug: str
    language: str
    kind: str
    section: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a generation was made from: it is made anew when any of these differ."""

    corpus: str
    embedder: str


def connect(folder: Path, url: str = "") -> ClientAPI:
    """A Chroma server by address, or Chroma's files in ``folder``; no telemetry either way."""
    quiet = ChromaSettings(anonymized_telemetry=False)
    try:
        if url:
            parts = urlsplit(url)
            return chromadb.HttpClient(
                host=parts.hostname or "localhost", port=parts.port or 8000, ssl=parts.scheme == "https", settings=quiet
            )
        folder.mkdir(parents=True, exist_ok=True)
        # Chroma keeps what it opened by its path, and would hand out the handles of files that are gone.
        SharedSystemClient.clear_system_cache()
        return chromadb.PersistentClient(path=str(folder / "chroma"), settings=quiet)
    except (ValueError, ChromaError) as error:
        raise IndexUnavailable(f"Chroma cannot be opened at {url or folder}: {error}") from error


def generations(client: ClientAPI) -> list[tuple[int, Collection]]:
    """Every generation there is, newest first. Raises ``IndexUnavailable`` when Chroma cannot say."""
    try:
        there = client.list_collections()
    except _CHROMA_ERRORS as error:
        raise IndexUnavailable(f"Chroma does not answer: {error}") from error
    found = [(int(c.name.removeprefix(PREFIX)), c) for c in there if c.name.startswith(PREFIX)]
    return sorted(found, key=lambda pair: -pair[0])


class Index:
    """A complete generation, open for reading. Safe to use from any thread."""

    def __init__(self, collection: Collection, folder: Path) -> None:
        self._on_failure: Callable[[], None] = nobody
        self.folder = folder
        self.catalog = Catalog(folder / "catalog.sqlite")
        self.lexical = LexicalIndex(folder / "bm25")
        self.space = Space.read(folder / "space.npz")
        self._lone = LoneEntries.read(folder)
        self.foreseen = Foreseen.read(folder)
        path = folder / "classifier.npz"
        self.classifier = TopicClassifier(path) if path.is_file() else None
        path = folder / "strangers.npz"
        self.strangers = StrangerModel(path) if path.is_file() else None
        self._collection = collection

    @property
    def stamp(self) -> Stamp:
        """What it was made from."""
        meta = self._collection.metadata or {}
        return Stamp(str(meta.get("corpus")), str(meta.get("embedder")))

    @property
    def size(self) -> int:
        """Entries in all."""
        return int(self._collection.count())

    def check(self) -> None:
        """Find one of its own entries by its vector. Raises ``IndexUnavailable`` when it is damaged."""
        try:
            one = self._collection.peek(1)["embeddings"]
        except _CHROMA_ERRORS as error:
            raise IndexUnavailable(f"the index does not answer: {error}") from error
        if one is not None and len(one):
            self.nearest([float(x) for x in one[0]], 1)

    def watch(self, on_failure: Callable[[], None]) -> None:
        """Call ``on_failure`` when it turns out damaged or its server gone, before the search that noticed raises ``IndexUnavailable``."""
        self._on_failure = self.catalog.on_failure = on_failure

    def nearest(self, vector: list[float], count: int, where: dict[str, Any] | None = None) -> list[Hit]:
        """The entries nearest to ``vector``, which ``space`` has placed, best first."""
        try:
            found = self._collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=count,
                where=where,
                include=["metadatas", "documents", "distances"],
            )
        except _CHROMA_ERRORS as error:
            self._on_failure()
            raise IndexUnavailable(f"the index does not answer: {error}") from error
        metas, texts, distances = found["metadatas"], found["documents"], found["distances"]
        if metas is None or texts is None or distances is None:
            return []
        return [
            Hit(
                str(m["document_id"]),
                str(m["document_id"]).partition("/")[2],
                str(m["language"]),
                str(m["kind"]),
                str(m["section"]),
                t,
                1.0 - d,
            )
            for m, t, d in zip(metas[0], texts[0], distances[0], strict=True)
        ]

    def nearest_lone(self, vector: list[float], lacking: str, count: int) -> list[Hit]:
        """Of the subjects that have no document in the language ``lacking``, the entries nearest to ``vector``, best first."""
        found = self._lone.nearest(vector, lacking, count)
        return [Hit(e.document_id, e.document_id.partition("/")[2], e.language, e.kind, e.section, e.text, score) for e, score in found]


def discard(folder: Path) -> None:
    """Delete Chroma's files and all generations in ``folder``: they were made from the corpus and can be made again.

    The vectors stay, so that making them again takes seconds.
    """
    shutil.rmtree(folder / "chroma", ignore_errors=True)
    for generation in folder.glob("[0-9]*"):
        shutil.rmtree(generation, ignore_errors=True)


def open_index(client: ClientAPI, folder: Path) -> Index:
    """The newest complete generation; raises ``IndexUnavailable`` when there is none."""
    for number, collection in generations(client):
        here = folder / str(number)
        if (collection.metadata or {}).get("state") != "complete" or not here.is_dir():
            continue
        try:
            return Index(collection, here)
        except (OSError, ValueError, sqlite3.Error, IndexUnavailable):
            continue  # damaged, or written by an older version: the next older one, or it is built anew
    raise IndexUnavailable("there is no index yet; run `assistant ingest`")


def drop_others(client: ClientAPI, folder: Path, keep: int) -> None:
    """Delete every generation but ``keep``: old ones, and what an interrupted ingest left."""
    for number, collection in generations(client):
        if number != keep:
            client.delete_collection(collection.name)
    for leftover in folder.iterdir():
        if leftover.is_dir() and leftover.name.isdigit() and int(leftover.name) != keep:
            shutil.rmtree(leftover, ignore_errors=True)
