"""A topic classifier over the embeddings, fitted at ingest: one more voice in the fusion."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Chosen by leaving out a fifth of the phrasings: 0.03 to 0.1 are equal within noise.
STRENGTH = 0.04


class TopicClassifier:
    """Multinomial logistic regression, kept as arrays so that nothing has to be imported to use it."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self.slugs: list[str] = [str(s) for s in arrays["slugs"]]
            self._weights: NDArray[np.float32] = arrays["weights"]
            self._bias: NDArray[np.float32] = arrays["bias"]

    @staticmethod
    def write(path: Path, slugs: Sequence[str], vectors: NDArray[np.float32], strength: float = STRENGTH) -> None:
        """Fit on a row an entry and save. ``strength`` is the inverse regularisation. Fewer than two slugs: no file."""
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        if len(set(slugs)) < 2:
            return
        # The vectors of this embedder lie in a narrow cone: without centring nothing is learnt.
        mean, spread = vectors.mean(axis=0), float(vectors.std()) or 1.0
        model = LogisticRegression(C=strength, max_iter=60, tol=1e-4)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # the last digits do not change a ranking
            model.fit((vectors - mean) / spread, list(slugs))
        weights, bias = np.atleast_2d(model.coef_), np.atleast_1d(model.intercept_)
        if len(weights) == 1:  # two classes are fitted as one
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        weights = weights / spread
        bias = bias - weights @ mean
        np.savez(path, slugs=np.asarray(model.classes_, dtype=str), weights=weights.astype(np.float32), bias=bias.astype(np.float32))

    def probabilities(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """Slug → probability; they sum to one."""
        logits = self._weights @ vector + self._bias
        exp = np.exp(logits - logits.max())
        return dict(zip(self.slugs, (exp / exp.sum()).tolist(), strict=True))
