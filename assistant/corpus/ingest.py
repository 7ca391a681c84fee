"""Ingest: the corpus folder → a new generation of the index, embedding only what changed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from chromadb.api import ClientAPI
from filelock import FileLock
from langchain_core.embeddings import Embeddings

from assistant.corpus.catalog import Catalog
from assistant.corpus.classifier import TopicClassifier
from assistant.corpus.document import Document, read_corpus
from assistant.corpus.entries import Entry, entries_of
from assistant.corpus.fold import fold
from assistant.corpus.foreseen import foresee, texts_of
from assistant.corpus.index import PREFIX, Index, Stamp, drop_others, generations, open_index
from assistant.corpus.lexical import LexicalIndex
from assistant.corpus.lone import LoneEntries
from assistant.corpus.space import everyday, fit_space
from assistant.corpus.stranger_model import Example, StrangerModel
from assistant.corpus.strangers import StrangerExamples, read_strangers
from assistant.corpus.vector_cache import VectorCache
from assistant.errors import CorpusError, IndexUnavailable
from assistant.languages import load_packs

Progress = Callable[[str, int, int], None]
ADD_BATCH = 2000
# Raise when the shape of entries or of the files beside them changes.
FORMAT = 9
# About so many phrasings are enough to learn how people's own words sound.
OWN_WORDS = 3000


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What changed, as document ids."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def fingerprint(corpus: Path) -> str:
    """A digest of every file of the corpus: names and bytes."""
    digest = hashlib.sha256(f"format {FORMAT}\0".encode())
    for path in sorted(p for p in corpus.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(corpus)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def open_current(client: ClientAPI, folder: Path, corpus: Path, embedder_name: str) -> Index | None:
    """The index if it was made from this corpus with this embedder, else ``None``."""
    try:
        index = open_index(client, folder)
    except IndexUnavailable:
        return None
    return index if index.stamp == Stamp(fingerprint(corpus), embedder_name) else None


def ingest(client: ClientAPI, folder: Path, corpus: Path, embedder: Embeddings, embedder_name: str, progress: Progress) -> IngestReport:
    """Bring the index up to the corpus. Raises ``CorpusError`` naming the file, and then changes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(str(folder / ".ingest.lock"), timeout=3600):
        stamp = Stamp(fingerprint(corpus), embedder_name)
        documents = list(read_corpus(corpus))
        if not documents:
            raise CorpusError(f"no document in {corpus}: it needs <language>/<category>/<slug>.md")
        before = _previous(client, folder)
        report = _compare(before, documents)
        _write(client, folder, documents, read_strangers(corpus), embedder, stamp, progress)
        return report


def _previous(client: ClientAPI, folder: Path) -> dict[str, Document]:
    try:
        catalog = open_index(client, folder).catalog
    except IndexUnavailable:
        return {}
    return {i: d for i in catalog.ids() if (d := catalog.get(i)) is not None}


def _compare(before: dict[str, Document], documents: list[Document]) -> IngestReport:
    now = {d.id: d for d in documents}
    added = tuple(i for i in now if i not in before)
    changed = tuple(i for i, d in now.items() if i in before and before[i] != d)
    removed = tuple(i for i in before if i not in now)
    return IngestReport(added, changed, removed, len(now) - len(added) - len(changed))


def _write(
    client: ClientAPI,
    folder: Path,
    documents: list[Document],
    strangers: StrangerExamples | None,
    embedder: Embeddings,
    stamp: Stamp,
    progress: Progress,
) -> None:
    taken = [n for n, _ in generations(client)] + [int(p.name) for p in folder.iterdir() if p.name.isdigit()]
    number = max(taken, default=0) + 1
    progress("read", len(documents), len(documents))
    _write_beside(folder / str(number), documents)
    entries = _entries(documents)
    texts = [fold(e.text) for e in entries]
    sent = strangers.texts() if strangers else {}
    cache = VectorCache(folder / "vectors.sqlite", stamp.embedder)
    try:
        vectors = cache.embed(embedder, texts, lambda done, total: progress("embed", done, total))
        languages = [e.language for e in entries]
        space = fit_space(vectors, languages, everyday(embedder))
        space.write(folder / str(number) / "space.npz")
        vectors = space.place(vectors, languages)
        foreseen = foresee(documents, lambda said: cache.embed(embedder, said, lambda _done, _total: None), space)
        foreseen.write(folder / str(number))
        LoneEntries.write(folder / str(number), entries, vectors)
        progress("learn", len(entries), len(entries))
        TopicClassifier.write(folder / str(number) / "classifier.npz", [e.document_id.partition("/")[2] for e in entries], vectors)
        if strangers is not None:
            heard = space.place(cache.embed(embedder, list(sent), lambda _done, _total: None), [spoken for spoken, _ in sent.values()])
            examples = [Example(text, kind.says, kind.id, v) for (text, (_, kind)), v in zip(sent.items(), heard, strict=True)]
            StrangerModel.write(folder / str(number) / "strangers.npz", [*examples, *_own_words(documents, strangers)])
        meta: dict[str, str | int] = {"state": "building", "corpus": stamp.corpus, "embedder": stamp.embedder}
        collection = client.create_collection(
            f"{PREFIX}{number}", metadata=meta, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}, embedding_function=None
        )
        for start in range(0, len(entries), ADD_BATCH):
            batch = entries[start : start + ADD_BATCH]
            collection.add(
                ids=[e.id for e in batch],
                embeddings=vectors[start : start + len(batch)],
                documents=[e.text for e in batch],
                metadatas=[_metadata(e) for e in batch],
            )
            progress("store", start + len(batch), len(entries))
        collection.modify(metadata={**meta, "state": "complete"})
        cache.keep_only([*texts, *sent, *texts_of(documents)])
    finally:
        cache.close()
    drop_others(client, folder, number)


def texts_embedded(corpus: Path) -> list[str]:
    """Every text of a corpus of which ingest needs the vector, once. Raises ``CorpusError``."""
    documents, strangers = list(read_corpus(corpus)), read_strangers(corpus)
    texts = [fold(e.text) for e in _entries(documents)]
    return list(dict.fromkeys([*texts, *(strangers.texts() if strangers else {}), *texts_of(documents)]))


def _entries(documents: list[Document]) -> list[Entry]:
    return list({e.id: e for d in documents for e in entries_of(d)}.values())


def _write_beside(folder: Path, documents: list[Document]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    Catalog.write(folder / "catalog.sqlite", documents)
    texts: dict[str, list[str]] = {}
    for document in documents:
        texts.setdefault(document.slug, []).extend(fold(e.text) for e in entries_of(document))
    LexicalIndex.write(folder / "bm25", list(texts), ["\n".join(t) for t in texts.values()])


def _own_words(documents: list[Document], strangers: StrangerExamples) -> Iterator[Example]:
    """What people say themselves: everyday sentences, and phrasings evenly over the documents, all of them where there are few."""
    nowhere = np.zeros(0, dtype=np.float32)  # it is known by its wording alone
    own = [p for d in documents if d.slug not in strangers.about_strangers for p in d.head.phrasings]
    own = own[:: max(1, len(own) // OWN_WORDS)]
    everyday_ones = [str(s) for pack in load_packs().values() for s in pack.value("everyday.sentences")]
    yield from (Example(fold(text), "own", "", nowhere) for text in (*everyday_ones, *own))


def _metadata(entry: Entry) -> dict[str, str]:
    return {
        "document_id": entry.document_id,
        "topic": entry.topic,
        "language": entry.language,
        "kind": entry.kind,
        "section": entry.section,
    }
