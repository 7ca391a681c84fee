"""Pictures for people: read one at a time, sealed, kept for the next message of a conversation only where that is asked for.

Front ends call this.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.conversations import LOCAL, Conversation
from assistant.drafting.pictured import pictured_facts, pictured_slots
from assistant.errors import Busy, PictureForgotten
from assistant.guardrails import Vault
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.pipeline import Assistant
from assistant.screenshots import Screenshot, read_screenshot
from assistant.screenshots.reader import RapidReader, Reader
from assistant.screenshots.screenshot import SECONDS
from assistant.types import Sealed

WAITING = 4
"""Pictures that may wait while one is read; more are told to come back."""
RETRY_SECONDS = 15
HELD_SECONDS = 900.0
MOST_HELD = 20
"""How long, and how many, pictures are held that their owners look at before they go along; the oldest goes."""


@dataclass(frozen=True, slots=True)
class ScreenshotReply:
    """A picture as it may be shown. ``slots``: name → value; ``conversation_id`` and ``picture_id`` only where it was kept."""

    screenshot: Screenshot
    slots: dict[str, str]
    conversation_id: str = ""
    picture_id: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """A picture that was read and that its owner has not yet said what to do with."""

    owner: str
    reply: ScreenshotReply
    conversation: Conversation
    at: float


class Screenwork:
    """Reads pictures on an assistant, one at a time; ``waiting`` more may queue. OCR is loaded with the first one."""

    def __init__(self, assistant: Assistant, reader: Reader | None = None, *, waiting: int = WAITING, seconds: float = SECONDS) -> None:
        self._assistant, self._reader = assistant, reader or RapidReader()
        self._waiting, self._seconds = waiting, seconds
        self._worker = ThreadPoolExecutor(1, "screenshot")
        self._inside = 0
        self._held: dict[str, _Held] = {}

    async def read(self, data: bytes, *, owner: str = LOCAL, conversation_id: str | None = None) -> ScreenshotReply:
        """Read and seal a picture. Without ``conversation_id`` nothing of it is kept.

        With one (empty for a new conversation), its sealed text waits there for the next message, in memory. Raises
        ``Busy``, ``TooSlow``, ``InputError`` for what is no picture to read, and ``GuardError`` when reading or sealing fails.
        """
        conversations = self._assistant.conversations
        keep = conversation_id is not None
        conversation = conversations.open(conversation_id, owner) if keep else Conversation("screenshot", owner)
        reply = await self._read(data, conversation)
        if not keep:
            return reply
        return replace(reply, conversation_id=conversation.id, picture_id=conversation.keep_picture(reply.screenshot.masked))

    async def hold(self, data: bytes, owner: str = LOCAL) -> str:
        """Read a picture and hold it, in memory, until its owner has looked at it; gives a token for ``held`` and ``adopt``."""
        conversation = Conversation("screenshot", owner)
        reply = await self._read(data, conversation)
        now = time.monotonic()
        self._held = {t: h for t, h in self._held.items() if now - h.at < HELD_SECONDS}
        while len(self._held) >= MOST_HELD:
            self._held.pop(next(iter(self._held)))
        token = secrets.token_urlsafe(12)
        self._held[token] = _Held(owner, reply, conversation, now)
        return token

    def held(self, token: str, owner: str = LOCAL) -> ScreenshotReply:
        """The picture behind a token. Raises ``PictureForgotten`` where it is no longer there, or another's."""
        return self._find(token, owner).reply

    def adopt(self, token: str, conversation_id: str, owner: str = LOCAL) -> tuple[str, str]:
        """Let a held picture wait in a conversation for its next message; gives the ids of conversation and picture.

        Of the picture itself nothing is left. Raises ``PictureForgotten`` like ``held``.
        """
        held = self._find(token, owner)
        conversation = self._assistant.conversations.open(conversation_id, owner)
        del self._held[token]
        moved = _moved(held.reply.screenshot.masked, held.conversation.vault, conversation.vault)
        return conversation.id, conversation.keep_picture(moved)

    def leave_out(self, pictures: Sequence[str], conversation_id: str, owner: str = LOCAL) -> None:
        """Let screenshots that wait in a conversation go after all; one that is no longer there is no error."""
        conversation = self._assistant.conversations.find(conversation_id, owner)
        if conversation is not None:
            conversation.taken(pictures)

    def forget(self, token: str, owner: str = LOCAL) -> None:
        """Let go of a held picture."""
        if (held := self._held.get(token)) is not None and held.owner == owner:
            del self._held[token]

    def _find(self, token: str, owner: str) -> _Held:
        held = self._held.get(token)
        if held is None or held.owner != owner or time.monotonic() - held.at > HELD_SECONDS:
            raise PictureForgotten("this screenshot is no longer there: send it again")
        return held

    async def _read(self, data: bytes, conversation: Conversation) -> ScreenshotReply:
        screenshot = await self._in_turn(data, conversation)
        return ScreenshotReply(screenshot, await asyncio.to_thread(self._slots, screenshot, conversation))

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


def _moved(sealed: Sealed, old: Vault, new: Vault) -> Sealed:
    """``sealed`` with the placeholders of another vault. A secret's value is nowhere, so it gets a number of its own."""
    marks: dict[str, str] = {}
    for finding in sealed.findings:
        if finding.placeholder and finding.placeholder not in marks:
            known = old.original(finding.placeholder)
            value = known[2] if known and known[2] else secrets.token_hex(16)
            marks[finding.placeholder] = new.keep(finding.kind, finding.cls, value)
    text = PLACEHOLDER.sub(lambda m: marks.get(m.group(), m.group()), sealed.text)
    return Sealed(text, tuple(replace(f, placeholder=marks.get(f.placeholder, "")) for f in sealed.findings))
