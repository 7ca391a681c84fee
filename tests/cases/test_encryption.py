"""With a key nothing that somebody wrote is readable on the disk, and everything works as without; a key is set, changed and taken off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from assistant.cases import CaseLog, EntryKind, open_case_log
from assistant.cases.cipher import Encrypted, cipher_for
from assistant.cases.database import Database, sqlite_url
from assistant.cases.opening import change_key
from assistant.cli import app
from assistant.errors import CaseConflict, CaseError, CaseLocked, SettingsError
from assistant.types import Channel
from tests.cases.conftest import Clock

KEY, OTHER = "a key of the user's", "another key of hers"
WORDS = ("zebrafish", "okapi-ticket", "0xaxolotl", "quokka")


def _fill(log: CaseLog) -> str:
    """Every kind of text that a log holds."""
    case = log.create(
        "ann", "zebrafish withdrawal [[TXID_1]]", topic="t", identifiers={"[[TXID_1]]": "0xaxolotl"}, request_key="zebrafish-1"
    )
    log.append("ann", case.id, EntryKind.NOTE, "zebrafish note")
    log.mark_sent("ann", case.id, "zebrafish letter", Channel.EMAIL, "okapi-ticket")
    log.feedback.record("ann", "c", 0, "down", "quokka said")
    log.gaps.record("quokka?", "en", ["t"])
    return case.id


def _readable(url: str) -> set[str]:
    """Which of the words stand in the database's files, journals and temporary files included."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        files = [p for p in Path(parts.path).parent.iterdir() if p.is_file()]
    else:
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
            row = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
        assert row is not None
        folder = Path(parse_qs(parts.query)["host"][0]) / "data" / "base" / str(row[0])
        files = [p for p in folder.rglob("*") if p.is_file()]
    content = b"\n".join(p.read_bytes() for p in files)
    return {word for word in WORDS if word.encode() in content}


def _as_filled(log: CaseLog, case_id: str) -> None:
    file = log.get("ann", case_id)
    assert [e.text for e in file.entries] == ["zebrafish withdrawal [[TXID_1]]", "zebrafish note", "zebrafish letter"]
    assert (file.case.title, file.case.ticket_number) == ("zebrafish withdrawal [[TXID_1]]", "okapi-ticket")
    assert file.entries[2].ticket == "okapi-ticket"
    assert file.identifiers == {"[[TXID_1]]": "0xaxolotl"}
    for word in ("ZEBRA", "okapi", "0xAxo", "letter"):
        assert [c.id for c in log.page("ann", search=word).cases] == [case_id], word
    assert log.page("ann", search="nothing of it").cases == ()
    assert log.feedback.all("ann")[0].comment == "quokka said"
    assert log.gaps.all()[0].text == "quokka?"
    similar = log.find_similar("ann", "u", "x", {"[[TXID_9]]": "0xAXOLOTL"})
    assert similar is not None
    assert similar.file.case.id == case_id


@pytest.fixture
def kept(url: str, clock: Clock) -> Iterator[CaseLog]:
    """An empty log with a key."""
    made = CaseLog(Database(url, cipher_for(KEY)), clock=clock)
    yield made
    made.close()


def test_with_a_key_nothing_written_is_readable_on_disk_and_all_is_found(url: str, kept: CaseLog) -> None:
    case_id = _fill(kept)
    assert _readable(url) == set()
    _as_filled(kept, case_id)
    kept.close()
    assert _readable(url) == set()
    again = open_case_log(url, KEY)
    _as_filled(again, case_id)
    again.close()


def test_a_log_that_was_plain_is_encrypted_by_setting_a_key_and_nothing_plain_stays(url: str) -> None:
    log = open_case_log(url)
    case_id = _fill(log)
    log.close()
    assert "zebrafish" in _readable(url)
    log = open_case_log(url, KEY)
    _as_filled(log, case_id)
    log.close()
    assert _readable(url) == set()


def test_a_key_is_changed_and_taken_off_again(url: str) -> None:
    log = open_case_log(url, KEY)
    case_id = _fill(log)
    log.close()
    assert change_key(url, KEY, OTHER) == 1
    assert _readable(url) == set()
    with pytest.raises(CaseError, match="not the key"):
        open_case_log(url, KEY).page("ann")
    log = open_case_log(url, OTHER)
    _as_filled(log, case_id)
    log.close()
    assert change_key(url, OTHER, "") == 1
    log = open_case_log(url)
    _as_filled(log, case_id)
    log.close()


