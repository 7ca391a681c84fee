"""What was acknowledged is there after kill -9, with two processes at once, and what was deleted is not on the disk."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.cases import CaseLog, EntryKind
from assistant.cases.database import Database, sqlite_url
from assistant.types import Channel

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_kill_9_at_any_moment_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    url, said, rounds = sqlite_url(tmp_path / "cases.db"), tmp_path / "said", 50
    command = [sys.executable, "-m", "tests.cases.writer", "breed", url, str(said)]
    chance = random.Random(7)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(rounds):
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            # Some fall into opening the log, in the first round into making it, the others into writes.
            time.sleep(chance.uniform(0.02, 0.6))
            os.kill(child, signal.SIGKILL)
        nursery.stdin.close()
    acknowledged = {case: int(count) for case, count in (line.split() for line in said.read_text().splitlines())}
    log = CaseLog(Database(url))
    lost = [case for case, count in acknowledged.items() if len(log.get("ann", case).entries) < count]
    log.close()
    assert lost == []
    assert len(acknowledged) > rounds
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_share_one_log_even_when_they_make_it_at_the_same_moment(url: str) -> None:
    count = 15
    command = [sys.executable, "-m", "tests.cases.writer", url]
    runs = [subprocess.Popen([*command, owner, str(count)], cwd=ROOT, stderr=subprocess.PIPE, text=True) for owner in ("ann", "bob", "ann")]
    for run in runs:
        _, errors = run.communicate(timeout=120)
        assert run.returncode == 0, errors[-2000:]
    log = CaseLog(Database(url))
    for owner, entries in (("ann", 3), ("bob", 2)):
        cases = log.page(owner, limit=100).cases
        # The third process asked for the same cases as the first, with the same keys.
        assert len(cases) == count
        assert {len(log.get(owner, case.id).entries) for case in cases} == {entries}
    log.close()


def _on_disk(folder: Path, needle: str) -> list[str]:
    return [path.name for path in folder.iterdir() if needle.encode() in path.read_bytes()]


def test_what_is_deleted_is_gone_from_the_disk(tmp_path: Path) -> None:
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db")))
    kept = [log.create("ann", f"neighbour {n} " * 40).id for n in range(60)]
    case = log.create("ann", "zebrafish problem " * 300, identifiers={"[[TXID_1]]": "0xzebrafishid"}, request_key="zebrafishkey")
    log.append("ann", case.id, EntryKind.NOTE, "zebrafish note")
    log.mark_sent("ann", case.id, "zebrafish letter", Channel.EMAIL, "zebrafishticket")
    for case_id in kept[::2]:
        log.append("ann", case_id, EntryKind.NOTE, "more " * 100)
    assert _on_disk(tmp_path, "zebrafish") != []
    log.delete("ann", case.id)
    assert _on_disk(tmp_path, "zebrafish") == []
    assert _on_disk(tmp_path, case.id) == []
    assert len(log.page("ann", limit=100).cases) == 60
    log.close()


def test_a_deletion_waits_for_a_reader_and_then_wipes(tmp_path: Path) -> None:
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db")))
    case = log.create("ann", "zebrafish problem")
    reader = sqlite3.connect(tmp_path / "cases.db", check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchone()
    timer = threading.Timer(0.6, reader.rollback)
    timer.start()
    log.delete("ann", case.id)
    timer.join()
    reader.close()
    assert _on_disk(tmp_path, "zebrafish") == []
    log.close()


def test_a_wipe_that_was_interrupted_is_done_when_the_log_is_next_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db")))
    case = log.create("ann", "zebrafish problem")
    monkeypatch.setattr(Database, "wipe", lambda self: None)
    log.delete("ann", case.id)
    log.close()
    monkeypatch.undo()
    again = CaseLog(Database(sqlite_url(tmp_path / "cases.db")))
    assert again.page("ann").cases == ()
    assert _on_disk(tmp_path, "zebrafish") == []
    again.close()


def test_a_forgotten_gap_leaves_the_disk_too(tmp_path: Path) -> None:
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db")))
    gap = log.gaps.record("zebrafish question", "en")
    log.gaps.delete([gap.id])
    assert log.gaps.all() == ()
    assert _on_disk(tmp_path, "zebrafish") == []
    log.close()


def test_nobody_else_on_the_machine_may_read_the_file(tmp_path: Path) -> None:
    log = CaseLog(Database(sqlite_url(tmp_path / "cases.db")))
    log.create("ann", "stuck")
    written = [p for p in tmp_path.iterdir() if p.suffix != ".lock"]
    assert len(written) == 3
    assert {oct(p.stat().st_mode & 0o777) for p in written} == {"0o600"}
    log.close()
