from __future__ import annotations

import random

import pytest

from assistant.guardrails import Guard
from assistant.guardrails.detector import Scan
from assistant.guardrails.detectors import discover
from assistant.guardrails.examples import unmark
from assistant.guardrails.normalise import MASK, normalise
from assistant.guardrails.windows import excerpts, lies_in, meets, windows

_FILLER = "The withdrawal is still pending and nobody answers the chat. " * 60


def test_windows_end_at_the_ends_of_lines_or_words_and_join_where_they_meet() -> None:
    text = "first line\n" + "word " * 200 + "\nlast line\n" + "x" * 400
    (low, high), *others = windows(text, [(300, 305), (420, 425)], 60)
    assert not others
    assert text[low - 1] in " \n"
    assert text[high] in " \n"
    assert low <= 240
    assert high >= 485


def test_what_stands_in_the_excerpts_is_found_at_its_place_in_the_original_text() -> None:
    text = "\u200b" + "ａｂｃ" + "d" * 300 + "xyz"
    parts = excerpts(normalise(text), [(0, 4), (304, 307)])
    for word in ("abc", "xyz"):
        at = parts.text.index(word)
        start, end = parts.original(at, at + 3)
        assert normalise(text[start:end]).text == word
    assert MASK in parts.text
    assert "d" not in parts.text


def test_spans_meet_or_lie_in_windows() -> None:
    spans = [(10, 20), (30, 40)]
    assert meets(spans, 19, 25)
    assert not meets(spans, 20, 30)
    assert lies_in(spans, 30, 40)
    assert not lies_in(spans, 19, 31)


def test_what_is_glued_to_a_hidden_value_is_found_in_a_long_text_as_in_a_short_one() -> None:
    glued = "card 4111 1111 1111 1119password: Moon2024!x and the order 612345678901234567"
    sealed = Guard().redact(glued).text
    assert "Moon2024" not in sealed
    assert sealed in Guard().redact(f"{_FILLER}\n{glued}\n{_FILLER}").text


def test_references_far_from_what_is_looked_at_again_stay_references() -> None:
    order = "order 612345678901234567 "
    text = f"{order}{_FILLER}the card 4111 1111 1111 1111 20 {_FILLER}{order}"
    found = [finding.kind for finding in Guard().redact(text).findings]
    assert found.count("order_id") == 2


def test_what_detectors_leave_out_since_others_have_claimed_it_changes_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    guard = Guard()
    examples = [unmark(text)[0] for detector in discover() for text in detector.hides()]
    texts = random.Random(5).sample(examples, 300)
    pairs = [f"{one} {other}" for one, other in zip(texts, reversed(texts), strict=True)]
    found = [guard.redact(text).findings for text in pairs]
    monkeypatch.setattr(Scan, "is_secret", lambda *_: False)
    assert [guard.redact(text).findings for text in pairs] == found
