"""The tables as statements see them; how they come to be is in ``migrations``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, TypeDecorator


class UtcText(TypeDecorator[datetime]):
    """A time as text of fixed width, so that it sorts and any tool can read it: ``2026-11-22T17:00:00.000000Z``."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """Time to text."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """Text to time."""
        return None if value is None else datetime.fromisoformat(value)


def utc_text(value: datetime) -> str:
    """A time as it is stored; raises ``ValueError`` for one without a zone."""
    if value.tzinfo is None:
        raise ValueError("a time needs a zone")
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


metadata = MetaData()

cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String),
    Column("title", Text),
    Column("issue_type", String),
    Column("topic", String),
    Column("channel", String),
    Column("urgency", String),
    Column("status", String),
    Column("ticket_number", String),
    Column("created", UtcText),
    Column("updated", UtcText),
    Column("remind_at", UtcText),
)
entries = Table(
    "entries",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_id", String),
    Column("position", Integer),
    Column("kind", String),
    Column("text", Text),
    Column("at", UtcText),
    Column("channel", String),
    Column("ticket", String),
)
identifiers = Table(
    "identifiers",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("placeholder", String, primary_key=True),
    Column("value", Text),
)
requests = Table(
    "requests",
    metadata,
    Column("owner", String, primary_key=True),
    Column("request_key", String, primary_key=True),
    Column("digest", String),
    Column("case_id", String),
    Column("at", UtcText),
)
encryption = Table("encryption", metadata, Column("id", String, primary_key=True), Column("salt", String), Column("proof", String))
erasures = Table("erasures", metadata, Column("id", String, primary_key=True))
feedback = Table(
    "feedback",
    metadata,
    Column("owner", String, primary_key=True),
    Column("conversation_id", String, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("verdict", String),
    Column("comment", Text),
    Column("at", UtcText),
)
gaps = Table(
    "gaps",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text),
    Column("language", String),
    Column("topics", Text),
    Column("at", UtcText),
)
counts = Table(
    "counts",
    metadata,
    Column("day", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("number", Integer),
)
