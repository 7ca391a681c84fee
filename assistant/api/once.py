"""``Idempotency-Key``: a call that is sent again gets the reply of the first, for a while."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Header

from assistant.api.problems import Refused

SECONDS = 600.0
LIMIT = 1000
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="The same key with the same body gives the same reply for 10 minutes; with another body 422. Not for streams.",
    ),
]


@dataclass(frozen=True, slots=True)
class _First:
    """The first call with a key: a hash of its body, and its reply, there or to come."""

    digest: bytes
    reply: asyncio.Task[Any]
    at: float


class Once:
    """Remembers at most ``limit`` replies for ``seconds``, in memory, each for its owner and call only.

    A call that failed is forgotten, so that it can be tried again.
    """

    def __init__(self, seconds: float = SECONDS, limit: int = LIMIT, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._limit, self._clock = seconds, limit, clock
        # A body may hold a secret: its hash is keyed and never leaves the memory.
        self._key = secrets.token_bytes(32)
        self._first: OrderedDict[tuple[str, str, str], _First] = OrderedDict()

    async def run(self, owner: str, call: str, key: str, body: str, work: Callable[[], Awaitable[Any]]) -> Any:
        """The reply of ``work``, or that of the first call; raises ``Refused`` (422) when the body is another.

        The work goes on when the caller leaves: who comes back with the key finds its reply.
        """
        self._forget()
        name = (owner, call, key)
        digest = hashlib.blake2b(body.encode("utf-8", "surrogatepass"), key=self._key).digest()
        first = self._first.get(name)
        if first is None:
            task = asyncio.ensure_future(_awaited(work))
            first = self._first[name] = _First(digest, task, self._clock())
            task.add_done_callback(lambda done: self._drop_failed(name, done))
        elif first.digest != digest:
            raise Refused(422, "Key used before", "this Idempotency-Key came with another body; take a new key for a new call")
        return await asyncio.shield(first.reply)

    def _drop_failed(self, name: tuple[str, str, str], done: asyncio.Task[Any]) -> None:
        if done.cancelled() or done.exception() is not None:
            self._first.pop(name, None)

    def _forget(self) -> None:
        now = self._clock()
        while self._first:
            oldest = next(iter(self._first.values()))
            if len(self._first) < self._limit and now - oldest.at < self._seconds:
                return
            self._first.popitem(last=False)


async def _awaited(work: Callable[[], Awaitable[Any]]) -> Any:
    return await work()
