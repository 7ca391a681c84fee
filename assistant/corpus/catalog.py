"""The catalog: the parsed documents of one generation of the index, in a SQLite file beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.corpus.document import Document
from assistant.errors import IndexUnavailable
from assistant.types import Outcome

SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, topic TEXT NOT NULL, language TEXT NOT NULL, outcome TEXT NOT NULL, ordinal INTEGER NOT NULL, body TEXT NOT NULL
)
"""


def nobody() -> None:
    """Nobody asked to be told."""


class Catalog:
    """Documents by id and by topic. Read-only once written; safe to read from any thread."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise IndexUnavailable(f"the catalog {path.name} is missing; run `assistant ingest`")
        self.on_failure: Callable[[], None] = nobody
        self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            self._db.execute("SELECT COUNT(*) FROM documents").fetchone()
        except sqlite3.Error as error:
            raise IndexUnavailable(f"the catalog {path.name} is damaged; run `assistant ingest`") from error

    @staticmethod
    def write(path: Path, documents: Iterable[Document]) -> None:
        """Write a new catalog."""
        db = sqlite3.connect(path)
        with db:
            db.execute(SCHEMA)
            rows = ((d.id, d.topic, d.head.language, d.head.outcome.value, n, d.model_dump_json()) for n, d in enumerate(documents))
            db.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.execute("CREATE INDEX by_topic ON documents (topic, language)")
        db.close()

    def get(self, document_id: str) -> Document | None:
        """The document with this id."""
        try:
            row = self._db.execute("SELECT body FROM documents WHERE id = ?", (document_id,)).fetchone()
            return Document.model_validate_json(row[0]) if row else None
        except (sqlite3.Error, ValueError) as error:
            self.on_failure()
            raise IndexUnavailable(f"the catalog of documents is damaged ({type(error).__name__})") from error

    def ids(self, language: str | None = None) -> list[str]:
        """Ids in the order of the corpus."""
        if language is None:
            return [r[0] for r in self._db.execute("SELECT id FROM documents ORDER BY ordinal")]
        return [r[0] for r in self._db.execute("SELECT id FROM documents WHERE language = ? ORDER BY ordinal", (language,))]

    def topics(self) -> dict[str, str]:
        """Document id → topic."""
        return dict(self._db.execute("SELECT id, topic FROM documents ORDER BY ordinal"))

    def outcomes(self) -> dict[str, Outcome]:
        """Document id → outcome, in the order of the corpus."""
        return {i: Outcome(o) for i, o in self._db.execute("SELECT id, outcome FROM documents ORDER BY ordinal")}

    def categories(self) -> dict[str, str]:
        """Document id → category."""
        return dict(self._db.execute("SELECT id, json_extract(body, '$.head.category') FROM documents"))

    def close(self) -> None:
        """Close the file."""
        self._db.close()
