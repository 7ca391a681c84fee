"""SIGTERM and kill -9 in the middle of streams and writes, and a start on what is left."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from assistant.library import Library
from tests.api.served import process
from tests.model_server import ModelServer, running

pytestmark = [pytest.mark.slow, pytest.mark.alone]
STREAMS, WRITERS = 20, 4
SECRET = "Zq7rBattery9"


@pytest.fixture
def slow_model() -> Iterator[ModelServer]:
    server = ModelServer("Your withdrawal may be under review. " * 20, mode="slow", pause=0.2)
    with running(server.app) as url:
        server.url = f"{url}/v1"
        yield server


async def _stream(client: httpx.AsyncClient) -> list[str]:
    """The names of the events that came; the connection may end at any of them."""
    names: list[str] = []
    body = {"message": f"my withdrawal is stuck in processing, my password is {SECRET}", "stream": True}
    with contextlib.suppress(httpx.HTTPError):
        async with client.stream("POST", "/v1/chat", json=body) as reply:
            async for line in reply.aiter_lines():
                if line.startswith("event: "):
                    names.append(line.removeprefix("event: "))
    return names


async def _write(client: httpx.AsyncClient, acknowledged: list[str]) -> None:
    with contextlib.suppress(httpx.HTTPError):
        while True:
            reply = await client.post("/v1/cases", json={"text": f"withdrawal number {len(acknowledged)} is stuck"})
            if reply.status_code == 201:
                acknowledged.append(reply.json()["id"])


async def _load(address: str, stop: Callable[[], None]) -> tuple[list[list[str]], list[str]]:
    """Streams and writes, ``stop`` in the middle of them: the events of each stream, and the cases that were acknowledged."""
    acknowledged: list[str] = []
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=100)) as client:
        streams = [asyncio.create_task(_stream(client)) for _ in range(STREAMS)]
        writers = [asyncio.create_task(_write(client, acknowledged)) for _ in range(WRITERS)]
        await asyncio.sleep(4)
        stop()
        ended = await asyncio.gather(*streams)
        await asyncio.gather(*writers)
    return [names for names in ended if "meta" in names], acknowledged


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_acknowledged_is_lost_and_streams_end_honestly(
    slow_model: ModelServer, library: Library, tmp_path: Path, how: signal.Signals
) -> None:
    with process(library, tmp_path, slow_model.url, lead_seconds=60) as (address, served):
        streams, acknowledged = asyncio.run(_load(address, lambda: served.send_signal(how)))
        served.wait(30)
    assert len(streams) >= STREAMS // 2
    assert how is signal.SIGKILL or all(names[-1] in {"done", "error"} for names in streams)
    assert len(acknowledged) > WRITERS
    assert "Traceback" not in (tmp_path / "stderr").read_text()
    again = tmp_path / "again"
    again.mkdir()
    for part in tmp_path.glob("cases.db*"):
        part.rename(again / part.name)
    with process(library, again) as (address, _):
        found = [httpx.get(f"{address}/v1/cases/{case}").status_code for case in acknowledged]
    assert found == [200] * len(acknowledged)
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]
