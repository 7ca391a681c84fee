"""Every detector's own examples, through the whole engine."""

from __future__ import annotations

import pytest

from assistant.guardrails import Guard
from assistant.guardrails.detector import Detector
from assistant.guardrails.detectors import discover
from assistant.guardrails.examples import unmark

_GUARD = Guard()


@pytest.mark.parametrize("detector", discover(), ids=lambda d: d.kind)
def test_a_detector_claims_the_marked_part_of_each_example(detector: Detector) -> None:
    for marked in detector.hides():
        text, spans = unmark(marked)
        assert spans, f"nothing is marked in {marked!r}"
        claims = _GUARD.engine.find(text, pending=detector.awaits).claims
        for start, end in spans:
            assert any(c.kind in (detector.kind, *detector.also) and c.start <= start and end <= c.end for c in claims), marked


@pytest.mark.parametrize("detector", discover(), ids=lambda d: d.kind)
def test_a_detector_leaves_its_near_misses_alone(detector: Detector) -> None:
    for text in detector.keeps():
        assert not [c for c in _GUARD.engine.find(text, pending=detector.awaits).claims if c.kind == detector.kind], text


@pytest.mark.parametrize("detector", discover(), ids=lambda d: d.kind)
def test_a_detector_with_examples_has_twelve_of_each(detector: Detector) -> None:
    hides, keeps = len(list(detector.hides())), len(list(detector.keeps()))
    assert not hides or (hides >= 12 and keeps >= 12), (detector.find.__module__, hides, keeps)
