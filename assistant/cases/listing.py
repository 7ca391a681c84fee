"""Lists of cases: by page, by filter, by what is written in them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Select, String, or_, select, type_coerce

from assistant.cases import tables as t
from assistant.cases.case import Case, CasePage, CaseStatus
from assistant.cases.check import check_text
from assistant.cases.cipher import Cipher
from assistant.cases.plaintexts import MOST as AHEAD
from assistant.cases.plaintexts import Plaintexts
from assistant.cases.rows import case_of
from assistant.errors import InputError

MOST = 100


def list_cases(
    connection: Connection,
    cipher: Cipher,
    plaintexts: Plaintexts,
    owner: str,
    limit: int,
    cursor: str,
    status: Sequence[CaseStatus],
    topic: str,
    search: str,
) -> CasePage:
    """The owner's cases, last changed first. Raises ``InputError`` for a limit or a cursor that cannot be."""
    if not 1 <= limit <= MOST:
        raise InputError(f"limit must be 1 to {MOST}. Currently, the limit is {limit}")
    check_text(search, "search", 300)
    check_text(topic, "topic", 300)
    query = select(t.cases).where(t.cases.c.owner == owner).order_by(t.cases.c.updated.desc(), t.cases.c.id.desc())
    if cursor:
        at, case_id = _read_cursor(cursor)
        query = query.where((t.cases.c.updated < at) | ((t.cases.c.updated == at) & (t.cases.c.id < case_id)))
    if status:
        query = query.where(t.cases.c.status.in_(status))
    if topic:
        query = query.where(t.cases.c.topic == topic)
    wanted = search.strip()
    if wanted and cipher.encrypts:
        found = _decrypted(connection, cipher, plaintexts, query, wanted, limit + 1)
    else:
        if wanted:
            query = query.where(_holds(connection.dialect.name, wanted))
        found = [case_of(row, cipher) for row in connection.execute(query.limit(limit + 1))]
    more = len(found) > limit
    return CasePage(tuple(found[:limit]), _write_cursor(found[limit - 1]) if more else "")


def read_ahead(connection: Connection, plaintexts: Plaintexts) -> None:
    """Let ``plaintexts`` read the cases that changed last, of all owners."""
    query = select(t.cases.c.id, type_coerce(t.cases.c.updated, String)).order_by(t.cases.c.updated.desc()).limit(AHEAD)
    for _ in plaintexts.holding(connection, [(row[0], row[1]) for row in connection.execute(query)], ""):
        pass


def due_cases(connection: Connection, cipher: Cipher, owner: str, now: datetime) -> tuple[Case, ...]:
    """The cases whose reminder has come, the oldest first; ended cases remind of nothing."""
    ended = [s for s in CaseStatus if s.ended]
    query = select(t.cases).where(t.cases.c.owner == owner, t.cases.c.remind_at <= now, t.cases.c.status.not_in(ended))
    return tuple(case_of(row, cipher) for row in connection.execute(query.order_by(t.cases.c.remind_at)))


def _holds(dialect: str, wanted: str) -> ColumnElement[bool]:
    escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

    letters = any(c.isascii() and c.isalpha() for c in wanted)

    def like(column: ColumnElement[str]) -> ColumnElement[bool]:
        # SQLite's LIKE takes no notice of the case of ASCII letters. PostgreSQL's ILIKE does the same in collation C, twice as fast as
        # in others; and where there are no letters, LIKE is twice as fast again.
        if dialect == "postgresql":
            column = column.collate("C")
        compare = column.ilike if dialect == "postgresql" and letters else column.like
        return compare(f"%{escaped}%", escape="\\")

    return or_(
        like(t.cases.c.title),
        like(t.cases.c.ticket_number),
        t.cases.c.id.in_(select(t.entries.c.case_id).where(like(t.entries.c.text))),
        t.cases.c.id.in_(select(t.identifiers.c.case_id).where(like(t.identifiers.c.value))),
    )


def _decrypted(
    connection: Connection, cipher: Cipher, plaintexts: Plaintexts, query: Select[tuple[object, ...]], wanted: str, most: int
) -> list[Case]:
    versions = [
        (row[0], row[1]) for row in connection.execute(query.with_only_columns(t.cases.c.id, type_coerce(t.cases.c.updated, String)))
    ]
    ids = list(islice(plaintexts.holding(connection, versions, wanted), most))
    found = {row.id: case_of(row, cipher) for row in connection.execute(select(t.cases).where(t.cases.c.id.in_(ids)))}
    return [found[case_id] for case_id in ids]


def _write_cursor(case: Case) -> str:
    return base64.urlsafe_b64encode(f"{t.utc_text(case.updated)} {case.id}".encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        at, case_id = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        then = datetime.fromisoformat(at)
        if then.tzinfo is None or not case_id.isalnum():
            raise ValueError(cursor)
        return then, case_id
    except (binascii.Error, ValueError) as error:
        raise InputError("the cursor is not one that a list gave") from error
