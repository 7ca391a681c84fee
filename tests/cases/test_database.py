"""Addresses, migrations, ciphers and errors of the case log's database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.cases import CaseLog
from assistant.cases.cipher import Plain
from assistant.cases.database import Database, sqlite_url
from assistant.cases.migrations import migrate, steps
from assistant.errors import CaseError


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://user@host/name", "sqlite://", "http://127.0.0.1", "sqlite:///:memory:"])
def test_an_address_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(CaseError):
        CaseLog(Database(url)).page("ann")


def test_an_address_is_refused_without_its_password() -> None:
    with pytest.raises(CaseError) as error:
        CaseLog(Database("postgresql://ann:hunter2@127.0.0.1:1/x")).page("ann")
    assert "hunter2" not in str(error.value)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    file.write_bytes(b"this is a letter to my aunt" * 100)
    with pytest.raises(CaseError):
        CaseLog(Database(sqlite_url(file))).page("ann")
    assert file.read_bytes().startswith(b"this is a letter")


def test_migrations_run_once_each_and_in_order(url: str) -> None:
    database = Database(url)
    with database.writing() as connection:
        assert migrate(connection) == len(steps())
        rows = connection.execute(text("SELECT version FROM schema_version ORDER BY version")).scalars().all()
    assert rows == [number for number, _ in steps()]
    database.close()


def test_a_step_that_fails_leaves_the_schema_as_it_was(url: str) -> None:
    database = Database(url)
    broken = [*steps(), (len(steps()) + 1, ("CREATE TABLE half (id TEXT)", "CREATE TABLE half (id TEXT)"))]
    with pytest.raises(CaseError), database.writing() as connection:
        migrate(connection, broken)
    with database.reading() as connection:
        assert connection.execute(text("SELECT max(version) FROM schema_version")).scalar() == len(steps())
        with pytest.raises(CaseError), database.reading() as other:
            other.execute(text("SELECT * FROM half"))
    database.close()


def test_a_log_of_a_newer_version_is_not_touched(url: str) -> None:
    database = Database(url)
    with database.writing() as connection:
        connection.execute(text("INSERT INTO schema_version (version) VALUES (99)"))
    database.close()
    with pytest.raises(CaseError, match="99"):
        CaseLog(Database(url)).page("ann")


class Reversing(Plain):
    """A cipher for tests: what is stored holds no word of the text."""

    encrypts = True

    def hide(self, text: str) -> str:
        return text.encode().hex()[::-1]

    def show(self, stored: str) -> str:
        return bytes.fromhex(stored[::-1]).decode()


def test_with_a_cipher_no_text_and_no_identifier_is_readable_on_disk_and_all_is_found(tmp_path: Path) -> None:
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db"), Reversing()))
    case = log.create("ann", "zebrafish [[TXID_1]]", title="zebrafish", topic="t", identifiers={"[[TXID_1]]": "0xzebrafish"})
    log.create("ann", "other")
    log.feedback.record("ann", "c", 0, "up", "zebrafish")
    log.gaps.record("zebrafish?", "en")
    assert [p.name for p in tmp_path.iterdir() if b"zebrafish" in p.read_bytes()] == []
    assert log.get("ann", case.id).entries[0].text == "zebrafish [[TXID_1]]"
    assert log.get("ann", case.id).identifiers == {"[[TXID_1]]": "0xzebrafish"}
    assert [c.id for c in log.page("ann", search="0xZEBRA").cases] == [case.id]
    assert log.page("ann", search="nothing").cases == ()
    similar = log.find_similar("ann", "t", "x", {"[[TXID_7]]": "0xZebrafish"})
    assert similar is not None
    assert similar.file.case.id == case.id
    log.close()
