"""What is written in encrypted cases, decrypted in memory once and kept as long as a case does not change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock

from sqlalchemy import Connection, select

from assistant.cases import tables as t
from assistant.cases.cipher import Cipher

MOST = 30_000
"""Cases kept decrypted; a case of four entries takes about 2 kB."""
_AT_ONCE = 400

Version = tuple[str, str]
"""A case's id and when it last changed, as it is stored."""


class Plaintexts:
    """Finds words in cases that the database cannot search. Nothing of it is ever written."""

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher
        self._texts: dict[str, tuple[str, str]] = {}
        self._lock = Lock()

    def holding(self, connection: Connection, versions: Sequence[Version], wanted: str) -> Iterator[str]:
        """Ids of the cases, in the order given, in whose title, texts, numbers or identifiers ``wanted`` stands, letter case aside."""
        low = wanted.casefold()
        for start in range(0, len(versions), _AT_ONCE):
            part = versions[start : start + _AT_ONCE]
            with self._lock:
                if len(self._texts) + len(part) > MOST:
                    self._texts = {}
                self._read(connection, [v for v in part if self._texts.get(v[0], ("", ""))[0] != v[1]])
                found = [case_id for case_id, _ in part if low in self._texts[case_id][1]]
            yield from found

    def forget(self, case_id: str) -> None:
        """A case was deleted."""
        with self._lock:
            self._texts.pop(case_id, None)

    def _read(self, connection: Connection, stale: Sequence[Version]) -> None:
        if not stale:
            return
        ids, show = [case_id for case_id, _ in stale], self._cipher.show
        said: dict[str, list[str]] = {case_id: [] for case_id in ids}
        queries = (
            select(t.cases.c.id, t.cases.c.title, t.cases.c.ticket_number).where(t.cases.c.id.in_(ids)),
            select(t.entries.c.case_id, t.entries.c.text).where(t.entries.c.case_id.in_(ids)),
            select(t.identifiers.c.case_id, t.identifiers.c.value).where(t.identifiers.c.case_id.in_(ids)),
        )
        for query in queries:
            for case_id, *stored in connection.execute(query):
                said[case_id] += map(show, stored)
        for case_id, version in stale:
            self._texts[case_id] = (version, "\n".join(said[case_id]).casefold())
