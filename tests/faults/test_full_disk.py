"""The disk fills up: an honest error, everything acknowledged still there, and on it goes when there is room again."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from assistant.api.app import create_app
from assistant.cases import CaseLog, EntryKind, open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.errors import CaseError, IndexUnavailable
from assistant.guardrails import Guard
from assistant.library import Library
from tests.api.served import product


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of eight megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", folder], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this user may not mount a small file system here (mount -t tmpfs)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    file = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    for size in (65536, 512):
        try:
            while True:
                os.write(file, bytes(size))
        except OSError:
            continue
    os.close(file)
    return ballast


def test_what_was_acknowledged_survives_a_full_disk_and_writing_goes_on_when_there_is_room(small_disk: Path) -> None:
    log: CaseLog = open_case_log(sqlite_url(small_disk / "cases.db"))
    kept = [log.create("ann", f"problem number {n}").id for n in range(20)]
    ballast = _fill(small_disk)
    with pytest.raises(CaseError, match="disk"):
        kept += iter(lambda: log.create("ann", "filler " * 600).id, "")
    assert all(log.get("ann", case).case.id == case for case in kept)
    ballast.unlink()
    fresh = log.create("ann", "there is room again")
    log.append("ann", fresh.id, EntryKind.NOTE, "and again")
    log.close()
    again = open_case_log(sqlite_url(small_disk / "cases.db"))
    assert all(again.get("ann", case).case.id == case for case in (*kept, fresh.id))
    again.close()


async def test_the_api_says_so_and_answers_go_on(small_disk: Path, library: Library, guard: Guard) -> None:
    assistant = product(library, guard)
    casework = Casework(assistant, open_case_log(sqlite_url(small_disk / "cases.db")))
    transport = httpx.ASGITransport(app=create_app(assistant, casework=casework))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        first = (await client.post("/v1/cases", json={"text": "my withdrawal is stuck"})).json()
        ballast = _fill(small_disk)
        for words in (600, 1):  # and what the log itself has kept free
            with suppress(CaseError):
                while True:
                    casework.log.create("ann", "filler " * words)
        for _ in range(20):
            full = await client.post("/v1/cases", json={"text": "my withdrawal is stuck"})
            if full.status_code != 201:
                break
        assert full.status_code == 503, full.text
        assert full.headers["content-type"] == "application/problem+json"
        assert "disk" in full.json()["detail"]
        assert (await client.get(f"/v1/cases/{first['id']}")).status_code == 200
        assert (await client.post("/v1/chat", json={"message": "my withdrawal is stuck"})).json()["outcome"] == "answered"
        ballast.unlink()
        assert (await client.post("/v1/cases", json={"text": "my deposit is missing"})).status_code == 201
    casework.log.close()


def test_an_index_that_does_not_fit_is_said_and_built_when_there_is_room(
    small_disk: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.library.RETRY_SECONDS", (0.3,))
    for part in library._folder.glob("vectors.sqlite*"):
        shutil.copy(part, small_disk)
    ballast = _fill(small_disk)
    own = Library(library.corpus, small_disk, "packaged")
    own.embedder = library.embedder
    own.start()
    own.wait(60)
    assert own.state.phase in {"failed", "loading", "building"}
    with pytest.raises(IndexUnavailable):
        _ = own.retriever
    ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    deadline = time.monotonic() + 60
    while own.state.phase != "ready" and time.monotonic() < deadline:
        time.sleep(0.1)
    own.close()
    assert own.retriever.search("withdrawal stuck in processing", 1, "en").passages[0].topic == "withdrawal-pending"
