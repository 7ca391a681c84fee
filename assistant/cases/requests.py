"""Requests that are safe to repeat: a second one of the same name changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from assistant.cases import tables as t
from assistant.cases.case import Case
from assistant.cases.database import AlreadyThere, Database
from assistant.cases.rows import read_case
from assistant.errors import CaseConflict


class Requests:
    """What was asked before, by owner and name; kept with the log, as marks of its key only."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._cipher, self._clock = database, database.cipher, clock

    def once(self, owner: str, named: str, asked: Sequence[Any], write: Callable[[Connection], str]) -> Case:
        """Run ``write``, which gives a case's id, unless a request so ``named`` was: then give the case as it is now.

        Without a name it is always run. Raises ``CaseConflict`` when the name was used to ask for something else.
        """
        said = hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        for attempt in (1, 2):
            try:
                with self._database.writing() as connection:
                    # Marked in here: the log is open only now.
                    key, digest = (self._cipher.mark(named), self._cipher.mark(said)) if named else ("", "")
                    if key and (done := self._done(connection, owner, key, digest)):
                        return read_case(connection, self._cipher, owner, done)
                    case_id = write(connection)
                    if key:
                        connection.execute(
                            insert(t.requests).values(owner=owner, request_key=key, digest=digest, case_id=case_id, at=self._clock())
                        )
                    case = read_case(connection, self._cipher, owner, case_id)
                return case
            except AlreadyThere as error:
                if attempt == 2:
                    raise CaseConflict("the case was changed at the same moment; try again") from error
        raise AssertionError

    def _done(self, connection: Connection, owner: str, key: str, digest: str) -> str:
        asked = (t.requests.c.owner == owner) & (t.requests.c.request_key == key)
        row = connection.execute(select(t.requests).where(asked)).first()
        if row is not None and row.digest != digest:
            raise CaseConflict("this Idempotency-Key was used for another request; take a new one")
        return row.case_id if row is not None else ""
