"""Where each language lies among the vectors, and how to lay one language over another.

A multilingual embedder gives every language a place of its own: a question is nearer to anything in its language than to
the answer in another. Taking each language's centre away (Libovický, Rosa and Fraser, Findings of EMNLP 2020) mends most of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.languages import load_packs

Vectors = NDArray[np.float32]
# From about so many entries on, a language's own mean says more than the everyday sentences.
PRIOR = 50


class Space:
    """The centre of each language.

    A language that the corpus does not have is put where the everyday sentences of its pack lie, seen from those languages
    that the corpus has.
    """

    def __init__(self, centres: Mapping[str, Vectors]) -> None:
        self._centres = dict(centres)
        self._middle = np.mean(list(centres.values()), axis=0) if centres else None

    @staticmethod
    def read(path: Path) -> Space:
        """What ``write`` wrote. Raises ``OSError`` or ``ValueError``."""
        with np.load(path, allow_pickle=False) as arrays:
            return Space({name: arrays[name] for name in arrays.files})

    def write(self, path: Path) -> None:
        """Keep it in ``path`` (``.npz``)."""
        np.savez(path, **self._centres)  # type: ignore[arg-type]

    def place(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """Unit vectors from the centre of each one's language."""
        centres = np.stack([self._centre(language, vectors.shape[1]) for language in languages])
        moved = vectors - centres
        length = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.where(length > 0, moved / np.maximum(length, 1e-12), vectors).astype(np.float32)

    def _centre(self, language: str, size: int) -> Vectors:
        if language in self._centres:
            return self._centres[language]
        return self._middle if self._middle is not None else np.zeros(size, dtype=np.float32)


def everyday(embedder: Embeddings) -> dict[str, Vectors]:
    """The mean vector of each pack's everyday sentences, read as questions and as passages alike."""
    found = {}
    for code, pack in load_packs().items():
        sentences = [str(s) for s in pack.value("everyday.sentences")]
        asked = [embedder.embed_query(s) for s in sentences]
        found[code] = np.asarray([*asked, *embedder.embed_documents(sentences)], dtype=np.float32).mean(axis=0)
    return found


def fit_space(vectors: Vectors, languages: Sequence[str], sentences: Mapping[str, Vectors]) -> Space:
    """The space of a corpus: ``vectors`` of its entries, the language of each, and what ``everyday`` gave."""
    spoken = np.asarray(languages)
    centres = {}
    for language in dict.fromkeys(languages):
        mine = vectors[spoken == language]
        prior = PRIOR if language in sentences else 0
        total = mine.sum(axis=0) + prior * sentences.get(language, np.zeros(vectors.shape[1], dtype=np.float32))
        centres[language] = (total / (len(mine) + prior)).astype(np.float32)
    known = [language for language in centres if language in sentences]
    for language in sentences:
        if known and language not in centres:
            moved = [centres[k] + sentences[language] - sentences[k] for k in known]
            centres[language] = np.mean(moved, axis=0).astype(np.float32)
    return Space(centres)
