"""Chroma's files are deleted or damaged, or its server dies, while questions come: said honestly, mended without a human."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from langchain_core.embeddings import Embeddings

from assistant.answering.decide import Calibration
from assistant.api.app import create_app
from assistant.conversations import Conversations
from assistant.corpus.vector_cache import VectorCache
from assistant.errors import IndexUnavailable
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import ChatBackend
from assistant.pipeline import Assistant
from assistant.types import Outcome, Reply, Urgency

pytestmark = pytest.mark.slow
QUESTION = "my withdrawal has been processing since last night"


def _files(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.is_file()]


def _overwrite(folder: Path) -> None:
    for path in _files(folder / "chroma"):
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(os.urandom(size))


def _cut_short(folder: Path) -> None:
    for path in _files(folder / "chroma"):
        os.truncate(path, 0)


def _delete(folder: Path) -> None:
    shutil.rmtree(folder / "chroma")


def _delete_everything(folder: Path) -> None:
    shutil.rmtree(folder)


def _damage_beside(folder: Path) -> None:
    for path in folder.glob("[0-9]*/catalog.sqlite"):
        path.write_bytes(b"not a database" * 100)


@pytest.fixture
def copied(library: Library, guard: Guard, tmp_path: Path) -> Iterator[tuple[Assistant, Path]]:
    folder = tmp_path / "index"
    shutil.copytree(library._folder, folder)
    own = Library(library.corpus, folder, "packaged")
    own.embedder = library.embedder
    own.prepare()
    assistant = Assistant(guard, own, ChatBackend(), Conversations(), Calibration())
    yield assistant, folder
    assistant.close()


def _answered_or_said(reply: Reply) -> bool:
    """Whether it was answered; where not, it must have been said why."""
    assert reply.outcome in {Outcome.ANSWERED, Outcome.ABSTAINED}
    if reply.outcome is Outcome.ABSTAINED:
        assert "index" in reply.reply
    return reply.outcome is Outcome.ANSWERED


FAULTS = (_overwrite, _cut_short, _delete, _damage_beside)


@pytest.mark.parametrize("damage", [*FAULTS, _delete_everything], ids=lambda f: f.__name__.strip("_"))
async def test_damaged_files_cost_a_moment_and_never_an_error(
    copied: tuple[Assistant, Path], damage: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    assistant, folder = copied
    damage(folder)
    for _ in range(3):
        _answered_or_said(await assistant.chat(QUESTION))
    # Deleted files stay readable to whoever has them open: the loss may be noticed by any later question, and then once.
    noticed = 0
    for _ in range(12):
        assistant.library.wait(240)  # a busy machine builds it again in a minute or two
        assert assistant.library.state.phase == "ready"
        noticed += not _answered_or_said(await assistant.chat(QUESTION))
    assert noticed <= 1
    assert _answered_or_said(await assistant.chat(QUESTION)) or noticed == 0
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("damage", FAULTS, ids=lambda f: f.__name__.strip("_"))
def test_a_start_on_damaged_files_builds_the_index_anew(library: Library, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    folder = tmp_path / "index"
    shutil.copytree(library._folder, folder)
    damage(folder)
    own = Library(library.corpus, folder, "packaged")
    own.embedder = library.embedder
    own.prepare()
    assert own.retriever.search(QUESTION, 1, "en").passages[0].topic == "withdrawal-pending"


def test_damaged_vectors_are_computed_again(tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"not a database" * 1000)
    cache = VectorCache(path, "space")
    asked: list[str] = []

    class Counting(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            asked.extend(texts)
            return [[float(len(text))] for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    for _ in range(2):
        assert cache.embed(Counting(), ["a", "bc"], lambda _done, _total: None).tolist() == [[1.0], [2.0]]
    cache.close()
    assert asked == ["a", "bc"]


async def test_a_theft_is_recognised_while_the_index_is_gone(copied: tuple[Assistant, Path]) -> None:
    assistant, folder = copied
    _cut_short(folder)
    await assistant.chat(QUESTION)
    triage = await assistant.triage("someone is withdrawing my coins right now, I did not do this!!")
    assert triage.urgency is Urgency.CRITICAL


async def test_a_search_meanwhile_is_told_to_come_back(copied: tuple[Assistant, Path]) -> None:
    assistant, folder = copied
    _cut_short(folder)
    transport = httpx.ASGITransport(app=create_app(assistant))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        reply = await client.post("/v1/search", json={"query": QUESTION})
        assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")
        assert int(reply.headers["retry-after"]) > 0
        assistant.library.wait(240)  # a busy machine builds it again in a minute or two
        assert (await client.post("/v1/search", json={"query": QUESTION})).status_code == 200


@contextmanager
def _chroma(folder: Path, port: int) -> Iterator[None]:
    program = Path(sys.executable).parent / "chroma"
    command = [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", folder]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as served:
        try:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                try:
                    httpx.get(f"http://127.0.0.1:{port}/api/v2/heartbeat").raise_for_status()
                    break
                except httpx.HTTPError:
                    time.sleep(0.2)
            yield
        finally:
            served.kill()


def _until_ready(library: Library) -> None:
    deadline = time.monotonic() + 60
    while library.state.phase != "ready" and time.monotonic() < deadline:
        time.sleep(0.2)


async def test_a_chroma_server_that_dies_is_found_again_when_it_is_back(
    library: Library, guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.library.RETRY_SECONDS", (0.5,))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = Library(library.corpus, tmp_path / "index", "packaged", f"http://127.0.0.1:{port}")
    shutil.copytree(library._folder, tmp_path / "index", ignore=shutil.ignore_patterns("chroma", "[0-9]*"))
    own.embedder = library.embedder
    assistant = Assistant(guard, own, ChatBackend(), Conversations(), Calibration())
    with _chroma(tmp_path / "server", port):
        own.prepare()
        assert (await assistant.chat(QUESTION)).outcome is Outcome.ANSWERED
    reply = await assistant.chat(QUESTION)
    assert reply.outcome is Outcome.ABSTAINED
    with pytest.raises(IndexUnavailable):
        await assistant.search(QUESTION)
    with _chroma(tmp_path / "server", port):
        await asyncio.to_thread(_until_ready, own)
        assert (await assistant.chat(QUESTION)).outcome is Outcome.ANSWERED
    assistant.close()
