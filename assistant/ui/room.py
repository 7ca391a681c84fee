"""Places for turns of the page: so many at once, so many waiting; who comes after that is told so and keeps the text."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Room:
    """Turns under way. Raises ``ValueError`` unless there is at least one place."""

    def __init__(self, at_once: int = 16, waiting: int = 128) -> None:
        if at_once < 1 or waiting < 0:
            raise ValueError(f"at_once must be at least 1 and waiting at least 0. Currently, they are {at_once} and {waiting}")
        self._at_once, self._waiting = at_once, waiting
        self._free = asyncio.Semaphore(at_once)
        self.inside = 0
        self._of_tab: dict[str, set[asyncio.Task[object]]] = {}

    @property
    def ahead(self) -> int:
        """How many turns one that comes now has to wait for; 0 when it can begin."""
        return max(0, self.inside + 1 - self._at_once)

    @property
    def full(self) -> bool:
        """Whether nobody may even wait."""
        return self.inside >= self._at_once + self._waiting

    @asynccontextmanager
    async def place(self, tab: str = "") -> AsyncIterator[None]:
        """Wait for a place and have it for the length of a ``with``, however that ends; ``tab`` is the browser tab that asks."""
        self.inside += 1
        task = asyncio.current_task()
        assert task is not None
        self._of_tab.setdefault(tab, set()).add(task)
        try:
            async with self._free:
                yield
        finally:
            self.inside -= 1
            self._of_tab[tab].discard(task)
            if not self._of_tab[tab]:
                del self._of_tab[tab]

    def leave(self, tab: str) -> None:
        """The tab is closed: its turns end. The framework only stops listening, and the model would go on for nobody."""
        for task in tuple(self._of_tab.get(tab, ())):
            task.cancel()
