"""A pattern that begins with words is tried where they stand; that must find what a search of the whole text finds."""

from __future__ import annotations

import random
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guardrails import Guard
from assistant.guardrails.detectors import discover
from assistant.guardrails.examples import unmark
from assistant.guardrails.normalise import normalise
from assistant.guardrails.patterns import Pattern, Subject

_WORDS = Guard().engine.words
_TEXTS = [normalise(unmark(text)[0]).text for detector in discover() for text in detector.hides()]


@cache
def _plain(template: str) -> Pattern:
    return Pattern(_WORDS.expand(template))


def _spans(pattern: Pattern, text: str) -> list[list[tuple[int, int]]]:
    return [[hit.span(group) for group in range(len(hit))] for hit in pattern.hits(Subject(text))]


def _headed() -> list[Pattern]:
    return [pattern for pattern in _WORDS.patterns() if pattern.head]


def test_patterns_that_begin_with_words_have_a_head_and_a_choice_has_none() -> None:
    assert _WORDS.regex("<<otp~>>[^0-9]{0,9}([0-9]{6})").head == "<<otp~>>"
    assert _WORDS.regex("(?:<<otp>>|<<code>>)[ ]([0-9]{6}|[|)]{2})").head == "(?:<<otp>>|<<code>>)"
    assert _WORDS.regex("(?:<<otp>>[^\\n]{0,9}<<code>>|<<code>>(?:x|y))[|)]").head == "(?:<<otp>>|<<code>>)"
    assert not _WORDS.regex("(?:<<otp>>x|[0-9]<<code>>)y").head
    assert not _WORDS.regex("(?:<<otp>>x|<<code>>?)y").head
    assert not any(
        _WORDS.regex(template).head for template in ("<<otp>>[ ]x|y", "<<otp>>|<<code>>", "(?:<<otp>>)?[0-9]", "x<<otp>>", "<<otp>>")
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=3), st.sampled_from(["", " ", "\n", "_", "，"]))
def test_a_pattern_tried_where_its_words_stand_finds_what_a_search_finds(texts: list[str], glue: str) -> None:
    text = glue.join(texts)
    for pattern in random.Random(text).sample(_headed(), 20):
        assert _spans(pattern, text) == _spans(_plain(pattern.template), text), (pattern.template, text)


def test_a_pattern_finds_the_same_where_its_words_stand_too_often_to_be_tried_one_by_one() -> None:
    text = "otp 123456, code " * 100
    pattern = _WORDS.regex("<<otp~>>[^0-9]{0,9}([0-9]{6})")
    assert _spans(pattern, text) == _spans(_plain(pattern.template), text)
    assert len(_spans(pattern, text)) == 100
