"""The schema as numbered steps. A step that was released is never changed: the next one mends it.

Each ``mNNNN_*.py`` beside this file holds ``STATEMENTS``, SQL that SQLite and PostgreSQL both take.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence

from sqlalchemy import Connection, text

from assistant.errors import CaseError

Step = tuple[int, Sequence[str]]


def steps() -> tuple[Step, ...]:
    """Every step in order; raises ``CaseError`` when a number is missing or comes twice."""
    found = []
    for module in pkgutil.iter_modules(__path__):
        if match := re.fullmatch(r"m(\d{4})_\w+", module.name):
            found.append((int(match[1]), importlib.import_module(f"{__name__}.{module.name}").STATEMENTS))
    found.sort(key=lambda step: step[0])
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise CaseError(f"the migrations are not numbered 1 to {len(found)}: {[n for n, _ in found]}")
    return tuple(found)


def migrate(connection: Connection, wanted: Sequence[Step] | None = None) -> int:
    """Bring the schema up to date in the transaction of ``connection`` and give its version.

    The caller holds the lock that keeps a second process out. Raises ``CaseError`` when the file was written by
    a newer version of the product, which must not be touched.
    """
    wanted = steps() if wanted is None else wanted
    connection.execute(text("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"))
    version = connection.execute(text("SELECT max(version) FROM schema_version")).scalar() or 0
    if version > len(wanted):
        raise CaseError(f"the case log has schema {version}, this version knows {len(wanted)}; update the product")
    for number, statements in wanted[version:]:
        for statement in statements:
            connection.execute(text(statement))
        connection.execute(text("INSERT INTO schema_version (version) VALUES (:number)"), {"number": number})
    return len(wanted)
