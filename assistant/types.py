"""The frozen records that one stage hands to the next.

Nothing here imports anything of this package or of a third party, so that the guard alone can be
imported in milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FindingClass(StrEnum):
    """What may happen to a span; see the README's "what leaves the machine"."""

    SECRET = "secret"
    PERSONAL = "personal"
    REFERENCE = "reference"


class Channel(StrEnum):
    """The ways to reach support."""

    LIVE_CHAT = "live_chat"
    EMAIL = "email"
    HELP_CENTER = "help_center"
    SOCIAL = "social"
    APPEAL_IN_APP = "appeal_in_app"


class Urgency(StrEnum):
    """How soon a person has to act."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class Outcome(StrEnum):
    """How a turn ended."""

    ANSWERED = "answered"
    ASKED = "asked"
    ABSTAINED = "abstained"
    REFUSED = "refused"
    REDIRECTED = "redirected"


class IssueType(StrEnum):
    """The kind of problem."""

    ACCOUNT = "account"
    SECURITY = "security"
    KYC = "kyc"
    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    P2P = "p2p"
    TRADING = "trading"
    API = "api"
    FEES = "fees"
    CHANNELS = "channels"
    SUPPORT_PROCESS = "support-process"
    SAFETY = "safety"
    OTHER = "other"


class Confidence(StrEnum):
    """How well a document's statements are sourced."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Finding:
    """A span that a detector claims.

    ``start`` and ``end`` are offsets in the original text, in characters, end exclusive. ``checksum``
    says that a checksum, not only a pattern, decided. ``placeholder`` is what stands in the sealed
    text. ``unclear`` says that it was hidden as a secret only because nothing told what it is, so that its
    author may say that it is a transaction's hash. The value itself is never carried.
    """

    kind: str
    cls: FindingClass
    start: int
    end: int
    placeholder: str = ""
    score: float = 1.0
    checksum: bool = False
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """Text that is safe to send and to log, with what was taken out of it. ``pictures``: the texts of screenshots that came with it."""

    text: str
    findings: tuple[Finding, ...] = ()
    pictures: tuple[Sealed, ...] = ()

    @property
    def secrets(self) -> tuple[Finding, ...]:
        """The findings of class secret, in the text and in its pictures: each one is burnt."""
        own = tuple(f for f in self.findings if f.cls is FindingClass.SECRET)
        return own + tuple(f for picture in self.pictures for f in picture.secrets)


@dataclass(frozen=True, slots=True)
class Violation:
    """Why an outgoing text was not let out as it was: ``check`` names the rule, ``detail`` is sealed."""

    check: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """Outgoing text after every check, placeholders put back."""

    text: str
    violations: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document's statements come from. ``date`` is what the source bears (ISO, may be only a year)."""

    kind: str
    ref: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk returned by a search. ``score`` grows with relevance; compare it within one query only."""

    document_id: str
    topic: str
    language: str
    title: str
    text: str
    score: float
    reviewed: str
    section: str = ""
    category: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """The mark in an answer and the words it points at; ``quote`` is a substring of the document."""

    mark: str
    document_id: str
    topic: str
    title: str
    quote: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One thing to attach or to say, why support asks for it, and whether the user gave it already."""

    item: str
    why: str
    have: bool = False


@dataclass(frozen=True, slots=True)
class Triage:
    """Where a problem goes, how soon, with what. ``alarm`` names what made it critical, empty when nothing did.

    ``questions`` are what is unknown and would change the result.
    """

    issue_type: IssueType
    channel: Channel
    urgency: Urgency
    reasons: tuple[str, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    topic: str = ""
    warnings: tuple[str, ...] = field(default=())
    alarm: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to click when a question is asked back: a label and the message that it sends."""

    topic: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole turn. ``model`` names who worded it: a model, or ``extractive`` when only documents speak.

    ``verdict`` is on a stranger's text in the message: ``scam``, ``unconfirmed``, ``plausible`` (what is told speaks for
    it), ``listed`` (it only names official addresses), empty where there is none; ``signs`` names what was seen in it.
    ``unread``: no model was asked, whatever there is.
    """

    conversation_id: str
    reply: str
    language: str
    outcome: Outcome
    citations: tuple[Citation, ...]
    triage: Triage
    sealed: Sealed
    model: str
    warnings: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    choices: tuple[Choice, ...] = ()
    verdict: str = ""
    signs: tuple[str, ...] = ()
    unread: bool = False
