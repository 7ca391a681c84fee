"""A message that shows what a stranger sent: found, and made a problem that the stranger's words do not steer."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.decide import Decision
from assistant.corpus.fold import fold
from assistant.errors import IndexUnavailable
from assistant.languages import Pack
from assistant.library import Library
from assistant.lookup import Lookup
from assistant.problem_maker import ProblemMaker
from assistant.strangers.sent import Stranger, find_stranger
from assistant.turn import Problem
from assistant.types import IssueType, Outcome, Sealed, Urgency

# Characters from which the person's own words around a stranger's text are worth searching for.
SAYS_SOMETHING = 6
_GRAVE = frozenset({Urgency.HIGH, Urgency.CRITICAL})


class StrangerProblem:
    """Reads strangers' texts with a library."""

    def __init__(self, library: Library, lookup: Lookup, maker: ProblemMaker) -> None:
        self._library, self._lookup, self._maker = library, lookup, maker

    def find(self, text: str, pack: Pack) -> Stranger | None:
        """The stranger's text in a sealed message; by its signs alone while there is no index."""
        try:
            return find_stranger(text, pack, self._library.channels, self._library.retriever)
        except IndexUnavailable:
            return find_stranger(text, pack, self._library.channels)

    async def make(self, sealed: Sealed, stranger: Stranger, pack: Pack) -> Problem:
        """What to do about a stranger's text: searched for in the person's own words, so that it does not steer the search."""
        query = fold(stranger.own)
        found, decision = await self._lookup.look_up(query if len(query) >= SAYS_SOMETHING else fold(sealed.text), pack)
        if found is not None:
            decision = Decision(Outcome.ANSWERED, self._about(stranger, decision, pack), probability=decision.probability)
            found = replace(found, codes=())
        problem = self._maker.make(sealed, stranger.own, query, found, decision, pack, alarm="asked" if stranger.is_pressing else "")
        # What is asked next is searched for with this: with the document's words where the person had none of his own.
        return problem if query or problem.document is None else replace(problem, query=fold(problem.document.head.title))

    def _about(self, stranger: Stranger, decision: Decision, pack: Pack) -> str:
        """The slug that tells more: what the person's own words found where that is about safety, else by the signs."""
        verification, retriever = self._library.channels.verification, self._library.retriever
        by_sign = [slug for name, slug in verification.topics.items() if name in {s.id for s in stranger.signs}]
        for slug in (decision.slug, *by_sign, verification.topic):
            document = retriever.document(slug, pack.code) if slug else None
            if document is not None and document.head.category == IssueType.SAFETY and document.head.urgency in _GRAVE:
                return slug
        return decision.slug
