"""The lexical index of one language: BM25 over documents, built at ingest, mapped from disk at query time."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:[._-][a-z0-9]+)*")


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers; Chinese as characters and bigrams, which need no dictionary."""
    found: list[str] = []
    for run in _RUN.findall(text.lower()):
        if run[0] < "\u3400":
            found.append(run)
            continue
        found.extend(run[i : i + 2] for i in range(len(run) - 1))
        if len(run) == 1:
            found.append(run)
    return found


class LexicalIndex:
    """BM25 scores of a query against every document of one language."""

    def __init__(self, folder: Path) -> None:
        self.document_ids: list[str] = json.loads((folder / "ids.json").read_text(encoding="utf-8"))
        self._bm25 = bm25s.BM25.load(str(folder), mmap=True) if self.document_ids else None
        self._vocabulary = set(self._bm25.vocab_dict) if self._bm25 is not None else set()

    @staticmethod
    def write(folder: Path, document_ids: Sequence[str], texts: Sequence[str]) -> None:
        """Build and save."""
        folder.mkdir(parents=True)
        (folder / "ids.json").write_text(json.dumps(list(document_ids)), encoding="utf-8")
        if texts:
            bm25 = bm25s.BM25(k1=1.2, b=0.5)
            bm25.index([tokens(t) or [""] for t in texts], show_progress=False)
            bm25.save(str(folder), show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """A score a document, in the order of ``document_ids``; zeros where nothing is shared."""
        known = [t for t in dict.fromkeys(tokens(query)) if t in self._vocabulary]
        if self._bm25 is None or not known:
            return np.zeros(len(self.document_ids), dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)
