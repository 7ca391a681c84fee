"""The operator's counts: kept over a restart, added up between processes, nothing of temporary conversations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cases import CaseLog, open_case_log
from assistant.cases.database import Database, sqlite_url
from assistant.cases.tally import KEPT_DAYS
from assistant.counting import Counting
from assistant.errors import CaseError
from assistant.metrics import FRESH, counted
from assistant.pipeline import Assistant

NUMBERS = st.dictionaries(st.tuples(st.sampled_from(["outcome", "topic"]), st.text("ab-", min_size=1, max_size=3)), st.integers(1, 9))


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    FRESH.take()


async def test_counts_are_there_after_a_restart_and_go_on(assistant: Assistant, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "cases.db")
    for turns in (1, 2):
        counting = Counting(open_case_log(url), seconds=3600)
        counting.start()
        reply = await assistant.chat("my withdrawal is pending")
        for _ in range(2):
            found, since = counting.counted()
            assert (found.outcomes, found.topics) == ({"answered": turns}, {reply.triage.topic: turns})
            assert found.stages["search"].count == turns
        assert since == ("" if turns == 1 else datetime.now(UTC).date().isoformat())
        counting.stop()
        assert not FRESH.look()


async def test_a_temporary_conversation_is_not_counted(assistant: Assistant) -> None:
    passing = assistant.conversations.open(None, temporary=True)
    await assistant.chat("my withdrawal is pending", passing.id)
    assert not counted(FRESH.look()).topics
    assert not counted(FRESH.look()).outcomes


def test_what_cannot_be_written_is_kept_for_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(open_case_log(sqlite_url(tmp_path / "cases.db")))
    FRESH.add({("outcome", "answered"): 3})

    def full(_: object) -> None:
        raise CaseError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("assistant.cases.tally.Tally.add", lambda *_: full(_))
        counting.keep()
    assert counting.counted()[0].outcomes == {"answered": 3}
    counting.keep()
    assert counting.counted()[0].outcomes == {"answered": 3}


def test_two_processes_add_up_and_a_year_ago_is_forgotten(tmp_path: Path) -> None:
    now = [datetime(2026, 1, 1, 23, 30, tzinfo=UTC)]
    logs = [CaseLog(Database(sqlite_url(tmp_path / "cases.db")), lambda: now[0]) for _ in range(2)]
    for log in logs:
        log.tally.add({("topic", "kyc"): 2})
    assert logs[0].tally.sums() == {("topic", "kyc"): 4}
    now[0] += timedelta(days=KEPT_DAYS + 1)
    logs[1].tally.add({("topic", "fees"): 1})
    assert logs[0].tally.sums() == {("topic", "fees"): 1}
    assert logs[0].tally.since() == now[0].date().isoformat()


@given(one=NUMBERS, other=NUMBERS)
def test_counts_of_two_sources_are_added(one: dict[tuple[str, str], int], other: dict[tuple[str, str], int]) -> None:
    whole = counted(one, other)
    assert sum(whole.outcomes.values()) + sum(whole.topics.values()) == sum(one.values()) + sum(other.values())


def test_times_are_said_as_the_bounds_that_hold_half_and_nearly_all() -> None:
    times = counted({("stage model", "0.5"): 10, ("stage model", "2.5"): 9, ("stage model", "inf"): 1}).stages["model"]
    assert (times.count, times.median, times.slow) == (20, 0.5, 2.5)
