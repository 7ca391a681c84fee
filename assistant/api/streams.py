"""Server-sent events that end well: when the reader leaves, when the server stops, when something fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Any, TypeVar

import anyio
import structlog
from fastapi import Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from assistant.api.policy import Policy
from assistant.api.problems import UNEXPECTED, Refused, describe
from assistant.api.slots import Place
from assistant.errors import AssistantError

T = TypeVar("T")
SEND_SECONDS = 30
STOPPING = "The server is being stopped, so the reply was broken off; send the message again shortly."
TOO_SLOW = "The reply took too long; send the message again or ask for a stream."
log = structlog.get_logger()
_END, _STOP = object(), object()


class EventStream(EventSourceResponse):
    """Sends ``events`` and gives ``place`` back when they end, however they end.

    ``stopping`` is set when the server is told to stop; the events may then go on for ``policy.grace_seconds``.
    """

    def __init__(self, events: AsyncIterator[ServerSentEvent], place: Place, stopping: anyio.Event, policy: Policy) -> None:
        super().__init__(
            events,
            ping=policy.ping_seconds,
            sep="\n",
            send_timeout=SEND_SECONDS,
            shutdown_event=stopping,
            shutdown_grace_period=policy.grace_seconds + 1,
            headers={"Cache-Control": "no-store"},
        )
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send."""
        try:
            await super().__call__(scope, receive, send)
        except SendTimeoutError:
            log.info("stream", ended="the reader stopped reading")
        finally:
            self._place.leave()


async def held(items: AsyncIterator[T], place: Place, stopping: anyio.Event, grace: float) -> AsyncIterator[T]:
    """``items`` once it is this turn's ``turn``; raises ``Refused`` (503) ``grace`` seconds after ``stopping``.

    One task makes them all, so that closing this iterator cancels whatever it waits for: a model's stream, too.
    """
    queue: asyncio.Queue[Any] = asyncio.Queue()

    async def produce() -> None:
        try:
            await place.turn()
            async with aclosing(items) as made:  # type: ignore[type-var]
                async for item in made:
                    place.began()
                    queue.put_nowait(item)
        finally:
            queue.put_nowait(_END)

    async def stop() -> None:
        await stopping.wait()
        await asyncio.sleep(grace)
        queue.put_nowait(_STOP)

    tasks = [asyncio.create_task(produce()), asyncio.create_task(stop())]
    try:
        while (item := await queue.get()) is not _END:
            if item is _STOP:
                raise Refused(503, "Stopping", STOPPING)
            yield item
        await tasks[0]
    finally:
        await _ended(*tasks)


async def _ended(*tasks: asyncio.Future[Any]) -> None:
    """Cancel, and again: a client library that is cleaning up may swallow one cancellation and read on."""
    with anyio.CancelScope(shield=True):
        pending = set(tasks)
        while pending:
            for task in pending:
                task.cancel()
            _, pending = await asyncio.wait(pending, timeout=0.5)
            if pending:
                log.info("stream", ended="a cancellation was swallowed", left=len(pending))


def failure(error: Exception) -> tuple[int, str, str]:
    """How a stream that has begun says what went wrong: status, title, detail."""
    if isinstance(error, AssistantError | HTTPException):
        return describe(error)
    # No traceback: its frames hold the message.
    log.error("unexpected", error=type(error).__name__)
    return 500, "Failed", UNEXPECTED


async def while_connected(request: Request, work: Awaitable[T], seconds: float) -> T:
    """The result of ``work``, which is cancelled when the caller leaves or ``seconds`` are over (``Refused``, 504)."""
    task = asyncio.ensure_future(work)
    gone = asyncio.create_task(_gone(request))
    try:
        done, _ = await asyncio.wait({task, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if task in done:
            return task.result()
        if gone in done:
            raise Refused(499, "Caller gone", "the caller left before the reply")
        raise Refused(504, "Too slow", TOO_SLOW)
    finally:
        await _ended(task, gone)


async def in_time(work: Callable[[], Awaitable[T]], seconds: float) -> T:
    """The result of ``work``, whether or not the caller stays; raises ``Refused`` (504) when ``seconds`` are over."""
    try:
        async with asyncio.timeout(seconds) as limit:
            return await work()
    except TimeoutError:
        if not limit.expired():
            raise
        raise Refused(504, "Too slow", TOO_SLOW) from None


async def last(items: AsyncIterator[T], place: Place) -> T:
    """The last of ``items``, once it is this turn's ``turn``."""
    await place.turn()
    found = None
    async with aclosing(items) as made:  # type: ignore[type-var]
        async for item in made:
            place.began()
            found = item
    assert found is not None
    return found


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
