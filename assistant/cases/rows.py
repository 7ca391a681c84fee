"""Rows of the database to records and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select

from assistant.cases import tables as t
from assistant.cases.case import Case, CaseFile, CaseStatus, Entry, EntryKind
from assistant.cases.cipher import Cipher
from assistant.cases.identifiers import merge
from assistant.errors import CaseNotFound
from assistant.types import Channel, IssueType, Urgency


def case_of(row: Row[Any], cipher: Cipher) -> Case:
    """A row of ``cases``."""
    return Case(
        row.id,
        row.owner,
        cipher.show(row.title),
        IssueType(row.issue_type),
        row.topic,
        Channel(row.channel),
        Urgency(row.urgency),
        CaseStatus(row.status),
        cipher.show(row.ticket_number),
        row.created,
        row.updated,
        row.remind_at,
    )


def entry_of(row: Row[Any], cipher: Cipher) -> Entry:
    """A row of ``entries``."""
    return Entry(
        row.id, EntryKind(row.kind), cipher.show(row.text), row.at, Channel(row.channel) if row.channel else None, cipher.show(row.ticket)
    )


def read_case(connection: Connection, cipher: Cipher, owner: str, case_id: str, *, lock: bool = False) -> Case:
    """A case of this owner; ``lock`` keeps other writers off it. Raises ``CaseNotFound``, the same for another's as for none."""
    query = select(t.cases).where(_mine(owner, case_id))
    row = connection.execute(query.with_for_update() if lock else query).first() if case_id.isalnum() else None
    if row is None:
        raise CaseNotFound(f"there is no case {case_id[:40]!r}")
    return case_of(row, cipher)


def read_file(connection: Connection, cipher: Cipher, case: Case) -> CaseFile:
    """A case with its entries and identifiers."""
    rows = connection.execute(select(t.entries).where(t.entries.c.case_id == case.id).order_by(t.entries.c.position))
    return CaseFile(case, tuple(entry_of(row, cipher) for row in rows), read_identifiers(connection, cipher, case.id))


def read_identifiers(connection: Connection, cipher: Cipher, case_id: str) -> dict[str, str]:
    """Placeholder → value."""
    rows = connection.execute(select(t.identifiers).where(t.identifiers.c.case_id == case_id).order_by(t.identifiers.c.placeholder))
    return {row.placeholder: cipher.show(row.value) for row in rows}


def write_case(connection: Connection, cipher: Cipher, case: Case) -> None:
    """A new row of ``cases``."""
    row = {name: getattr(case, name) for name in Case.__slots__}
    connection.execute(insert(t.cases).values({**row, "title": cipher.hide(case.title), "ticket_number": cipher.hide(case.ticket_number)}))


def write_entry(connection: Connection, cipher: Cipher, case_id: str, position: int, entry: Entry, identifiers: Mapping[str, str]) -> None:
    """A new row of ``entries``, its placeholders made to agree with the case's, and rows for the identifiers that are new."""
    merged = merge(entry.text, identifiers, read_identifiers(connection, cipher, case_id))
    entry = replace(entry, text=cipher.hide(merged.text), ticket=cipher.hide(entry.ticket))
    row = {name: getattr(entry, name) for name in Entry.__slots__}
    connection.execute(insert(t.entries).values(case_id=case_id, position=position, **row))
    for mark, value in merged.new.items():
        connection.execute(insert(t.identifiers).values(case_id=case_id, placeholder=mark, value=cipher.hide(value)))


def _mine(owner: str, case_id: str) -> ColumnElement[bool]:
    return (t.cases.c.id == case_id) & (t.cases.c.owner == owner)
