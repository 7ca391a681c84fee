"""A time is counted from when it was said, and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from .conftest import NOW, Drafted


def test_a_time_is_counted_from_when_it_was_said_not_from_when_the_letter_is_made(drafted: Callable[..., Drafted]) -> None:
    said = NOW - timedelta(minutes=50)
    made = drafted("卖家不放币,我40分钟前付的款", "还是没放", said_at=[said, NOW])
    (paid,) = made.result.slots.occurred_at
    assert paid.value == "2026-11-22T15:30+08:00"
    for text in made.both():
        assert "2026-11-22 15:30 (UTC+8)" in text
    assert "从说的时候算起" in made.both()[0]
    assert "counted from when it was said" in made.both()[1]


@pytest.mark.parametrize("words", ["昨天", "last week", "yesterday", "前几天"])
def test_words_that_mean_no_certain_date_stand_beside_the_moment_they_were_said(drafted: Callable[..., Drafted], words: str) -> None:
    made = drafted(f"{words} 提了500 USDT", zone=None, said_at=[datetime(2026, 11, 20, 23, 5, tzinfo=UTC)])
    for text in made.both():
        assert "2026-11-20 23:05 (UTC)" in text
        assert "2026-11-19" not in text


@pytest.mark.parametrize("words", ["11月18日晚上10点", "2026-11-18 22:00"])
def test_a_date_of_the_calendar_is_counted_from_nothing(drafted: Callable[..., Drafted], words: str) -> None:
    made = drafted(f"{words} 提了500 USDT", said_at=[NOW - timedelta(days=1)])
    assert not any("算起" in text or "counted" in text for text in made.both())


def test_what_happened_just_now_is_in_the_letter_at_the_moment_it_was_said(drafted: Callable[..., Drafted]) -> None:
    made = drafted("刚刚提了500 USDT,一直弹余额不足", said_at=[NOW])
    for text in made.both():
        assert "2026-11-22 17:00 (UTC+8)" in text
    assert not made.result.warnings


def test_a_calendar_date_outweighs_just_now(drafted: Callable[..., Drafted]) -> None:
    made = drafted("提了500 USDT没到,刚刚 2026/11/20 16:20")
    assert made.result.slots.occurred_at[0].value.startswith("2026-11-20T16:20")


@pytest.mark.parametrize("words", ["last year", "去年"])
def test_a_year_is_told_in_the_story_and_is_not_the_time_of_the_case(drafted: Callable[..., Drafted], words: str) -> None:
    made = drafted(f"500 USDT has not arrived, the address was copied {words}", language="en")
    assert made.result.slots.occurred_at == ()
    assert words in made.result.drafts["en"].body
