"""Intervals, paired comparison, and the curves of deciding by a score: scipy and scikit-learn do the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def interval(values: Sequence[float], resamples: int = 1000) -> tuple[float, float]:
    """The bootstrap 95 % interval of the mean; the mean itself twice when all values are equal."""
    from scipy.stats import bootstrap

    array = np.asarray(values, dtype=float)
    if len(array) < 2 or np.ptp(array) == 0:
        mean = float(array.mean()) if len(array) else float("nan")
        return mean, mean
    found = bootstrap((array,), np.mean, n_resamples=resamples, method="percentile", rng=np.random.default_rng(7))
    return float(found.confidence_interval.low), float(found.confidence_interval.high)


@dataclass(frozen=True, slots=True)
class Difference:
    """New minus old over the same cases. ``lost`` only when the interval lies below zero and the exact sign test agrees."""

    mean: float
    low: float
    high: float
    better: int
    worse: int
    p: float

    @property
    def lost(self) -> bool:
        """A real loss, not noise."""
        return self.high < 0 and self.p < 0.05


def paired(new: Sequence[float], old: Sequence[float]) -> Difference:
    """Compare two runs case by case (for yes/no scores the sign test is McNemar's exact test)."""
    from scipy.stats import binomtest

    gap = np.asarray(new, dtype=float) - np.asarray(old, dtype=float)
    # The baseline keeps four decimals: less than that is no difference.
    gap[np.abs(gap) < 1e-3] = 0.0
    better, worse = int((gap > 0).sum()), int((gap < 0).sum())
    p = float(binomtest(worse, better + worse, 0.5, alternative="greater").pvalue) if better + worse else 1.0
    low, high = interval(gap.tolist())
    return Difference(float(gap.mean()), low, high, better, worse, p)


def risk_coverage(confidence: Sequence[float], wrong: Sequence[bool]) -> tuple[Floats, Floats, Floats]:
    """(coverage, risk, threshold): what share is answered, and which share of that is wrong, as the threshold falls."""
    order = np.argsort(-np.asarray(confidence, dtype=float), kind="stable")
    errors = np.cumsum(np.asarray(wrong, dtype=float)[order])
    answered = np.arange(1, len(order) + 1)
    return answered / len(order), errors / answered, np.asarray(confidence, dtype=float)[order]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A logistic regression of being right on the evidence, fitted on one split, judged on the other."""

    probability: Floats
    auroc: float
    brier: float
    bins: tuple[Floats, Floats]


def calibrate(train: tuple[Floats, Floats], judge: tuple[Floats, Floats]) -> Calibrated | None:
    """Fit on ``train`` (features, right), judge on ``judge``; ``None`` when a side has one class only."""
    from sklearn.calibration import calibration_curve
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import brier_score_loss, roc_auc_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if any(len(side[1]) == 0 or np.ptp(side[1]) == 0 for side in (train, judge)):
        return None
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(*train)
    probability = model.predict_proba(judge[0])[:, 1]
    observed, predicted = calibration_curve(judge[1], probability, n_bins=8, strategy="quantile")
    return Calibrated(
        probability, float(roc_auc_score(judge[1], probability)), float(brier_score_loss(judge[1], probability)), (predicted, observed)
    )
