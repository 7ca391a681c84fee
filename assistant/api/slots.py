"""Places for turns under way: so many at once, so many waiting, then 429."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Self

from assistant.api.problems import Refused

RETRY_SECONDS = 10
BEGINNING = 2
"""Turns that may be sealed and searched for at once: that is work for the processor, and a lone search must not wait behind 200."""


class Slots:
    """Turns under way. Raises ``ValueError`` unless there is at least one place."""

    def __init__(self, at_once: int, waiting: int) -> None:
        if at_once < 1 or waiting < 0:
            raise ValueError(f"at_once must be at least 1 and waiting at least 0. Currently, they are {at_once} and {waiting}")
        self._free = asyncio.Semaphore(at_once)
        self._begin = asyncio.Semaphore(BEGINNING)
        self._room = at_once + waiting
        self.running = 0
        self.inside = 0

    @property
    def waiting(self) -> int:
        """Turns that wait for a place."""
        return self.inside - self.running

    def enter(self) -> Place:
        """A place in the queue, at once; raises ``Refused`` (429) when the queue is full."""
        if self.inside >= self._room:
            detail = f"{self.inside} conversations are being answered or waiting; try again in {RETRY_SECONDS} seconds"
            raise Refused(429, "Too busy", detail, {"Retry-After": str(RETRY_SECONDS)})
        return Place(self)


class Place:
    """One turn's place, from ``enter`` by ``turn`` and ``began`` until ``leave``; as a context manager it leaves by itself."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._inside, self._runs, self._begins = True, False, False
        slots.inside += 1

    async def turn(self) -> None:
        """Wait until it is this one's turn."""
        await self._slots._free.acquire()
        self._runs = True
        self._slots.running += 1
        await self._slots._begin.acquire()
        self._begins = True

    def began(self) -> None:
        """The turn's first event is there: from now on it mostly waits for the model. A second time does nothing."""
        if self._begins:
            self._slots._begin.release()
        self._begins = False

    def leave(self) -> None:
        """Give the place back; a second time does nothing."""
        self.began()
        if self._runs:
            self._slots._free.release()
            self._slots.running -= 1
        if self._inside:
            self._slots.inside -= 1
        self._inside = self._runs = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.leave()
