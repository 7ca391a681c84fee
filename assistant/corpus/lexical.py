"""The lexical index: BM25 over subjects (a document in all its languages), built at ingest, read at start.

The languages share one index: words of one language match nothing in the other, and exact tokens (codes, coins,
networks) match in both, so a second language can never push out the first.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
GRAM = 4


def tokens(text: str) -> list[str]:
    """What is compared, from text that ``fold`` has folded.

    Chinese as runs of one, two and three characters, which need no dictionary; English as words and as pieces of
    four characters, which forgive endings and typos.
    """
    found: list[str] = []
    for run in _RUN.findall(text.lower()):
        if run[0] >= "\u3400":
            found += [run[i : i + size] for size in (1, 2, 3) for i in range(len(run) - size + 1)]
            continue
        found.append(run)
        edged = f"^{run}$"
        if len(run) >= GRAM:
            found += [edged[i : i + GRAM] for i in range(len(edged) - GRAM + 1)]
    return found


class LexicalIndex:
    """BM25 scores of a query against every subject."""

    def __init__(self, folder: Path) -> None:
        self.slugs: list[str] = json.loads((folder / "slugs.json").read_text(encoding="utf-8"))
        # Not mapped: a file cut short under a mapping ends the process.
        self._bm25 = bm25s.BM25.load(str(folder), mmap=False)
        self._vocabulary = set(self._bm25.vocab_dict)

    @staticmethod
    def write(folder: Path, slugs: Sequence[str], texts: Sequence[str]) -> None:
        """Build and save; a text a slug."""
        folder.mkdir(parents=True)
        (folder / "slugs.json").write_text(json.dumps(list(slugs)), encoding="utf-8")
        bm25 = bm25s.BM25(k1=1.5, b=0.6)
        bm25.index([tokens(t) or [""] for t in texts], show_progress=False)
        bm25.save(str(folder), show_progress=False)

    def scores(self, query: str) -> NDArray[np.float32]:
        """A score a subject, in the order of ``slugs``; zeros where nothing is shared."""
        known = [t for t in dict.fromkeys(tokens(query)) if t in self._vocabulary]
        if not known:
            return np.zeros(len(self.slugs), dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def spread(self, word: str) -> int:
        """How many subjects have a word, or a run of up to three Chinese characters."""
        place = self._bm25.vocab_dict.get(word)
        pointers = self._bm25.scores["indptr"]
        return int(pointers[place + 1] - pointers[place]) if place is not None and place + 1 < len(pointers) else 0

    def rarity(self, word: str) -> float:
        """How much a word tells, its inverse document frequency: 0 where half of the subjects have it, most where none has."""
        having = self.spread(word)
        return 0.0 if 2 * having >= len(self.slugs) and having else math.log((len(self.slugs) + 1) / (having + 0.5))

    @property
    def rarest(self) -> float:
        """How much a word tells that no subject has."""
        return math.log(2 * (len(self.slugs) + 1))

    def coverage(self, query: str) -> float:
        """The share of the query's tokens that the corpus knows, 0 to 1: low when it is in another language."""
        asked = set(tokens(query))
        return len(asked & self._vocabulary) / len(asked) if asked else 0.0
