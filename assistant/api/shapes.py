"""The shapes of the HTTP contract, and how the records become them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from assistant.types import Channel, Choice, Citation, Finding, IssueType, Outcome, Passage, Reply, Sealed, Triage, Urgency

Language = Literal["zh", "en"]
# Only said, not enforced here: what is too long is 413, not 422.
Text = Field(
    description="At most 16,000 characters, not only spaces.",
    examples=["提币待审核5个小时了 有人管吗"],
    json_schema_extra={"minLength": 1, "maxLength": 16_000, "pattern": r"\S"},
)


def _number(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("a number, not a truth value or a text")
    return value


Whole = Annotated[int, BeforeValidator(_number)]
"""A whole number: 5 and 5.0, but not ``true`` or ``"5"``."""


class Shape(BaseModel):
    """Base of everything that is sent and taken."""

    model_config = ConfigDict(extra="ignore")


class RedactRequest(Shape):
    """What to redact."""

    text: str = Text


class FindingShape(Shape):
    """A span of the text sent; its value is never repeated."""

    kind: str
    cls: Literal["secret", "personal", "reference"] = Field(serialization_alias="class", validation_alias="class")
    start: int
    end: int
    placeholder: str


class SealedShape(Shape):
    """Redacted text and what was found in it."""

    text: str
    findings: list[FindingShape]


class SearchRequest(Shape):
    """A question to find passages for."""

    query: str = Text
    k: Whole = Field(5, ge=1, le=50)
    language: Language | None = None


class SourceShape(Shape):
    """Where a document's statements come from."""

    kind: str
    ref: str
    date: str


class PassageShape(Shape):
    """A piece of a document."""

    document_id: str
    topic: str
    language: str
    title: str
    text: str
    score: float
    reviewed: str
    section: str
    category: str
    sources: list[SourceShape]


class SearchReply(Shape):
    """Passages, one a topic, best first."""

    passages: list[PassageShape]


class ChatRequest(Shape):
    """One message of a conversation."""

    message: str = Text
    conversation_id: str | None = Field(
        None, max_length=64, description="The conversation it goes on with. Where that is forgotten a new one begins, and a warning says so."
    )
    language: Language | None = None
    stream: StrictBool = False
    pictures: list[Annotated[str, Field(max_length=64)]] = Field(
        [],
        max_length=4,
        description="`picture_id`s of screenshots that wait in this conversation, as evidence; the model does not read them.",
    )


class CitationShape(Shape):
    """A mark of the reply and the words of the document it points at."""

    mark: str
    document_id: str
    topic: str
    title: str
    quote: str
    reviewed: str


class EvidenceShape(Shape):
    """One thing to attach or say."""

    item: str
    why: str
    have: bool


class TriageRequest(Shape):
    """A message to judge."""

    text: str = Text
    language: Language | None = None


class TriageShape(Shape):
    """Where a problem goes, how soon, with what."""

    issue_type: IssueType
    channel: Channel
    urgency: Urgency
    reasons: list[str]
    evidence: list[EvidenceShape]
    warnings: list[str]
    topic: str
    questions: list[str] = Field(description="What is unknown and would change the result.")


class ChoiceShape(Shape):
    """Something to click when a question is asked back."""

    topic: str
    label: str
    message: str


class ChatReply(Shape):
    """A whole turn."""

    conversation_id: str
    reply: str
    language: str
    outcome: Outcome
    citations: list[CitationShape]
    triage: TriageShape
    sealed: SealedShape
    model: str
    warnings: list[str]
    choices: list[ChoiceShape]
    verdict: str = Field(
        description="On a stranger's text in the message: scam, unconfirmed, plausible, listed; empty where there is none."
    )
    signs: list[str] = Field(description="Names of the signs of a scam seen in it.")


def finding_shape(finding: Finding) -> FindingShape:
    """A finding without its value."""
    return FindingShape.model_validate(
        {"kind": finding.kind, "class": finding.cls.value, "start": finding.start, "end": finding.end, "placeholder": finding.placeholder}
    )


def sealed_shape(sealed: Sealed) -> SealedShape:
    """Sealed text."""
    return SealedShape(text=sealed.text, findings=[finding_shape(f) for f in sealed.findings])


def passage_shape(passage: Passage) -> PassageShape:
    """A passage."""
    return PassageShape.model_validate(asdict(passage))


def triage_shape(triage: Triage) -> TriageShape:
    """A triage."""
    return TriageShape.model_validate(asdict(triage))


def citation_shape(citation: Citation) -> CitationShape:
    """A citation."""
    return CitationShape.model_validate(asdict(citation))


def choice_shape(choice: Choice) -> ChoiceShape:
    """A choice."""
    return ChoiceShape.model_validate(asdict(choice))


def reply_shape(reply: Reply) -> ChatReply:
    """A whole turn."""
    return ChatReply(
        conversation_id=reply.conversation_id,
        reply=reply.reply,
        language=reply.language,
        outcome=reply.outcome,
        citations=[citation_shape(c) for c in reply.citations],
        triage=triage_shape(reply.triage),
        sealed=sealed_shape(reply.sealed),
        model=reply.model,
        warnings=list(reply.warnings),
        choices=[choice_shape(c) for c in reply.choices],
        verdict=reply.verdict,
        signs=list(reply.signs),
    )


def as_json(shape: Shape) -> dict[str, Any]:
    """For events and problems, with the contract's names."""
    return shape.model_dump(mode="json", by_alias=True)
