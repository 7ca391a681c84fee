"""Dangers in a conversation: what an alarm is about, and when a danger that was talked about has become harm."""

from __future__ import annotations

from assistant.answering.decide import Decision
from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.languages import Pack
from assistant.library import Library
from assistant.triage.alarms import find_alarm, gives_away, gives_it, pays_after
from assistant.types import IssueType, Outcome, Sealed, Urgency

HARM = frozenset({"theft", "given_away", "scam"})
"""Alarms of what has happened, which what follows is about until something else is asked."""
# From here on a search is right about an emergency, whatever the alarm is about.
SURE = 0.9


def is_grave(document: Document | None) -> bool:
    """Whether a document is about a danger."""
    return document is not None and (document.head.category == IssueType.SAFETY or document.head.urgency is Urgency.CRITICAL)


def subject_document(library: Library, conversation: Conversation, pack: Pack) -> Document | None:
    """The document that is talked about; ``None`` where there is none, or no index."""
    return library.document_on(conversation.subject.topic, pack.code) if conversation.subject is not None else None


def worsened(library: Library, conversation: Conversation, sealed: Sealed, pack: Pack) -> str:
    """The alarm where somebody who was told of a danger now tells that he has handed a secret over, or paid; else empty."""
    if conversation.subject is None or find_alarm(sealed.text):
        return ""
    warned = conversation.subject.alarm == "asked"
    gave = gives_away(sealed.text) or (warned and gives_it(sealed.text))
    alarm = "given_away" if gave else "scam" if pays_after(sealed.text) and conversation.subject.alarm not in HARM else ""
    document = subject_document(library, conversation, pack) if alarm else None
    dangers = document is not None and (warned or document.head.category == IssueType.SAFETY or bool(conversation.subject.verdict))
    return alarm if dangers else ""


def raised(library: Library, alarm: str, decision: Decision, pack: Pack) -> Decision:
    """What an alarm is about, where the search is not sure of anything and found nothing that cannot wait."""
    retriever, slug = library.retriever, library.taxonomy.alarm_topics.get(alarm, "")
    if decision.slug in retriever.outcomes:
        return decision  # another platform's account, or what is refused
    found = retriever.document(decision.slug, pack.code) if decision.outcome is Outcome.ANSWERED else None
    if not slug or retriever.document(slug, pack.code) is None or is_grave(found) or (found is not None and decision.probability >= SURE):
        return decision
    return Decision(Outcome.ANSWERED, slug, probability=decision.probability)
