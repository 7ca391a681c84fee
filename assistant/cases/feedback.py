"""Thumbs on answers, kept on this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, insert, select

from assistant.cases import tables as t
from assistant.cases.check import check_text
from assistant.cases.cipher import Cipher
from assistant.cases.database import Database
from assistant.errors import InputError

Verdict = Literal["up", "down"]
LONGEST_COMMENT = 4_000
LAST_TURN = 1_000_000


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody thought of a turn. ``turn`` counts from 0; ``comment`` is sealed."""

    conversation_id: str
    turn: int
    verdict: Verdict
    comment: str
    at: datetime


class FeedbackLog:
    """Every thumb with its comment; the last one on a turn counts."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database, self._cipher, self._clock = database, cipher, clock

    def record(self, owner: str, conversation_id: str, turn: int, verdict: Verdict, comment: str = "") -> Feedback:
        """Keep a thumb; raises ``InputError`` for a turn or a verdict that cannot be."""
        if not owner or not conversation_id or turn < 0 or verdict not in {"up", "down"} or turn > LAST_TURN:
            raise InputError(f"feedback needs an owner, a conversation, a turn from 0 to {LAST_TURN}, and up or down")
        check_text(conversation_id, "conversation", 100)
        check_text(comment, "comment", LONGEST_COMMENT)
        given = Feedback(conversation_id, turn, verdict, comment, self._clock())
        about = (t.feedback.c.owner == owner) & (t.feedback.c.conversation_id == conversation_id) & (t.feedback.c.turn == turn)
        with self._database.writing() as connection:
            connection.execute(delete(t.feedback).where(about))
            row = {name: getattr(given, name) for name in Feedback.__slots__}
            connection.execute(insert(t.feedback).values({**row, "owner": owner, "comment": self._cipher.hide(comment)}))
        return given

    def all(self, owner: str) -> tuple[Feedback, ...]:
        """The owner's thumbs, oldest first."""
        query = select(t.feedback).where(t.feedback.c.owner == owner).order_by(t.feedback.c.at)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(Feedback(r.conversation_id, r.turn, r.verdict, self._cipher.show(r.comment), r.at) for r in rows)
