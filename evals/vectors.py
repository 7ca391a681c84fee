"""Writes the vectors that come with the product: ``python -m evals.vectors``, after documents were changed.

All are computed here, none taken from the file that is there; what an earlier run computed is kept in the data folder. Prints how near the
written ones are to the computed ones.
"""

from __future__ import annotations

import numpy as np
from tqdm import tqdm

from assistant.corpus.ingest import texts_embedded
from assistant.corpus.shipped import EMBEDDER, FILE, Shipped, write_shipped
from assistant.corpus.vector_cache import VectorCache
from assistant.models.embedder import Embedder
from assistant.packaged import packaged
from assistant.settings import load_settings

# Not the embedder's own name, under which the cache would give what is shipped.
SPACE = f"{EMBEDDER}, computed"


def main() -> int:
    """Write the file; prints texts, size and cosines."""
    texts = texts_embedded(packaged("corpus"))
    cache = VectorCache(load_settings().data / "vectors.sqlite", SPACE)
    with tqdm(total=len(texts), desc="embed") as bar:
        vectors = cache.embed(Embedder(EMBEDDER), texts, lambda done, _total: bar.update(done - bar.n))
    cache.keep_only(texts)
    cache.close()
    write_shipped(FILE, texts, vectors)
    with np.load(FILE) as file:
        written = Shipped(file["keys"], file["steps"], file["mean"], file["reach"])
    again = np.asarray([written.get(text) for text in texts])
    picked = np.random.default_rng(0).integers(0, len(texts), (2, 20_000))
    off = np.abs(_cosines(vectors, *picked) - _cosines(again, *picked))
    print(f"{len(texts)} texts, {FILE.stat().st_size / 1e6:.1f} MB; cosines of 20,000 pairs differ by {off.mean():.5f}, at most {off.max():.5f}")
    return 0


def _cosines(vectors: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.sum(vectors[left] * vectors[right], axis=1)


if __name__ == "__main__":
    raise SystemExit(main())
