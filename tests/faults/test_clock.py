"""The wall clock jumps: by a day forward, by a day back, in the middle of things."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.api.access import Rates
from assistant.cases import CaseLog, EntryKind
from assistant.cases.database import Database, sqlite_url
from assistant.keys import KeyRing

DAY = 86_400.0


class Wall:
    """The wall clock of a test, which can be set; the monotonic one goes on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real, self.off = time.time, 0.0
        monkeypatch.setattr(time, "time", lambda: self._real() + self.off)

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return Wall(monkeypatch)


@pytest.mark.parametrize("jump", [-DAY, -3600, 3600, DAY])
def test_a_jump_keeps_nobody_out(wall: Wall, jump: float) -> None:
    rates = Rates("3/minute")
    assert [rates.take("ann") for _ in range(3)] == [0, 0, 0]
    assert 0 < rates.take("ann") <= 60
    wall.off = jump
    assert rates.full("ann") == 0
    assert [rates.take("ann") for _ in range(3)] == [0, 0, 0]
    assert 0 < rates.take("ann") <= 60


def test_a_clock_that_creeps_is_no_jump(wall: Wall) -> None:
    rates = Rates("3/minute")
    for step in range(3):
        wall.off += 0.5
        assert rates.take("ann") == 0, step
    wall.off += 0.5
    assert rates.take("ann") > 0


def test_a_case_written_before_and_after_a_jump_keeps_its_order(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db")), clock=lambda: moment)
    case = log.create("ann", "withdrawal stuck")
    log.append("ann", case.id, EntryKind.NOTE, "before")
    moment -= timedelta(days=1)
    log.append("ann", case.id, EntryKind.NOTE, "after")
    assert [e.text for e in log.get("ann", case.id).entries][-2:] == ["before", "after"]
    log.close()


def test_a_key_made_in_the_future_opens(tmp_path: Path, wall: Wall) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    wall.off = DAY
    key, token = ring.new("ann")
    wall.off = -DAY
    assert ring.owner(token) == key.id
