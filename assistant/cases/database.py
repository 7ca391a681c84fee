"""The database of the case log: a SQLite file, or PostgreSQL by URL."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from assistant.cases.cipher import Cipher, Plain
from assistant.cases.encryption import HIDDEN, open_log, rewrite, watch
from assistant.cases.migrations import migrate
from assistant.cases.tables import erasures, requests
from assistant.errors import CaseError

BUSY_SECONDS = 20
WIPE_SECONDS = 5.0
_MIGRATION_LOCK = 7_236_190_411  # any number that is this product's alone
_PRAGMAS = (
    "synchronous=FULL",  # a commit that returned survives kill -9 and loss of power
    "secure_delete=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",  # VACUUM leaves no copy in a temporary file
    f"busy_timeout={BUSY_SECONDS * 1000}",
)


class AlreadyThere(Exception):
    """A row with this key was written by somebody else a moment ago."""


class Database:
    """Opened, and brought up to date, at the first use. Safe to share between threads and, by the file, between processes.

    ``url``: ``sqlite:////folder/cases.db`` or ``postgresql://user@host/name``. ``cipher`` writes the texts; a log that is plain
    is encrypted at its opening when the cipher has a key.
    Every error of the driver comes out as ``CaseError``, without the values of the statement.
    """

    def __init__(self, url: str, cipher: Cipher | None = None) -> None:
        self.cipher = cipher or Plain()
        try:
            self._url = make_url(url)
        except ArgumentError as error:
            raise CaseError("ASSISTANT_DATABASE_URL is not a database address; like postgresql://user@host/name, or empty") from error
        if self._url.drivername in {"postgresql", "postgres"}:
            self._url = self._url.set(drivername="postgresql+psycopg")
        backend = self._url.get_backend_name()
        named = self._url.database not in {None, "", ":memory:"}
        self._file = Path(str(self._url.database)) if backend == "sqlite" and named else None
        if self._file is None and backend != "postgresql":
            raise CaseError(f"ASSISTANT_DATABASE_URL starts with {self._url.drivername!r}: allowed are postgresql:// and sqlite:///file")
        self._engine: Engine | None = None
        self._lock = threading.Lock()

    @property
    def is_file(self) -> bool:
        """Whether the log is a SQLite file of this machine."""
        return self._file is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with _our_errors(), self._opened().connect() as connection, connection.begin():
            watch(connection, self.cipher)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes; when the block is left, it is on disk. Raises ``AlreadyThere`` for a key that exists."""
        with _our_errors(), self._opened().connect().execution_options(writes=True) as connection, connection.begin():
            if self._file is None:  # nobody writes while the key is changed; SQLite lets in one writer at a time anyway
                connection.execute(text("SELECT pg_advisory_xact_lock_shared(:number)"), {"number": _MIGRATION_LOCK})
            watch(connection, self.cipher)
            yield connection

    def change_cipher(self, new: Cipher) -> None:
        """Write every text anew with ``new``, all at once, and take the old ones off the disk."""
        with _our_errors(), self._opened().connect().execution_options(writes=True) as connection:
            with connection.begin():
                if self._file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
                watch(connection, self.cipher)
                rewrite(connection, self.cipher, new)
                self.note_erasure(connection)
            self.cipher = new
            self._wipe(connection)

    def close(self) -> None:
        """Let go of the file or the server."""
        with self._lock:
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None

    def wipe(self) -> None:
        """Take deleted text off the disk: the file is rewritten and its journal cut to nothing.

        What PostgreSQL keeps in its own files is the server's matter. Raises ``CaseError`` when another process reads
        all the time; then it is done when the log is next opened.
        """
        if not self.is_file:
            return
        with _our_errors(), self._opened().connect() as connection:
            self._wipe(connection)

    def _opened(self) -> Engine:
        with self._lock:
            if self._engine is None:
                with _our_errors():
                    engine = self._connect()
                    self._bring_up(engine)
                self._engine = engine
            return self._engine

    def _connect(self) -> Engine:
        if self._file is None:
            return create_engine(self._url, hide_parameters=True, pool_pre_ping=True)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            # Made here so that nobody else on the machine may read it; SQLite gives its journal the same rights.
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            raise CaseError(f"the case log {self._file} cannot be opened: {error.strerror}") from error
        engine = create_engine(self._url, hide_parameters=True, pool_size=10, max_overflow=30)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine

    def _bring_up(self, engine: Engine) -> None:
        lock: AbstractContextManager[Any] = FileLock(f"{self._file}.lock", timeout=60) if self._file else nullcontext()
        with lock, engine.connect().execution_options(writes=True) as connection:
            if self._file is not None:
                _raw(connection).execute("PRAGMA journal_mode=WAL")
            with connection.begin():
                if self._file is None:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
                migrate(connection)
                if encrypted := open_log(connection, self.cipher):
                    self.note_erasure(connection)
                unfinished = encrypted or connection.execute(select(erasures.c.id).limit(1)).first() is not None
        if unfinished:
            with engine.connect() as connection:
                self._wipe(connection)

    def _wipe(self, connection: Connection) -> None:
        if self._file is None:
            return _rewrite_tables(connection)
        raw, give_up = _raw(connection), time.monotonic() + WIPE_SECONDS
        raw.execute("VACUUM")
        while raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if time.monotonic() > give_up:
                raise CaseError("the case is deleted, but its text is in the journal while another program reads the log; close that one")
            time.sleep(0.05)
        with connection.execution_options(writes=True).begin():
            connection.execute(delete(erasures))

    def note_erasure(self, connection: Connection) -> None:
        """Remember, with the deletion, that the file has still to be wiped."""
        if self.is_file:
            connection.execute(insert(erasures).values(id=secrets.token_hex(8)))


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file.resolve()}"


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _rewrite_tables(connection: Connection) -> None:
    """Let PostgreSQL write the tables with text into new files and remove the old ones."""
    alone = connection.execution_options(isolation_level="AUTOCOMMIT")
    for name in (*(table.name for table, _ in HIDDEN), requests.name):
        alone.execute(text(f"VACUUM (FULL) {name}"))


def _prepare(raw: Any, _: object) -> None:
    raw.isolation_level = None  # this module says BEGIN itself
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer asks for the lock at once: one that starts as a reader fails without waiting when another wrote in between.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise AlreadyThere from error
    except NoSuchModuleError as error:
        raise CaseError("this database is not supported: use postgresql:// or SQLite") from error
    except ModuleNotFoundError as error:
        raise CaseError("PostgreSQL needs its driver: pip install 'exchange-support-copilot[postgres]'") from error
    except (SQLAlchemyError, sqlite3.Error, TimeoutError) as error:
        kind = type(getattr(error, "orig", None) or error).__name__
        raise CaseError(f"the case log cannot be used ({kind}); check the database and the disk") from error
