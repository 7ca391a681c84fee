"""Conversations in memory: the vault and the sealed turns of each, forgotten after a while without use."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock

from assistant.errors import PictureForgotten
from assistant.guardrails import Vault
from assistant.types import Outcome, Sealed

LOCAL = "local"
"""The owner of what is said where no key is needed."""
_MEMORY = 4  # turns
MOST_PICTURES = 4
"""Screenshots that a conversation holds for its next message; the oldest goes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange, sealed. ``pictures``: the texts of screenshots that came with the question.

    ``query`` is what was searched for where that found what the person is talking about; else it is empty.
    ``alarm`` is what made it critical, ``verdict`` what was said of a stranger's text; both empty where there was none.
    ``choices`` are the subjects that were offered where it asked back. One that was ``stopped`` was left by its reader before its end; ``reply`` is what had been said by then.
    ``said_at``, aware, is when the person said it: what "40 minutes ago" is counted from. Like the turn, it is in memory only.
    ``letter`` says how the message asked for the letter to support: ``alone``, ``beside`` a problem, for it to be ``changed``, for a change that cannot be made
    (``wished``), ``early``, before there was one; else it is empty.
    """

    question: str
    reply: str
    topic: str
    outcome: Outcome
    language: str
    pictures: tuple[str, ...] = ()
    stopped: bool = False
    query: str = ""
    alarm: str = ""
    verdict: str = ""
    choices: tuple[str, ...] = ()
    said_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    letter: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What the person gave: the question and the texts of its pictures."""
        return (self.question, *self.pictures)


@dataclass(slots=True)
class Conversation:
    """One person's conversation. ``vault`` is memory only; ``owner`` is who alone may go on with it.

    Of a ``temporary`` one nothing is written anywhere: no case, no thumb, no unanswered question. ``given`` and ``later`` are
    ids of evidence that was handed over, and that its owner does not have; the next message is about ``handing``.
    ``anew``: it stands for one that is forgotten, which nobody was told yet.
    """

    id: str
    owner: str = LOCAL
    vault: Vault = field(default_factory=Vault)
    turns: list[Turn] = field(default_factory=list)
    used: float = 0.0
    temporary: bool = False
    given: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    handing: str = ""
    anew: bool = False
    pictures: dict[str, Sealed] = field(default_factory=dict)
    """Screenshots that wait for the next message, sealed, by their ids."""

    @property
    def subject(self) -> Turn | None:
        """The last turn that found what the person is talking about, if it was not long ago."""
        return next((turn for turn in self.turns[: -_MEMORY - 1 : -1] if turn.query and turn.topic), None)

    def waiting(self, ids: Sequence[str]) -> tuple[Sealed, ...]:
        """The screenshots with these ids, which go on waiting. Raises ``PictureForgotten`` where one is not there."""
        if any(i not in self.pictures for i in ids):
            raise PictureForgotten("a screenshot of this message is no longer there: send it again")
        return tuple(self.pictures[i] for i in dict.fromkeys(ids))

    def taken(self, ids: Sequence[str]) -> None:
        """These screenshots went along with a message and wait no longer."""
        for i in ids:
            self.pictures.pop(i, None)

    def keep_picture(self, sealed: Sealed) -> str:
        """Let a screenshot's sealed text wait for the next message; gives its id. The oldest of too many goes."""
        picture_id = secrets.token_urlsafe(9)
        self.pictures[picture_id] = sealed
        while len(self.pictures) > MOST_PICTURES:
            self.pictures.pop(next(iter(self.pictures)))
        return picture_id

    def asked_anew(self, question: str) -> None:
        """Forget the last exchange where it was stopped and its question is asked again."""
        if self.turns and self.turns[-1].stopped and self.turns[-1].question == question:
            self.turns.pop()


class Conversations:
    """At most ``limit`` conversations, each kept ``idle_seconds`` after its last use."""

    def __init__(self, limit: int = 2000, idle_seconds: float = 12 * 3600, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit, self._idle, self._clock = limit, idle_seconds, clock
        self._all: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = Lock()

    def open(self, conversation_id: str | None = None, owner: str = LOCAL, *, temporary: bool = False) -> Conversation:
        """The owner's conversation with this id, or a new one.

        An unknown id is not an error: its conversation was forgotten, and the new one is marked so. Another owner's is unknown too.
        """
        with self._lock:
            self._forget()
            found = self._all.get(conversation_id) if conversation_id else None
            if found is None or found.owner != owner:
                found = Conversation(secrets.token_urlsafe(12), owner, temporary=temporary, anew=bool(conversation_id))
            self._all.pop(found.id, None)
            found.used = self._clock()
            self._all[found.id] = found
            return found

    def find(self, conversation_id: str, owner: str = LOCAL) -> Conversation | None:
        """The owner's conversation with this id, if it is still remembered."""
        with self._lock:
            found = self._all.get(conversation_id)
            return found if found is not None and found.owner == owner else None

    def close(self, conversation_id: str) -> bool:
        """Forget at once; False when there was none."""
        with self._lock:
            return self._all.pop(conversation_id, None) is not None

    def _forget(self) -> None:
        now = self._clock()
        while self._all:
            oldest = next(iter(self._all.values()))
            if len(self._all) < self._limit and now - oldest.used < self._idle:
                return
            self._all.popitem(last=False)
