"""Two hundred open streams against a slow model, while search goes on."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import quantiles

import httpx
import pytest

from assistant.library import Library
from tests.api.served import process
from tests.model_server import ModelServer, running

STREAMS = 200
SEARCHES = 40
QUESTION = "my withdrawal has been processing since last night"
SEARCH_P95 = 2.0
"""Seconds; the machine of a test run is shared, so this is a bound against collapse, not a promise."""


async def _searches(client: httpx.AsyncClient, many: int = SEARCHES) -> list[float]:
    took = []
    for number in range(many):
        begun = time.perf_counter()
        reply = await client.post("/v1/search", json={"query": f"withdrawal {number} still under review"})
        reply.raise_for_status()
        took.append(time.perf_counter() - begun)
    return took


async def _hold(client: httpx.AsyncClient, begun: list[float]) -> None:
    asked = time.perf_counter()
    async with client.stream("POST", "/v1/chat", json={"message": QUESTION, "stream": True}) as reply:
        async for line in reply.aiter_lines():
            if line == "event: meta":
                begun.append(time.perf_counter() - asked)


async def _until(true: Callable[[], bool], seconds: float) -> float:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


def _resident(pid: int) -> float:
    """MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 1e6


def _percentiles(took: list[float]) -> str:
    cut = quantiles(took, n=20, method="inclusive")
    return f"p50 {1000 * cut[9]:.0f} ms, p95 {1000 * cut[18]:.0f} ms, worst {1000 * max(took):.0f} ms"


@pytest.mark.slow
@pytest.mark.alone
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
async def test_two_hundred_streams_are_held_while_search_goes_on(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slow = ModelServer("Your withdrawal is under review and " * 40, "slow", pause=1.0)
    with running(slow.app) as model_url, process(library, tmp_path, model_url, lead_seconds=120) as (url, served):
        limits = httpx.Limits(max_connections=STREAMS + 10)
        async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
            await _searches(client, 5)
            idle, before = await _searches(client), _resident(served.pid)
            begun: list[float] = []
            held = [asyncio.create_task(_hold(client, begun)) for _ in range(STREAMS)]
            opening = asyncio.create_task(_searches(client, 20))
            opened = await _until(lambda: slow.streams == STREAMS, 50)
            during, loaded, after = await opening, await _searches(client), _resident(served.pid)
            assert slow.streams == STREAMS
            metrics = (await client.get("/metrics")).text
            for task in held:
                task.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*held, return_exceptions=True)
            closed = await _until(lambda: slow.streams == 0, 20)
    assert f'assistant_chats{{state="running"}} {STREAMS}.0' in metrics
    lines = [
        f"\n{STREAMS} streams held, all open after {opened:.1f} s, all ended {closed:.1f} s after their readers left",
        f"first event: {_percentiles(begun)}",
        f"search idle: {_percentiles(idle)}",
        f"search while they open: {_percentiles(during)}",
        f"search while they are held: {_percentiles(loaded)}",
        f"memory: {before:.0f} MB before, {after:.0f} MB with them, {1000 * (after - before) / STREAMS:.0f} kB a stream",
    ]
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    assert quantiles(loaded, n=20, method="inclusive")[18] < SEARCH_P95
