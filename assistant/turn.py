"""What a turn knows: the problems of a message with what was found for each, and what has been said so far."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Concatenate, Literal, ParamSpec, TypeVar

from opentelemetry.trace import Span

from assistant.answering.decide import Decision
from assistant.answering.headway import NO_HEADWAY, Headway
from assistant.answering.pointing import Pointed
from assistant.conversations import Conversation, Turn
from assistant.corpus.document import Document
from assistant.events import Done, Event
from assistant.languages import Pack
from assistant.retrieval.retriever import Found
from assistant.strangers.sent import Stranger
from assistant.triage.alarms import sounds_desperate
from assistant.types import Outcome, Passage, Reply, Sealed, Triage

P = ParamSpec("P")
T = TypeVar("T")
PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a message. ``query`` is what was searched for; ``found`` is ``None`` where there is no index.

    ``document`` decides: of what is answered, refused or redirected, and the nearest where a question is asked back.
    ``again``: the turn before was about the same document. ``carried``: its alarm is the one of the turn before. ``remark``: how it
    goes on where nothing is asked, as in ``follow_up.Goes``; else empty. ``pointed``: the sentences of the document that the message
    points at or comes nearest to, where it was read before, ``headway`` how far it says to have come with its steps. ``corrected``: the message says that the one before was misread.
    ``opening`` stands before the answer.
    """

    text: str
    query: str
    found: Found | None
    decision: Decision
    document: Document | None
    triage: Triage
    again: bool = False
    remark: str = ""
    carried: bool = False
    pointed: tuple[Pointed, ...] = ()
    corrected: bool = False
    headway: Headway = NO_HEADWAY
    opening: str = ""


@dataclass(slots=True)
class TurnState:
    """What a turn has gathered so far, sealed. ``problems`` has one at least, the most urgent first.

    ``stranger`` is set where a stranger's text is judged; then the model is not asked. ``noted`` is what is said to a message
    that only handed over what was asked for.
    """

    conversation: Conversation
    sealed: Sealed
    pack: Pack
    problems: tuple[Problem, ...]
    triage: Triage
    turn: Span | None = None
    stranger: Stranger | None = None
    noted: str = ""
    said: str = ""
    model: str = "extractive"
    warnings: tuple[str, ...] = ()
    letter: Literal["", "alone", "beside", "changed", "wished", "early"] = ""
    """Whether the message asks for the letter, alone or beside what it is about, for one that stands to be changed, for a change that
    cannot be made yet, or for the letter before there is anything to write."""
    said_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When the message came: what it counts its times from."""

    @property
    def first(self) -> Problem:
        """The only problem, or the most urgent."""
        return self.problems[0]

    @property
    def shows_letter(self) -> bool:
        """Whether the letter stands in the reply."""
        return self.letter not in ("", "wished", "early")

    def abstain(self) -> None:
        """There is no answer after all; what is near may still be offered."""
        choices = self.first.decision.choices
        self.problems = (replace(self.first, decision=Decision(Outcome.ABSTAINED, "", choices)), *self.problems[1:])

    @property
    def is_desperate(self) -> bool:
        """Whether the person, not a stranger whose text is shown, says that he may not want to live."""
        return self.stranger is None and sounds_desperate(self.sealed.text)

    def answer(self) -> None:
        """What was asked for stands in the reply."""
        self.problems = (replace(self.first, decision=replace(self.first.decision, outcome=Outcome.ANSWERED)), *self.problems[1:])

    def ask(self) -> None:
        """The person is asked on; nothing is answered yet."""
        self.problems = (replace(self.first, decision=Decision(Outcome.ASKED, "", ())), *self.problems[1:])

    def record(self, *, stopped: bool = False) -> Turn:
        """What the conversation keeps of the turn, as far as it has come."""
        shown = tuple(p.text for p in self.sealed.pictures)
        found = self.first.document is not None and self.first.document.head.outcome is Outcome.ANSWERED
        query = self.first.query if found and (self.noted or self.outcome is Outcome.ANSWERED) else ""
        verdict = self.stranger.verdict if self.stranger else ""
        alarm = self.triage.alarm
        offered = self.first.decision.choices if self.outcome in (Outcome.ASKED, Outcome.ABSTAINED) else ()
        said = (self.sealed.text, self.said, self.triage.topic, self.outcome, self.pack.code, shown, stopped)
        return Turn(*said, query, alarm, verdict, offered, self.said_at, self.letter)

    @property
    def outcome(self) -> Outcome:
        """How the turn ends: answered where any part of it is."""
        outcomes = [p.decision.outcome for p in self.problems]
        return Outcome.ANSWERED if Outcome.ANSWERED in outcomes else outcomes[0]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The best passages of every problem, each subject once, the problems taking turns."""
        found = [p.found.passages for p in self.problems if p.found]
        best = {p.document_id: p for p in _in_turns(found)}
        return tuple(best.values())[: max(PASSAGES, len(self.problems))]


def at_once(stream: Callable[Concatenate[T, P], AsyncIterator[Event]]) -> Callable[Concatenate[T, P], Awaitable[Reply]]:
    """A method that takes what the method ``stream`` takes and gives the reply at its end."""

    async def reply(self: T, /, *args: P.args, **kwargs: P.kwargs) -> Reply:
        last: Event | None = None
        async for event in stream(self, *args, **kwargs):
            last = event
        assert isinstance(last, Done)
        return last.reply

    return reply


def _in_turns(lists: list[tuple[Passage, ...]]) -> Iterable[Passage]:
    for rank in range(max(map(len, lists), default=0)):
        yield from (passages[rank] for passages in lists if rank < len(passages))
