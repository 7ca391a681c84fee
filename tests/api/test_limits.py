"""Bodies, time and places have limits; every reply bears an id and careful headers."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from assistant.api.app import create_app
from assistant.api.policy import Policy
from assistant.api.problems import Refused
from assistant.api.slots import Slots
from assistant.events import Event
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.pipeline import Assistant
from tests.api.served import product, serving


def _client(assistant: Assistant, policy: Policy | None = None) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=create_app(assistant, policy), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


async def test_a_large_body_is_refused_declared_or_not(library: Library, guard: Guard) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"z" * 65_536

    with serving(product(library, guard)) as url:
        async with httpx.AsyncClient(base_url=url) as client:
            for path in ("/v1/chat", "/v1/chat/completions"):
                declared = await client.post(path, content=b"z" * 1_000_001, headers={"Content-Type": "application/json"})
                assert declared.status_code == 413
                with suppress(httpx.NetworkError):  # the server may hang up on what it does not read
                    streamed = await client.post(path, content=pieces(), headers={"Content-Type": "application/json"})
                    assert streamed.status_code == 413
                assert "zz" not in declared.text
            upload = await client.post("/v1/chat", content=b"z" * 11_000_001, headers={"Content-Type": "multipart/form-data; boundary=b"})
            assert upload.status_code == 413
    assert declared.json()["error"]["type"] == "invalid_request_error"


async def test_a_body_that_dawdles_is_given_up(library: Library, guard: Guard) -> None:
    with serving(product(library, guard), Policy(body_seconds=0.5)) as url:
        host, port = url.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"POST /v1/redact HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
        begun = time.monotonic()
        status = await asyncio.wait_for(reader.readline(), 5)
        writer.close()
    assert b"408" in status
    assert time.monotonic() - begun < 3


async def test_a_reply_that_takes_too_long_is_a_504(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    async def forever(*_: object, **__: object) -> AsyncIterator[object]:
        await asyncio.sleep(60)
        yield None

    monkeypatch.setattr(Assistant, "stream", forever)
    async with _client(assistant, Policy(reply_seconds=0.2)) as client:
        reply = await client.post("/v1/chat", json={"message": "hello"})
    assert reply.status_code == 504
    assert reply.headers["content-type"] == "application/problem+json"


async def test_more_conversations_than_places_and_queue_are_told_to_come_back(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()
    real = Assistant.stream

    async def slow(*given: Any, **named: Any) -> AsyncIterator[Event]:
        await begun.wait()
        async for event in real(*given, **named):
            yield event

    monkeypatch.setattr(Assistant, "stream", slow)
    async with _client(assistant, Policy(chats_at_once=1, chats_waiting=1)) as client:
        asked = [asyncio.create_task(client.post("/v1/chat", json={"message": "提币一直显示处理中"})) for _ in range(2)]
        await asyncio.sleep(0.1)
        for path, body in (
            ("/v1/chat", {"message": "hi"}),
            ("/v1/chat", {"message": "hi", "stream": True}),
            ("/v1/chat/completions", {"messages": [{"role": "user", "content": "hi"}]}),
        ):
            refused = await client.post(path, json=body)
            assert refused.status_code == 429
            assert int(refused.headers["Retry-After"]) > 0
        begun.set()
        assert [r.status_code for r in await asyncio.gather(*asked)] == [200, 200]
        assert (await client.post("/v1/chat", json={"message": "提币一直显示处理中", "stream": True})).status_code == 200
        assert (await client.post("/v1/chat", json={"message": "提币一直显示处理中"})).status_code == 200
        metrics = (await client.get("/metrics")).text
    assert 'assistant_chats{state="running"} 0.0' in metrics


async def test_a_place_is_given_back_however_the_turn_ends() -> None:
    slots = Slots(1, 1)
    first, second = slots.enter(), slots.enter()
    with pytest.raises(Refused):
        slots.enter()
    await first.turn()
    waiting = asyncio.create_task(second.turn())
    await asyncio.sleep(0)
    assert (slots.running, slots.waiting) == (1, 1)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    second.leave()
    first.leave()
    first.leave()
    assert (slots.running, slots.waiting) == (0, 0)
    with slots.enter() as third:
        await third.turn()
    assert slots.inside == 0
    with pytest.raises(ValueError, match="at_once"):
        Slots(0, 1)


async def test_every_reply_bears_an_id_and_careful_headers(assistant: Assistant) -> None:
    async with _client(assistant) as client:
        for reply in (
            await client.get("/health", headers={"X-Request-ID": "abc-1"}),
            await client.post("/v1/chat", json={}, headers={"X-Request-ID": "abc-1"}),
            await client.get("/nowhere", headers={"X-Request-ID": "abc-1"}),
            await client.get("/health", headers={"Host": "evil.example", "X-Request-ID": "abc-1"}),
        ):
            assert reply.headers["X-Request-ID"] == "abc-1"
            assert reply.headers["X-Content-Type-Options"] == "nosniff"
            assert reply.headers["Referrer-Policy"] == "no-referrer"
            assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
            assert "camera=()" in reply.headers["Permissions-Policy"]
        made = {(await client.get("/health", headers={"X-Request-ID": given})).headers["X-Request-ID"] for given in ("", "a b", "x" * 65)}
        assert len(made) == 3
        assert (await client.post("/v1/redact", json={"text": "hi"})).headers["Cache-Control"] == "no-store"


async def test_what_nobody_expected_is_a_problem_that_tells_nothing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the message was zebra")

    monkeypatch.setattr(Assistant, "redact", fail)
    async with _client(assistant) as client:
        reply = await client.post("/v1/redact", json={"text": "zebra"})
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert "zebra" not in reply.text
    assert reply.headers["X-Request-ID"]


async def test_a_websocket_is_refused(library: Library, guard: Guard) -> None:
    with serving(product(library, guard)) as url:
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=5) as sock:
            sock.sendall(
                f"GET / HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            assert b" 403 " in sock.recv(200).split(b"\r\n")[0]
