"""Lone entries: those of subjects that lack one of the corpus's languages, searched apart from the rest.

Whatever is in the question's own language lies nearer to it, so these would seldom be among the nearest of all. A vector store
filters by walking its metadata, which at 100,000 entries takes a quarter of a second; these are few or, at worst, one product of
a matrix and a vector.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.entries import Entry

_ROWS, _VECTORS = "lone.json", "lone.npy"


class LoneEntries:
    """Entries with their vectors and the languages that their subjects lack. Immutable; safe to use from any thread."""

    def __init__(self, entries: Sequence[Entry], lacking: Sequence[Sequence[str]], vectors: NDArray[np.float32]) -> None:
        self.entries = tuple(entries)
        self._vectors = vectors
        self._rows = {
            language: np.asarray([n for n, missing in enumerate(lacking) if language in missing])
            for language in {one for missing in lacking for one in missing}
        }

    @staticmethod
    def write(folder: Path, entries: Sequence[Entry], vectors: NDArray[np.float32]) -> None:
        """Keep those of ``entries`` whose subject is not there in every language of them all; a row of ``vectors`` an entry."""
        there: dict[str, set[str]] = {}
        for entry in entries:
            there.setdefault(_slug(entry), set()).add(entry.language)
        every = {e.language for e in entries}
        lone = [n for n, entry in enumerate(entries) if there[_slug(entry)] != every]
        rows = [[_fields(entries[n]), sorted(every - there[_slug(entries[n])])] for n in lone]
        (folder / _ROWS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        np.save(folder / _VECTORS, vectors[lone].astype(np.float32))

    @staticmethod
    def read(folder: Path) -> LoneEntries:
        """What ``write`` wrote. Raises ``OSError`` or ``ValueError``."""
        rows = json.loads((folder / _ROWS).read_text(encoding="utf-8"))
        # Not mapped: a file cut short under a mapping ends the process.
        vectors = np.load(folder / _VECTORS, allow_pickle=False)
        if len(rows) != len(vectors):
            raise ValueError(f"{_ROWS} has {len(rows)} rows, {_VECTORS} {len(vectors)}")
        return LoneEntries([Entry(*fields) for fields, _ in rows], [missing for _, missing in rows], vectors)

    def nearest(self, vector: Sequence[float], lacking: str, count: int) -> list[tuple[Entry, float]]:
        """Of the subjects that lack the language ``lacking``, the ``count`` entries with the highest cosines, best first."""
        rows = self._rows.get(lacking)
        if rows is None:
            return []
        whole = len(rows) == len(self.entries)  # taking rows out copies them
        cosines = (self._vectors if whole else self._vectors[rows]) @ np.asarray(vector, dtype=np.float32)
        best = np.argpartition(-cosines, min(count, len(cosines)) - 1)[:count]
        return [(self.entries[int(rows[n])], float(cosines[n])) for n in best[np.argsort(-cosines[best])]]


def _slug(entry: Entry) -> str:
    return entry.document_id.partition("/")[2]


def _fields(entry: Entry) -> list[str]:
    return [entry.id, entry.document_id, entry.topic, entry.language, entry.kind, entry.section, entry.text]
