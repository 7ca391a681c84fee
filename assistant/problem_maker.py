"""A problem of a message, made of what the search found for it: its document and where it goes."""

from __future__ import annotations

from assistant.answering.decide import Decision
from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.judging import Judge
from assistant.languages import Pack
from assistant.library import Library
from assistant.retrieval.retriever import Found
from assistant.turn import Problem
from assistant.types import Outcome, Sealed


class ProblemMaker:
    """Makes problems with a library."""

    def __init__(self, library: Library) -> None:
        self._library, self._judge = library, Judge(library)

    def make(
        self,
        sealed: Sealed,
        text: str,
        query: str,
        found: Found | None,
        decision: Decision,
        pack: Pack,
        before: Conversation | None = None,
        alarm: str = "",
    ) -> Problem:
        """The problem that ``text``, a message or a part of it, tells; ``query`` is what was searched for, ``found`` what it found.

        ``before``: the conversation that it goes on with. ``alarm``: one that was raised before it was read, which counts whatever it is worded like.
        """
        document = self.document(found, decision, pack)
        said = [text for turn in before.turns for text in turn.texts] if before else []
        given = self._judge.given([*said, sealed.text, *(p.text for p in sealed.pictures)], before)
        judged = self._judge.triage(text, document, given, pack, burnt=bool(sealed.secrets), alarm=alarm)
        return Problem(text, query, found, decision, document, judged)

    def document(self, found: Found | None, decision: Decision, pack: Pack) -> Document | None:
        """The document that a decision names; ``None`` where there is no index, or no answer and no document that says why."""
        if found is None or (decision.outcome is Outcome.ABSTAINED and not self._library.retriever.outcomes.get(decision.slug)):
            return None
        return self._library.retriever.document(decision.slug, pack.code)
