"""An ``Idempotency-Key``: sent twice is done once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from assistant.api.app import create_app
from assistant.api.once import Once
from assistant.api.problems import Refused
from assistant.pipeline import Assistant

CHAT = {"message": "提币一直显示处理中"}
COMPLETION = {"messages": [{"role": "user", "content": "提币一直显示处理中"}]}


@pytest.fixture
async def client(assistant: Assistant) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(assistant), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as made:
        yield made


@pytest.mark.parametrize(("path", "body"), [("/v1/chat", CHAT), ("/v1/chat/completions", COMPLETION)])
async def test_the_same_call_again_gives_the_same_reply(client: httpx.AsyncClient, path: str, body: dict[str, object]) -> None:
    key = {"Idempotency-Key": "k-1"}
    first, second = await asyncio.gather(client.post(path, json=body, headers=key), client.post(path, json=body, headers=key))
    third = await client.post(path, json=body, headers=key)
    assert first.json() == second.json() == third.json()
    fresh = await client.post(path, json=body, headers={"Idempotency-Key": "k-2"})
    name = "conversation_id" if path == "/v1/chat" else "id"
    assert fresh.json()[name] != first.json()[name]


async def test_the_same_key_with_another_body_is_refused(client: httpx.AsyncClient) -> None:
    key = {"Idempotency-Key": "k-1"}
    assert (await client.post("/v1/chat", json=CHAT, headers=key)).status_code == 200
    refused = await client.post("/v1/chat", json={"message": "something else happened"}, headers=key)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    # The same key on another call is another key.
    assert (await client.post("/v1/chat/completions", json=COMPLETION, headers=key)).status_code == 200
    assert (await client.post("/v1/chat", json=CHAT, headers={"Idempotency-Key": "k" * 256})).status_code == 422


async def test_a_failure_is_not_remembered_and_a_reply_is_forgotten_in_time() -> None:
    now, calls = [0.0], 0

    async def work() -> int:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise OSError
        return calls

    once = Once(seconds=10, clock=lambda: now[0])
    with pytest.raises(OSError):
        await once.run("ann", "chat", "k", "body", work)
    assert [await once.run("ann", "chat", "k", "body", work) for _ in range(2)] == [2, 2]
    assert await once.run("bob", "chat", "k", "other body", work) == 3
    with pytest.raises(Refused):
        await once.run("ann", "chat", "k", "other body", work)
    now[0] = 11
    assert await once.run("ann", "chat", "k", "other body", work) == 4


async def test_the_work_goes_on_when_the_caller_leaves_and_is_found_again() -> None:
    once, go = Once(), asyncio.Event()

    async def work() -> str:
        await go.wait()
        return "done"

    left = asyncio.create_task(once.run("ann", "chat", "k", "body", work))
    await asyncio.sleep(0)
    left.cancel()
    await asyncio.gather(left, return_exceptions=True)
    go.set()
    assert await once.run("ann", "chat", "k", "body", work) == "done"
