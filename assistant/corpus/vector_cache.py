"""A cache of vectors by text, in SQLite, so that ingest embeds only what is new, and goes on after an interruption."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.corpus.shipped import shipped

BATCH = 64


class VectorCache:
    """Vectors of one embedder, named by ``space``: a change of embedder never reads the other's vectors.

    Those that came with the product are not copied into it.
    """

    def __init__(self, path: Path, space: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._space = space
        self._shipped = shipped(space)
        self._db = _opened(path)

    def embed(self, embedder: Embeddings, texts: Sequence[str], progress: Callable[[int, int], None]) -> NDArray[np.float32]:
        """A row a text; what is not cached is embedded in batches, each kept as soon as it is there."""
        rows: list[NDArray[np.float32]] = []
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            cached = {t: self._get(t) for t in batch}
            missing = [t for t, v in cached.items() if v is None]
            if missing:
                fresh = embedder.embed_documents(missing)
                for text, vector in zip(missing, fresh, strict=True):
                    cached[text] = np.asarray(vector, dtype=np.float32)
                with self._db:
                    self._db.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                        [(self._key(t), cached[t].tobytes()) for t in missing],  # type: ignore[union-attr]
                    )
            rows.extend(v for t in batch if (v := cached[t]) is not None)
            progress(min(start + BATCH, len(texts)), len(texts))
        return np.vstack(rows) if rows else np.zeros((0, 1), dtype=np.float32)

    def keep_only(self, texts: Sequence[str]) -> None:
        """Forget vectors of this space whose text is gone."""
        prefix = self._key("")[:17]
        keep = {self._key(t) for t in texts}
        rows = self._db.execute("SELECT key FROM vectors WHERE substr(key, 1, 17) = ?", (prefix,)).fetchall()
        with self._db:
            self._db.executemany("DELETE FROM vectors WHERE key = ?", [r for r in rows if r[0] not in keep])

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _get(self, text: str) -> NDArray[np.float32] | None:
        if self._shipped is not None and (vector := self._shipped.get(text)) is not None:
            return vector
        row = self._db.execute("SELECT value FROM vectors WHERE key = ?", (self._key(text),)).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None

    def _key(self, text: str) -> str:
        space = hashlib.sha256(self._space.encode()).hexdigest()[:16]
        return f"{space}:{hashlib.sha256(text.encode()).hexdigest()}"


def _opened(path: Path) -> sqlite3.Connection:
    """The cache's file; one that is damaged is begun anew, since whatever was in it can be computed again."""
    db = sqlite3.connect(path, timeout=30, check_same_thread=False)
    try:
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
    except sqlite3.OperationalError:
        db.close()
        raise
    except sqlite3.DatabaseError:
        db.close()
        for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            part.unlink(missing_ok=True)
        db = sqlite3.connect(path, timeout=30, check_same_thread=False)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
    return db
