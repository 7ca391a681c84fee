"""The records of the case log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assistant.types import Channel, IssueType, Urgency


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    WAITING = "waiting"
    ANSWERED = "answered"
    ESCALATED = "escalated"
    SOLVED = "solved"
    CLOSED = "closed"

    @property
    def ended(self) -> bool:
        """Whether nothing more is expected to happen."""
        return self in {CaseStatus.SOLVED, CaseStatus.CLOSED}


class EntryKind(StrEnum):
    """What an entry of a case is."""

    MESSAGE = "message"
    DRAFT = "draft"
    SENT = "sent"
    REPLY = "reply"
    NOTE = "note"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in a case. ``text`` is sealed; of a status entry it is the new status. ``at`` is UTC."""

    id: str
    kind: EntryKind
    text: str
    at: datetime
    channel: Channel | None = None
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One problem of one owner. ``title`` is sealed, times are UTC."""

    id: str
    owner: str
    title: str
    issue_type: IssueType
    topic: str
    channel: Channel
    urgency: Urgency
    status: CaseStatus
    ticket_number: str
    created: datetime
    updated: datetime
    remind_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything in it: entries in the order they were written, and what its reference placeholders stand for."""

    case: Case
    entries: tuple[Entry, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)

    def last(self, kind: EntryKind) -> Entry | None:
        """The latest entry of a kind."""
        return next((e for e in reversed(self.entries) if e.kind is kind), None)


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some cases, latest first. ``next_cursor`` asks for the ones after them; empty at the end."""

    cases: tuple[Case, ...]
    next_cursor: str = ""
