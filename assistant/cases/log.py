"""The case log: create, append, read, delete. Every call takes the owner, and no owner reaches another's case."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from assistant.cases import tables as t
from assistant.cases.case import Case, CaseFile, CasePage, CaseStatus, Entry, EntryKind
from assistant.cases.check import check_entry, check_text
from assistant.cases.database import Database
from assistant.cases.feedback import FeedbackLog
from assistant.cases.gaps import GapLog
from assistant.cases.identifiers import check_identifiers
from assistant.cases.listing import due_cases, list_cases, read_ahead
from assistant.cases.plaintexts import Plaintexts
from assistant.cases.requests import Requests
from assistant.cases.rows import read_case, read_file, write_case, write_entry
from assistant.cases.similar import Similar, Voices, find_similar
from assistant.cases.tally import Tally
from assistant.cases.title import title_of
from assistant.errors import InputError
from assistant.types import Channel, IssueType, Urgency


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


class CaseLog:
    """Cases in a database. All text given is sealed already: this stage knows no guard and could not tell.

    ``identifiers`` are the reference placeholders of a text with what they stand for, so that a case survives a
    restart; secrets and personal data are refused there. ``request_key`` makes a call safe to repeat: the second
    call with the same key changes nothing, and raises ``CaseConflict`` when it asks for something else.
    Calls raise ``CaseNotFound`` for a case that is not there or not the owner's, and ``CaseError`` when the
    database fails; what returned is on disk.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        self._database, self._cipher, self._clock = database, database.cipher, clock
        self._plaintexts, self._requests = Plaintexts(self._cipher), Requests(database, clock)
        self.feedback = FeedbackLog(database, self._cipher, clock)
        self.gaps = GapLog(database, self._cipher, clock)
        self.tally = Tally(database, clock)

    def now(self) -> datetime:
        """The time by the clock of the log, UTC."""
        return self._clock()

    def create(
        self,
        owner: str,
        text: str,
        *,
        title: str = "",
        issue_type: IssueType = IssueType.OTHER,
        topic: str = "",
        channel: Channel = Channel.HELP_CENTER,
        urgency: Urgency = Urgency.NORMAL,
        identifiers: Mapping[str, str] | None = None,
        request_key: str = "",
    ) -> Case:
        """A new case with its first message."""
        identifiers = dict(identifiers or {})
        check_identifiers(identifiers)
        check_entry(owner, text, title, topic, request_key)
        named, now = title.strip() or title_of(text), self._clock()
        case = Case(secrets.token_hex(8), owner, named, issue_type, topic, channel, urgency, CaseStatus.OPEN, "", now, now)
        entry = Entry(secrets.token_hex(8), EntryKind.MESSAGE, text, now)

        def write(connection: Connection) -> str:
            write_case(connection, self._cipher, case)
            write_entry(connection, self._cipher, case.id, 1, entry, identifiers)
            return case.id

        return self._requests.once(owner, request_key, ["create", text, title, identifiers], write)

    def append(
        self,
        owner: str,
        case_id: str,
        kind: EntryKind,
        text: str,
        *,
        channel: Channel | None = None,
        ticket: str = "",
        status: CaseStatus | None = None,
        identifiers: Mapping[str, str] | None = None,
        request_key: str = "",
    ) -> Case:
        """Write an entry, and with ``status`` where the case stands since; a ``ticket`` becomes the case's."""
        identifiers = dict(identifiers or {})
        check_identifiers(identifiers)
        check_entry(owner, text, ticket, request_key)
        entry = Entry(secrets.token_hex(8), kind, text, self._clock(), channel, ticket.strip())

        def write(connection: Connection) -> str:
            read_case(connection, self._cipher, owner, case_id, lock=True)
            last = connection.execute(select(func.max(t.entries.c.position)).where(t.entries.c.case_id == case_id)).scalar() or 0
            write_entry(connection, self._cipher, case_id, last + 1, entry, identifiers)
            changed: dict[str, Any] = {"updated": entry.at}
            if channel is not None:
                changed["channel"] = channel
            if entry.ticket:
                changed["ticket_number"] = self._cipher.hide(entry.ticket)
            if status is not None:
                changed["status"] = status
            connection.execute(update(t.cases).where(t.cases.c.id == case_id).values(changed))
            return case_id

        return self._requests.once(owner, request_key, ["append", case_id, kind, text, channel, entry.ticket, status, identifiers], write)

    def mark_sent(
        self,
        owner: str,
        case_id: str,
        text: str,
        channel: Channel,
        ticket: str = "",
        *,
        identifiers: Mapping[str, str] | None = None,
        request_key: str = "",
    ) -> Case:
        """The user sent ``text`` through ``channel`` and got ``ticket``: from now on the case waits."""
        return self.append(
            owner,
            case_id,
            EntryKind.SENT,
            text,
            channel=channel,
            ticket=ticket,
            status=CaseStatus.WAITING,
            identifiers=identifiers,
            request_key=request_key,
        )

    def add_reply(
        self,
        owner: str,
        case_id: str,
        text: str,
        *,
        channel: Channel | None = None,
        status: CaseStatus | None = CaseStatus.ANSWERED,
        identifiers: Mapping[str, str] | None = None,
        request_key: str = "",
    ) -> Case:
        """Somebody answered, as pasted by the user. ``status`` is ``None`` for a reply that answers nothing, an impostor's."""
        return self.append(
            owner,
            case_id,
            EntryKind.REPLY,
            text,
            channel=channel,
            status=status,
            identifiers=identifiers,
            request_key=request_key,
        )

    def set_status(self, owner: str, case_id: str, status: CaseStatus, request_key: str = "") -> Case:
        """Where the case stands from now on; a status that it has already writes nothing."""
        if self.get(owner, case_id).case.status is status:
            return self.get(owner, case_id).case
        return self.append(owner, case_id, EntryKind.STATUS, status.value, status=status, request_key=request_key)

    def remind(self, owner: str, case_id: str, at: datetime | None) -> Case:
        """Set or take away the reminder; a time without a zone is an ``InputError``."""
        if at is not None and at.tzinfo is None:
            raise InputError("a reminder needs a time zone, like 2026-11-23T09:00:00+08:00")
        return self._change(owner, case_id, remind_at=at)

    def rename(self, owner: str, case_id: str, title: str) -> Case:
        """Give the case another title, sealed."""
        if not title.strip():
            raise InputError("the title is empty")
        check_text(title, "title", 300)
        return self._change(owner, case_id, title=self._cipher.hide(title.strip()))

    def get(self, owner: str, case_id: str) -> CaseFile:
        """A case with everything in it."""
        with self._database.reading() as connection:
            return read_file(connection, self._cipher, read_case(connection, self._cipher, owner, case_id))

    def page(
        self, owner: str, *, limit: int = 20, cursor: str = "", status: Sequence[CaseStatus] = (), topic: str = "", search: str = ""
    ) -> CasePage:
        """The owner's cases, last changed first. ``search`` is looked for in titles, texts, ticket numbers and identifiers."""
        with self._database.reading() as connection:
            return list_cases(connection, self._cipher, self._plaintexts, owner, limit, cursor, status, topic, search)

    def warm(self) -> None:
        """Decrypt in memory what searches look through, the latest first; the first search then takes as long as any."""
        if self._cipher.encrypts:
            with self._database.reading() as connection:
                read_ahead(connection, self._plaintexts)

    def due(self, owner: str) -> tuple[Case, ...]:
        """The cases whose reminder has come, the oldest reminder first."""
        with self._database.reading() as connection:
            return due_cases(connection, self._cipher, owner, self._clock())

    def find_similar(
        self,
        owner: str,
        topic: str,
        text: str,
        identifiers: Mapping[str, str] | None = None,
        *,
        apart: str = "",
        voices: Voices | None = None,
    ) -> Similar | None:
        """The owner's unsolved case of the last 14 days that is about this same problem, but for the case ``apart``; see ``similar``."""
        with self._database.reading() as connection:
            return find_similar(connection, self._cipher, owner, topic, text, identifiers or {}, self._clock(), apart, voices)

    def delete(self, owner: str, case_id: str) -> None:
        """Delete a case for good: its rows, then its text from the file. Raises ``CaseError`` when only the rows are gone yet."""
        with self._database.writing() as connection:
            read_case(connection, self._cipher, owner, case_id, lock=True)
            for table in (t.entries, t.identifiers, t.requests):
                connection.execute(delete(table).where(table.c.case_id == case_id))
            connection.execute(delete(t.cases).where(t.cases.c.id == case_id))
            self._database.note_erasure(connection)
        self._plaintexts.forget(case_id)
        self._database.wipe()

    def close(self) -> None:
        """Let go of the database; it is opened again when needed."""
        self._database.close()

    def _change(self, owner: str, case_id: str, **values: Any) -> Case:
        with self._database.writing() as connection:
            read_case(connection, self._cipher, owner, case_id, lock=True)
            connection.execute(update(t.cases).where(t.cases.c.id == case_id).values(updated=self._clock(), **values))
            return read_case(connection, self._cipher, owner, case_id)
