"""An embedder without a model."""

from __future__ import annotations

import hashlib

import numpy as np
from langchain_core.embeddings import Embeddings


class HashEmbedder(Embeddings):
    """Vectors from the words' digests: fast, the same every time, and it counts what it was asked."""

    def __init__(self, salt: str = "") -> None:
        self.salt, self.asked = salt, 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.asked += len(texts)
        return [self._vector(t) for t in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        seed = int.from_bytes(hashlib.sha256((self.salt + text).encode()).digest()[:8])
        vector = np.random.default_rng(seed).normal(size=16)
        return [float(x) for x in vector / np.linalg.norm(vector)]
