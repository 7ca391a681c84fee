"""A topic classifier over the embeddings, fitted on the phrasings at ingest: one more voice in the fusion."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class TopicClassifier:
    """Multinomial logistic regression, kept as two arrays so that nothing has to be imported to use it."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self.slugs: list[str] = [str(s) for s in arrays["slugs"]]
            self._weights: NDArray[np.float32] = arrays["weights"]
            self._bias: NDArray[np.float32] = arrays["bias"]

    @staticmethod
    def write(path: Path, slugs: Sequence[str], vectors: NDArray[np.float32], strength: float = 30.0) -> None:
        """Fit on a row a phrasing and save. ``strength`` is the inverse regularisation."""
        from sklearn.linear_model import LogisticRegression

        if len(set(slugs)) < 2:
            return
        model = LogisticRegression(C=strength, max_iter=150, tol=1e-3, class_weight="balanced")
        model.fit(vectors, list(slugs))
        weights, bias = np.atleast_2d(model.coef_), np.atleast_1d(model.intercept_)
        if len(weights) == 1:  # two classes are fitted as one
            weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
        np.savez(path, slugs=np.asarray(model.classes_, dtype=str), weights=weights.astype(np.float32), bias=bias.astype(np.float32))

    def probabilities(self, vector: NDArray[np.float32]) -> dict[str, float]:
        """Slug → probability; they sum to one."""
        logits = self._weights @ vector + self._bias
        exp = np.exp(logits - logits.max())
        return dict(zip(self.slugs, (exp / exp.sum()).tolist(), strict=True))
