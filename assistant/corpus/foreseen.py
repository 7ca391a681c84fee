"""Foreseen: the vectors of what people ask next, kept beside the index, since only what follows on a document is held against them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.asked_next import Next
from assistant.corpus.document import Document
from assistant.corpus.fold import fold
from assistant.corpus.space import Space

Vectors = NDArray[np.float32]
_ROWS, _VECTORS = "next.json", "next.npy"


class Foreseen:
    """A unit vector for each entry of a document, by the document's id. Immutable; safe to use from any thread."""

    def __init__(self, vectors: Mapping[str, Vectors]) -> None:
        self._vectors = dict(vectors)

    def of(self, document_id: str) -> Vectors | None:
        """A row an entry, in the order of the document; ``None`` where it foresees nothing."""
        return self._vectors.get(document_id)

    def write(self, folder: Path) -> None:
        """Keep it in ``folder``."""
        rows = {name: len(vectors) for name, vectors in self._vectors.items()}
        (folder / _ROWS).write_text(json.dumps(rows), encoding="utf-8")
        np.save(folder / _VECTORS, np.vstack(list(self._vectors.values())) if rows else np.zeros((0, 1), dtype=np.float32))

    @staticmethod
    def read(folder: Path) -> Foreseen:
        """What ``write`` wrote. Raises ``OSError`` or ``ValueError``."""
        rows: dict[str, int] = json.loads((folder / _ROWS).read_text(encoding="utf-8"))
        vectors = np.load(folder / _VECTORS, allow_pickle=False)
        if sum(rows.values()) != len(vectors):
            raise ValueError(f"{_ROWS} counts {sum(rows.values())} entries, {_VECTORS} has {len(vectors)}")
        ends = np.cumsum(list(rows.values()))
        return Foreseen(dict(zip(rows, np.split(vectors, ends[:-1]), strict=True)) if rows else {})


def texts_of(documents: Sequence[Document]) -> list[str]:
    """What is embedded, entry by entry."""
    return [said_of(entry) for document in documents for entry in document.next]


def said_of(entry: Next) -> str:
    """An entry as it is embedded: what is asked in all wordings, and the answer, which has the words that the asking lacks."""
    return " / ".join(map(fold, entry.asked)) + "\n" + entry.answer


def foresee(documents: Sequence[Document], embed: Callable[[list[str]], Vectors], space: Space) -> Foreseen:
    """The vectors of ``documents``; an entry says the same in every language, so those that have as many are averaged."""
    there = [document for document in documents if document.next]
    if not there:
        return Foreseen({})
    languages = [d.head.language for d in there for _ in d.next]
    placed = space.place(embed(texts_of(there)), languages)
    own = dict(zip((d.id for d in there), np.split(placed, np.cumsum([len(d.next) for d in there])[:-1]), strict=True))
    found = {}
    for document in there:
        alike = [own[d.id] for d in there if d.slug == document.slug and len(d.next) == len(document.next)]
        joined = np.sum(alike, axis=0)
        found[document.id] = (joined / np.maximum(np.linalg.norm(joined, axis=1, keepdims=True), 1e-12)).astype(np.float32)
    return Foreseen(found)
