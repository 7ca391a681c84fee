"""The case log at a database address, and the change of its key."""

from __future__ import annotations

from sqlalchemy import func, select

from assistant.cases import tables as t
from assistant.cases.cipher import cipher_for
from assistant.cases.database import Database
from assistant.cases.log import CaseLog


def open_case_log(url: str, key: str = "") -> CaseLog:
    """The case log at a database address; ``key`` encrypts it. Nothing is opened before the first use."""
    return CaseLog(Database(url, cipher_for(key)))


def change_key(url: str, old: str, new: str) -> int:
    """Encrypt the case log at ``url`` with the key ``new``, or take its key off for an empty one; gives the number of cases.

    Raises ``CaseLocked`` when ``old`` is not its key; then nothing was changed.
    """
    database = Database(url, cipher_for(old))
    database.change_cipher(cipher_for(new))
    with database.reading() as connection:
        count = connection.execute(select(func.count()).select_from(t.cases)).scalar_one()
    database.close()
    return count
