"""Streams: a reader who leaves stops the model, a server that stops says so, a long wait is filled."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from assistant.api.policy import Policy
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import RemoteBackend
from tests.api.served import process, product, serving
from tests.model_server import ModelServer, running

STUCK = "my withdrawal has been processing since last night"
CALLS = {
    "events": ("/v1/chat", {"message": STUCK, "stream": True}),
    "plain": ("/v1/chat", {"message": STUCK}),
    "openai events": ("/v1/chat/completions", {"messages": [{"role": "user", "content": STUCK}], "stream": True}),
    "openai plain": ("/v1/chat/completions", {"messages": [{"role": "user", "content": STUCK}]}),
}


@pytest.fixture
def slow() -> Iterator[ModelServer]:
    server = ModelServer("Your withdrawal may be under review, " * 30, "slow", pause=0.1)
    with running(server.app) as url:
        server.url = url
        yield server


@pytest.fixture
def url(slow: ModelServer, library: Library, guard: Guard) -> Iterator[str]:
    with serving(product(library, guard, RemoteBackend("local", slow.url, "", 30.0)), Policy(ping_seconds=0.3)) as served:
        yield served


async def _until(true: Callable[[], bool], seconds: float = 5.0) -> float:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


@pytest.mark.parametrize("call", CALLS)
async def test_a_reader_who_leaves_stops_the_models_stream(url: str, slow: ModelServer, call: str) -> None:
    path, body = CALLS[call]
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        async with asyncio.timeout(20):
            asked = asyncio.create_task(_read(client, path, body))
            await _until(lambda: slow.streams == 1)
            asked.cancel()
            await asyncio.gather(asked, return_exceptions=True)
        await _until(lambda: slow.streams == 0)
        assert slow.broken == 1
        metrics = (await client.get("/metrics")).text
    assert 'assistant_chats{state="running"} 0.0' in metrics


async def _read(client: httpx.AsyncClient, path: str, body: object) -> list[str]:
    async with client.stream("POST", path, json=body) as reply:
        return [line async for line in reply.aiter_lines()]


async def test_a_long_wait_is_filled_with_comments(url: str, slow: ModelServer) -> None:
    slow.reply = "Your withdrawal may be under review."
    slow.pause = 0.25
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        lines = await _read(client, *CALLS["events"])
    assert any(line.startswith(": ping") for line in lines)
    assert "event: done" in lines


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.parametrize("ends", ["in time", "too late"])
def test_a_server_that_is_stopped_lets_streams_finish_or_says_so(slow: ModelServer, library: Library, tmp_path: Path, ends: str) -> None:
    if ends == "in time":
        slow.reply = "Your withdrawal may be under review. " * 2
    with process(library, tmp_path, slow.url, lead_seconds=60) as (address, served):
        with httpx.stream("POST", f"{address}/v1/chat", json=CALLS["events"][1], timeout=60) as reply:
            lines = reply.iter_lines()
            assert next(lines) == "event: meta"
            stopped = time.monotonic()
            served.send_signal(signal.SIGTERM)
            rest = list(lines)
        took = time.monotonic() - stopped
        served.wait(15)
    assert "Traceback" not in (tmp_path / "stderr").read_text()
    if ends == "in time":
        assert "event: done" in rest
    else:
        at = rest.index("event: error")
        assert json.loads(rest[at + 1].removeprefix("data: "))["status"] == 503
        assert took < 9
