"""The shapes of ``/v1/cases`` and ``/v1/feedback``, and how the records become them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Literal

from pydantic import Field

from assistant.api.shapes import Language, Shape, Text, Whole
from assistant.cases import Case, CaseFile, CaseStatus, EntryKind
from assistant.cases.letters import Letter
from assistant.cases.reply import ReplyReading
from assistant.casework import Known
from assistant.types import Channel, IssueType, Urgency

Title = Field("", max_length=300, examples=["Withdrawal pending since last night"])
Conversation = Field("", max_length=64, description="The conversation that it comes from.")


class CaseRequest(Shape):
    """A new case, of a text or of what was said in a conversation."""

    text: str = Field("", description="At most 16,000 characters; empty takes the conversation.", examples=["提币待审核5个小时了"])
    conversation_id: str = Conversation
    title: str = Title
    language: Language | None = None


class EntryRequest(Shape):
    """Something to write down in a case."""

    kind: Literal["message", "draft", "note"] = "message"
    text: str = Text
    conversation_id: str = Conversation


class SentRequest(Shape):
    """What was sent to support; without a text the latest draft, else the problem as told."""

    text: str = Field("", description="At most 16,000 characters.")
    channel: Channel
    ticket_number: str = Field("", max_length=100)
    conversation_id: str = Conversation


class ReplyRequest(Shape):
    """A reply that was pasted."""

    text: str = Text
    channel: Channel | None = None
    language: Language | None = None


class ChangeRequest(Shape):
    """What to change; what is left out stays. ``remind_at`` null takes the reminder away."""

    status: CaseStatus | None = None
    title: str = Title
    remind_at: datetime | None = Field(None, examples=["2026-11-23T09:00:00+08:00"])


class SimilarRequest(Shape):
    """A message that may be about a case there is."""

    text: str = Text
    language: Language | None = None


class FeedbackRequest(Shape):
    """A thumb on an answer."""

    conversation_id: str = Field(min_length=1, max_length=64)
    turn: Whole = Field(ge=0, le=100_000, description="Counts from 0.")
    verdict: Literal["up", "down"]
    comment: str = Field("", max_length=4_000)


class FeedbackShape(Shape):
    """What was kept; the comment sealed."""

    conversation_id: str
    turn: int
    verdict: Literal["up", "down"]
    comment: str


class CaseShape(Shape):
    """A case without its entries."""

    id: str
    title: str
    issue_type: IssueType
    topic: str
    channel: Channel
    urgency: Urgency
    status: CaseStatus
    ticket_number: str
    created: datetime
    updated: datetime
    remind_at: datetime | None


class EntryShape(Shape):
    """One thing that happened in a case."""

    id: str
    kind: EntryKind
    text: str
    at: datetime
    channel: Channel | None
    ticket: str


class CaseFileShape(CaseShape):
    """A case with everything in it."""

    entries: list[EntryShape]
    identifiers: dict[str, str]


class CaseListShape(Shape):
    """Some cases, last changed first; ``next_cursor`` asks for more and is empty at the end."""

    cases: list[CaseShape]
    next_cursor: str


class LetterShape(Shape):
    """Something to send; ``notice`` is for the user, ``waiting`` what the sources say about waiting."""

    subject: str
    body: str
    notice: str
    waiting: str


class KnownShape(Shape):
    """A case about the same problem, and the follow-up to send instead of a second ticket."""

    case: CaseShape
    why: Literal["identifier", "facts", "text"]
    follow_up: LetterShape


class NewCaseShape(CaseShape):
    """The new case; ``similar`` is one about the same problem, if there is."""

    similar: KnownShape | None


class SimilarShape(Shape):
    """The case about the same problem, if there is."""

    similar: KnownShape | None


class SignShape(Shape):
    """A mark of an impostor."""

    id: str
    quote: str
    why: str


class ReadingShape(Shape):
    """What a reply means and what to do next. ``status`` is where the case would stand: nothing is set."""

    kind: Literal["impostor", "wants", "refused", "solved", "waits", "other"]
    signs: list[SignShape]
    explanation: str
    next_step: str
    draft: str
    status: CaseStatus


class ReplyReadShape(Shape):
    """The case with the reply in it, and what the reply means."""

    case: CaseShape
    reading: ReadingShape


def case_shape(case: Case) -> CaseShape:
    """A case; whose it is stays out."""
    return CaseShape.model_validate(asdict(case))


def file_shape(file: CaseFile) -> CaseFileShape:
    """A case with everything in it."""
    entries = [asdict(entry) for entry in file.entries]
    return CaseFileShape.model_validate({**asdict(file.case), "entries": entries, "identifiers": dict(file.identifiers)})


def letter_shape(letter: Letter) -> LetterShape:
    """A letter."""
    return LetterShape.model_validate(asdict(letter))


def known_shape(known: Known | None) -> KnownShape | None:
    """A case about the same problem."""
    if known is None:
        return None
    return KnownShape.model_validate({"case": case_shape(known.case), "why": known.why, "follow_up": letter_shape(known.letter)})


def new_case_shape(case: Case, known: Known | None) -> NewCaseShape:
    """A new case."""
    return NewCaseShape.model_validate({**asdict(case), "similar": known_shape(known)})


def reading_shape(reading: ReplyReading) -> ReadingShape:
    """What a reply means."""
    return ReadingShape.model_validate(asdict(reading))
