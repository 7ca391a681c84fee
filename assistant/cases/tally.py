"""Counts that outlive the process: how often, of what, on which day. No text of anybody is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, text

from assistant.cases import tables as t
from assistant.cases.database import Database

KEPT_DAYS = 366
# SQLite and PostgreSQL both take it; two processes that add at once lose nothing.
_ADD = text(
    "INSERT INTO counts (day, kind, name, number) VALUES (:day, :kind, :name, :number) "
    "ON CONFLICT (day, kind, name) DO UPDATE SET number = counts.number + excluded.number"
)


class Tally:
    """Numbers by (kind, name), added up; those of a year ago are forgotten."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    def add(self, numbers: Mapping[tuple[str, str], int]) -> None:
        """Add to today's, all of them or none. Raises ``CaseError``."""
        if not numbers:
            return
        today = self._clock().astimezone(UTC).date()
        rows = [{"day": today.isoformat(), "kind": kind, "name": name, "number": n} for (kind, name), n in sorted(numbers.items())]
        with self._database.writing() as connection:
            connection.execute(_ADD, rows)
            connection.execute(delete(t.counts).where(t.counts.c.day < (today - timedelta(days=KEPT_DAYS)).isoformat()))

    def sums(self) -> Mapping[tuple[str, str], int]:
        """Over all days. Raises ``CaseError``."""
        query = select(t.counts.c.kind, t.counts.c.name, func.sum(t.counts.c.number)).group_by(t.counts.c.kind, t.counts.c.name)
        with self._database.reading() as connection:
            return {(kind, name): int(number) for kind, name, number in connection.execute(query)}

    def since(self) -> str:
        """The first day (ISO 8601, UTC) there are numbers of; empty when there are none."""
        with self._database.reading() as connection:
            return connection.execute(select(func.min(t.counts.c.day))).scalar() or ""