@pytest.mark.parametrize("key", ["", OTHER])
def test_a_wrong_key_and_none_are_one_clear_error_and_change_nothing(url: str, kept: CaseLog, key: str) -> None:
    case_id = _fill(kept)
    for call in (
        lambda: open_case_log(url, key).page("ann"),
        lambda: open_case_log(url, key).create("ann", "plain"),
        lambda: change_key(url, key, ""),
    ):
        with pytest.raises(CaseError, match="ASSISTANT_CASE_KEY"):
            call()
    _as_filled(kept, case_id)


def test_a_program_that_opened_the_log_before_its_key_changed_can_write_nothing_more(url: str) -> None:
    plain = open_case_log(url)
    plain.create("ann", "before")
    change_key(url, "", KEY)
    for call in (lambda: plain.create("ann", "zebrafish"), lambda: plain.page("ann")):
        with pytest.raises(CaseError, match="changed by another program"):
            call()
    plain.close()
    assert _readable(url) == set()


def test_a_text_that_was_tampered_with_is_an_error_and_not_another_text(url: str, kept: CaseLog) -> None:
    case_id = _fill(kept)
    with kept._database.writing() as connection:
        connection.execute(text("UPDATE entries SET text = substr(text, 1, 20) || 'AAAA' || substr(text, 25) WHERE position = 1"))
    with pytest.raises(CaseError, match="cannot be decrypted"):
        kept.get("ann", case_id)


def test_a_request_that_is_repeated_is_known_under_a_key_too(kept: CaseLog) -> None:
    first = kept.create("ann", "stuck", request_key="k")
    assert kept.create("ann", "stuck", request_key="k").id == first.id
    with pytest.raises(CaseConflict):
        kept.create("ann", "other", request_key="k")
    assert len(kept.page("ann").cases) == 1


def test_what_changes_is_found_at_once_and_what_is_deleted_no_more(url: str, kept: CaseLog) -> None:
    case = kept.create("ann", "first words")
    assert kept.page("ann", search="first").cases != ()
    elsewhere = open_case_log(url, KEY)  # another process, with a memory of its own
    elsewhere.append("ann", case.id, EntryKind.NOTE, "second words")
    assert kept.page("ann", search="second").cases != ()
    elsewhere.delete("ann", case.id)
    assert kept.page("ann", search="first").cases == ()
    elsewhere.close()


def test_pages_and_filters_hold_for_a_search_in_an_encrypted_log(kept: CaseLog) -> None:
    ids = [kept.create("ann", f"stuck {n}", topic=f"t{n % 2}").id for n in range(7)]
    kept.create("bob", "stuck")
    page = kept.page("ann", limit=3, search="STUCK")
    rest = kept.page("ann", limit=100, search="stuck", cursor=page.next_cursor)
    assert [c.id for c in (*page.cases, *rest.cases)] == ids[::-1]
    assert [c.id for c in kept.page("ann", search="stuck", topic="t1").cases] == ids[5::-2]


def test_the_same_text_is_never_stored_alike_and_a_short_key_is_refused() -> None:
    cipher = Encrypted(KEY)
    cipher.begin()
    assert cipher.hide("stuck") != cipher.hide("stuck")
    assert cipher.mark("stuck") == cipher.mark("stuck")
    with pytest.raises(CaseError, match="at least 12"):
        Encrypted("secret")


def test_the_commands_set_change_and_take_off_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path))
    url = sqlite_url(tmp_path / "cases.db")
    log = open_case_log(url)
    _fill(log)
    log.close()
    run = CliRunner()
    for key, given, said in ((KEY, "", "is encrypted"), (OTHER, f"{KEY}\n", "is encrypted")):
        monkeypatch.setenv("ASSISTANT_CASE_KEY", key)
        done = run.invoke(app, ["cases", "encrypt"], input=given)
        assert done.exit_code == 0, done.output
        assert said in done.stderr
        assert _readable(url) == set()
    wrong = run.invoke(app, ["cases", "decrypt"], env={"ASSISTANT_CASE_KEY": KEY})
    assert isinstance(wrong.exception, CaseLocked)
    assert run.invoke(app, ["cases", "decrypt"]).exit_code == 0
    assert "zebrafish" in _readable(url)
    monkeypatch.setenv("ASSISTANT_CASE_KEY", "")
    assert isinstance(run.invoke(app, ["cases", "encrypt"]).exception, SettingsError)
    made = run.invoke(app, ["cases", "key"]).stdout.strip()
    assert len(made) >= 32
