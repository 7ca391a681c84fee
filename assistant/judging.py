"""Judging a sealed text: which evidence stands in it, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.languages import Pack
from assistant.library import Library
from assistant.triage.given import given_slots
from assistant.triage.supplied import ready_items
from assistant.triage.triage import triage
from assistant.types import Triage


class Judge:
    """Triage with a library's data."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def given(self, sealed_texts: Sequence[str], conversation: Conversation | None = None) -> frozenset[str]:
        """Ids of the evidence that stands in the texts, or that was handed over in the conversation before."""
        library = self._library
        found = given_slots("\n".join(sealed_texts), library.glossary, library.codes) | ready_items(sealed_texts, library.evidence)
        return found | frozenset(conversation.given if conversation else ())

    def triage(
        self, text: str, document: Document | None, given: frozenset[str], pack: Pack, *, burnt: bool = False, alarm: str = ""
    ) -> Triage:
        """Where a sealed text goes, in the words of ``pack``; ``burnt``: a secret stood in it; ``alarm``: known from before."""
        taxonomy, evidence = self._library.taxonomy, self._library.evidence
        return triage(text, document, taxonomy=taxonomy, evidence=evidence, pack=pack, given=given, burnt=burnt, alarm=alarm)
