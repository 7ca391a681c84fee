"""Case logs in a SQLite file and in PostgreSQL: the same tests run on both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.cases import CaseLog
from assistant.cases.database import Database, sqlite_url
from assistant.corpus.channels import Channels, read_channels
from assistant.packaged import packaged
from tests.cases import postgres


class Clock:
    """A clock that a test moves; each look is a microsecond later."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now


@pytest.fixture(scope="session")
def channels() -> Channels:
    return read_channels(packaged("corpus"))


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of the database ``postgres`` of a cluster that runs."""
    if reason := postgres.missing():
        pytest.skip(reason)
    with postgres.cluster() as address:
        yield address.format(name="postgres")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "cases.db")
    address = str(request.getfixturevalue("cluster"))
    postgres.empty(address)
    return address


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def log(url: str, clock: Clock) -> Iterator[CaseLog]:
    """An empty case log."""
    made = CaseLog(Database(url), clock=clock)
    yield made
    made.close()
