"""The numbers that decide: intervals, paired comparison, curves."""

from __future__ import annotations

import numpy as np
import pytest

from evals.statistics import calibrate, interval, paired, risk_coverage


def test_an_interval_holds_the_mean_and_narrows_with_more_cases() -> None:
    few, many = [1.0, 0.0, 1.0, 1.0] * 5, [1.0, 0.0, 1.0, 1.0] * 100
    low, high = interval(few)
    narrow_low, narrow_high = interval(many)
    assert low < 0.75 < high
    assert narrow_high - narrow_low < high - low


def test_equal_values_have_no_width() -> None:
    assert interval([1.0] * 30) == (1.0, 1.0)


def test_a_drop_of_ten_in_a_hundred_is_a_real_loss() -> None:
    old = [1.0] * 90 + [0.0] * 10
    new = [1.0] * 80 + [0.0] * 20
    assert paired(new, old).lost


@pytest.mark.parametrize("worse", [0, 1, 2])
def test_one_or_two_cases_more_are_noise(worse: int) -> None:
    old = [1.0] * 100
    new = [1.0] * (100 - worse) + [0.0] * worse
    assert not paired(new, old).lost


def test_as_many_won_as_lost_is_no_loss() -> None:
    old = [1.0] * 20 + [0.0] * 20
    new = [0.0] * 20 + [1.0] * 20
    found = paired(new, old)
    assert (found.better, found.worse, found.lost) == (20, 20, False)


def test_a_score_rounded_for_the_baseline_is_no_difference() -> None:
    found = paired([2 / 3] * 30, [0.6667] * 30)
    assert (found.better, found.worse, found.mean) == (0, 0, 0.0)


def test_risk_counts_only_what_is_answered() -> None:
    coverage, risk, threshold = risk_coverage([0.9, 0.8, 0.2, 0.1], [False, False, True, True])
    assert coverage.tolist() == [0.25, 0.5, 0.75, 1.0]
    assert risk.tolist() == [0.0, 0.0, pytest.approx(1 / 3), 0.5]
    assert threshold.tolist() == [0.9, 0.8, 0.2, 0.1]


def test_evidence_that_tells_is_calibrated_and_evidence_that_does_not_is_not() -> None:
    random = np.random.default_rng(1)
    right = random.integers(0, 2, 400).astype(float)
    telling = (right + random.normal(0, 0.3, 400)).reshape(-1, 1)
    noise = random.normal(0, 1, (400, 1))
    good = calibrate((telling[:200], right[:200]), (telling[200:], right[200:]))
    poor = calibrate((noise[:200], right[:200]), (noise[200:], right[200:]))
    assert good is not None
    assert poor is not None
    assert good.auroc > 0.95
    assert 0.35 < poor.auroc < 0.65
    assert good.brier < poor.brier


def test_nothing_can_be_calibrated_on_one_class() -> None:
    features, right = np.zeros((4, 1)), np.ones(4)
    assert calibrate((features, right), (features, right)) is None
