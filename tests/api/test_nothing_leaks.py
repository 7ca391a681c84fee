"""Secrets and personal data of every kind through the running server: afterwards they stand nowhere."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from assistant.api.app import create_app
from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.errors import GuardError
from assistant.guardrails import Guard, engine
from assistant.guardrails.detector import Detector, Scan
from assistant.guardrails.normalise import Normalised
from assistant.guardrails.overlaps import Claim
from assistant.library import Library
from assistant.models.chat_model import RemoteBackend
from assistant.models.embedder import Embedder
from tests.api.everywhere import Caller
from tests.api.planted import Planted, Search, plant
from tests.api.served import process, product
from tests.model_server import ModelServer, running

_HAN = re.compile("[\u4e00-\u9fff]")
_TOGETHER = 26
_MEANT = 80
_REPLY = "提币正在处理 [1]。 The withdrawal is processing [1]."


@dataclass
class Server:
    """The product under way, with all that it said, wrote, logged or asked of others."""

    caller: Caller
    model: ModelServer
    embedded: list[str]
    data: Path


@pytest.fixture
def server(library: Library, guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    embedded: list[str] = []
    embed = Embedder.embed_queries

    def recorded(embedder: Embedder, texts: list[str]) -> list[list[float]]:
        """What it is asked counts here, not what these long messages mean: their beginnings are embedded, which takes a tenth of the time."""
        embedded.extend(texts)
        return embed(embedder, [text[:_MEANT] for text in texts])

    monkeypatch.setattr(Embedder, "embed_queries", recorded)
    model = ModelServer(_REPLY)
    with running(model.app) as model_url:
        assistant = product(library, guard, RemoteBackend("openai:recorder", model_url))
        casework = Casework(assistant, open_case_log(sqlite_url(tmp_path / "cases.db")))
        with running(create_app(assistant, None, casework)) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield Server(Caller(client), model, embedded, tmp_path)


def _messages(planted: list[Planted]) -> Iterator[tuple[str, list[str]]]:
    """Language and texts of messages with several hidden values each."""
    for language in ("zh", "en"):
        texts = [one.text for one in planted if (_HAN.search(one.text) is not None) == (language == "zh")]
        yield from ((language, texts[at : at + _TOGETHER]) for at in range(0, len(texts), _TOGETHER))


def _found(server: Server, planted: list[Planted], said: str) -> set[tuple[str, str]]:
    search = Search(planted)
    server.caller.metrics()
    found = search.find_in(server.data) | search.find("log", said.encode()) | search.find("model", server.model.seen.encode())
    found |= search.find("embedder", "\n".join(server.embedded).encode())
    return found.union(*(search.find(call, body) for call, _, body in server.caller.answers))


def test_the_search_finds_what_is_there_in_every_form(tmp_path: Path) -> None:
    import base64
    import json

    planted = plant(1)
    search = Search(planted)
    for one in planted:
        if len(one.values[0]) < 12:
            continue
        for form in (one.values[0], json.dumps({"a": one.values[0]}), base64.b64encode(f"xy{one.text}".encode()).decode()):
            assert ("here", one.kind) in search.find("here", form.encode()), one.kind
        (tmp_path / "kept").write_bytes(one.text.encode("utf-16-le"))
        assert ("kept", one.kind) in search.find_in(tmp_path)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What every library logs at its most talkative, except the test's own client, which names the addresses it calls."""
    kept = io.StringIO()
    handler, root = logging.StreamHandler(kept), logging.getLogger()
    level = root.level
    own = [logging.getLogger(name) for name in ("httpx", "httpcore")]
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for logger in own:
        logger.setLevel(logging.WARNING)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)
    for logger in own:
        logger.setLevel(logging.NOTSET)


@pytest.mark.slow
def test_nothing_that_was_hidden_stands_anywhere_after_every_call(
    server: Server, capfd: pytest.CaptureFixture[str], logged: io.StringIO
) -> None:
    planted = plant(1)
    for language, texts in _messages(planted):
        server.caller.everywhere(texts, language)
    printed = capfd.readouterr()
    found = _found(server, planted, logged.getvalue() + printed.out + printed.err)
    assert sorted(found) == []
    assert list(server.caller.failures()) == []
    assert server.model.requests
    assert server.embedded


def test_a_guard_that_fails_says_nothing_and_nothing_goes_on(
    server: Server, capfd: pytest.CaptureFixture[str], logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(detector: Detector, scan: Scan, normal: Normalised) -> list[Claim]:
        try:
            raise ValueError(scan.text)
        except ValueError:
            raise GuardError(f"The detector {detector.kind!r} failed.") from None

    monkeypatch.setattr(engine, "_run", failing)
    planted = plant(1)[:6]
    for one in planted:
        server.caller.understood(one.text, "en")
        server.caller.refused(one.text, "en")
    printed = capfd.readouterr()
    assert sorted(_found(server, planted, logged.getvalue() + printed.out + printed.err)) == []
    assert {status for call, status, _ in server.caller.answers if call == "POST draft"} >= {503}
    assert not server.model.requests
    assert not server.embedded


@pytest.mark.slow
def test_a_server_of_its_own_writes_nothing_of_it_to_its_files_and_its_log(library: Library, tmp_path: Path) -> None:
    planted = plant(2)
    model = ModelServer(_REPLY)
    with (
        running(model.app) as model_url,
        process(library, tmp_path, model_url, log_level="debug") as (url, _),
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        caller = Caller(client)
        # Every kind goes through every call in the tests above; here some of each language, since a process takes its time.
        for one in planted[::12]:
            caller.everywhere([one.text], "zh" if _HAN.search(one.text) else "en")
        assert sorted(_found(Server(caller, model, [], tmp_path), planted[::12], "")) == []
    assert list(caller.failures()) == []
    assert model.requests
