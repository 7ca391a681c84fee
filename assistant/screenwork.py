"""Pictures for people: read one at a time, sealed, kept for the next message of a conversation only where that is asked for.

Front ends call this.
"""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.conversations import LOCAL, Conversation
from assistant.drafting.pictured import pictured_facts, pictured_slots
from assistant.errors import Busy
from assistant.pipeline import Assistant
from assistant.screenshots import Screenshot, read_screenshot
from assistant.screenshots.reader import RapidReader, Reader
from assistant.screenshots.screenshot import SECONDS

WAITING = 4
"""Pictures that may wait while one is read; more are told to come back."""
RETRY_SECONDS = 15
KEPT = 4
"""Pictures that a conversation holds for its next message; the oldest goes."""


@dataclass(frozen=True, slots=True)
class ScreenshotReply:
    """A picture as it may be shown. ``slots``: name → value; ``conversation_id`` and ``picture_id`` only where it was kept."""

    screenshot: Screenshot
    slots: dict[str, str]
    conversation_id: str = ""
    picture_id: str = ""


class Screenwork:
    """Reads pictures on an assistant, one at a time; ``waiting`` more may queue. OCR is loaded with the first one."""

    def __init__(self, assistant: Assistant, reader: Reader | None = None, *, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self._assistant, self._reader = assistant, reader or RapidReader()
        self._waiting, self._seconds = waiting, seconds
        self._worker = ThreadPoolExecutor(1, "screenshot")
        self._inside = 0

    async def read(self, data: bytes, *, owner: str = LOCAL, conversation_id: str | None = None) -> ScreenshotReply:
        """Read and seal a picture. Without ``conversation_id`` nothing of it is kept.

        With one (empty for a new conversation), its sealed text waits there for the next message, in memory. Raises
        ``Busy``, ``TooSlow``, ``InputError`` for what is no picture to read, and ``GuardError`` when reading or sealing fails.
        """
        conversations = self._assistant.conversations
        keep = conversation_id is not None
        conversation = conversations.open(conversation_id, owner) if keep else Conversation("screenshot", owner)
        screenshot = await self._in_turn(data, conversation)
        slots = await asyncio.to_thread(self._slots, screenshot, conversation)
        if not keep:
            return ScreenshotReply(screenshot, slots)
        picture_id = secrets.token_urlsafe(9)
        conversation.pictures[picture_id] = screenshot.masked
        while len(conversation.pictures) > KEPT:
            conversation.pictures.pop(next(iter(conversation.pictures)))
        return ScreenshotReply(screenshot, slots, conversation.id, picture_id)

    def drop(self, conversation_id: str, picture_id: str, owner: str = LOCAL) -> None:
        """Forget a picture that waits for a message; one that is not there is forgotten already."""
        conversation = self._assistant.conversations.find(conversation_id, owner)
        if conversation is not None:
            conversation.pictures.pop(picture_id, None)

    async def _in_turn(self, data: bytes, conversation: Conversation) -> Screenshot:
        if self._inside > self._waiting:
            detail = f"{self._inside} pictures are being read or waiting; try again in {RETRY_SECONDS} seconds"
            raise Busy(detail, RETRY_SECONDS)
        self._inside += 1
        loop = asyncio.get_running_loop()
        guard, vault = self._assistant.guard, conversation.vault
        work: Future[Screenshot] = self._worker.submit(read_screenshot, data, self._reader, guard, vault, seconds=self._seconds)
        # The place is given back when the work ends, not when its caller goes: a thread cannot be stopped.
        work.add_done_callback(lambda _: loop.call_soon_threadsafe(self._leave) if not loop.is_closed() else None)
        return await asyncio.wrap_future(work)

    def _leave(self) -> None:
        self._inside -= 1

    def _slots(self, screenshot: Screenshot, conversation: Conversation) -> dict[str, str]:
        library, original = self._assistant.library, conversation.vault.original
        facts = pictured_facts(
            [screenshot.masked.text], library.glossary, datetime.now(UTC), original=original, codes=library.codes.find_codes
        )
        found = pictured_slots(facts).as_dict()
        return {name: self._assistant.release(value, conversation.vault, own_words=True) for name, value in found.items()}
