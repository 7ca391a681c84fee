"""Which key a log is written with: known at its opening, watched in every transaction, changed all at once.

Encrypted are titles, texts, ticket numbers, identifiers, comments and questions. Statuses, kinds, topics, times and whose it is
stay readable: lists are made by them.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy import Table as SqlTable

from assistant.cases import tables as t
from assistant.cases.cipher import Cipher, Encrypted, Plain
from assistant.errors import CaseLocked

HIDDEN: tuple[tuple[SqlTable, tuple[str, ...]], ...] = (
    (t.cases, ("title", "ticket_number")),
    (t.entries, ("text", "ticket")),
    (t.identifiers, ("value",)),
    (t.feedback, ("comment",)),
    (t.gaps, ("text",)),
)


def open_log(connection: Connection, cipher: Cipher) -> bool:
    """Make ``cipher`` ready for this log; True when the log was plain until now and was encrypted.

    Raises ``CaseLocked`` for a wrong key, and for a log that needs one and got none.
    """
    row = connection.execute(select(t.encryption)).first()
    if not isinstance(cipher, Encrypted):
        if row is not None:
            raise CaseLocked("the case log is encrypted: set ASSISTANT_CASE_KEY to its key")
        return False
    if row is None:
        rewrite(connection, Plain(), cipher)
        return True
    cipher.unlock(row.salt, row.proof)
    return False


def watch(connection: Connection, cipher: Cipher) -> None:
    """Raises ``CaseLocked`` when the key of the log was changed since it was opened: nothing plain may get into an encrypted log."""
    proof = connection.execute(select(t.encryption.c.proof)).scalar() or ""
    if proof != cipher.proof:
        raise CaseLocked("the key of the case log was changed by another program; set ASSISTANT_CASE_KEY to the new one and start again")


def rewrite(connection: Connection, old: Cipher, new: Cipher) -> None:
    """Write every text anew, from ``old`` to ``new``, in the transaction of ``connection``.

    What requests asked for is forgotten: it is known by marks of the old key only.
    """
    connection.execute(delete(t.encryption))
    if isinstance(new, Encrypted):
        salt, proof = new.begin()
        connection.execute(insert(t.encryption).values(id="key", salt=salt, proof=proof))
    for table, names in HIDDEN:
        keys = [column.name for column in table.primary_key]
        rows = connection.execute(select(*(table.c[name] for name in (*keys, *names)))).mappings().all()
        changed = [{**{f"key_{k}": row[k] for k in keys}, **{f"new_{n}": new.hide(old.show(row[n])) for n in names}} for row in rows]
        if changed:
            one = update(table).values({n: bindparam(f"new_{n}") for n in names})
            for key in keys:
                one = one.where(table.c[key] == bindparam(f"key_{key}"))
            connection.execute(one, changed)
    connection.execute(delete(t.requests))
