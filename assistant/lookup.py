"""Looking a question up: what the search finds for it, and whether that is to be answered."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from assistant.answering.decide import CHOICES, CONSIDERED, Calibration, Decision, decide, signals, without_kin
from assistant.answering.details import missing_detail
from assistant.answering.follow_up import SMALL_TALK
from assistant.answering.holding import Holding, compare
from assistant.answering.names import unknown_name
from assistant.corpus.fold import length
from assistant.corpus.venting import is_cursing, only_curses
from assistant.errors import IndexUnavailable
from assistant.languages import Pack, load_packs
from assistant.library import Library
from assistant.retrieval.retriever import Found, Retriever
from assistant.types import IssueType, Outcome

# A subject that a few words name none of, and that fits less well than this, was found by accident.
FEW_WORDS = 10
NO_WORDS, KNOWN = 3, 0.5  # so few words are near to anything, unless a subject is known by them
FITS_DENSE, FITS_LEARNT = 0.45, 0.25


class Lookup:
    """Looks questions up in a library."""

    def __init__(self, library: Library, calibration: Calibration | None = None) -> None:
        self._library = library
        self.calibration = calibration or Calibration()
        self._holdings: dict[str, Holding] = {}
        names = (*library.glossary.words(), *(name for platform in library.platforms.platforms for name in platform.names))
        self._known = frozenset(word for name in names for word in name.lower().split())
        self._passing = tuple(p for pack in load_packs().values() for p in pack.value("answers.passing.patterns"))

    async def look_up(self, query: str, pack: Pack, *, opening: bool = False) -> tuple[Found | None, Decision]:
        """What is found for a folded question, to be read in the language of ``pack``; ``None`` while there is no index.

        ``opening``: as in ``decide``.
        """
        try:
            retriever = self._library.retriever
            found = await asyncio.to_thread(retriever.search, query, 5, pack.code)
        except IndexUnavailable:
            return None, Decision(Outcome.ABSTAINED)
        query, platforms, scored = found.query, self._library.platforms, found.scored
        exact = found.codes[0].topic if found.codes else ""
        elsewhere = platforms.wholly_elsewhere(query, self._passing)
        if platforms.between(query, self._passing):
            others = {p.slug for p in platforms.platforms}
            scored = tuple(s for s in scored if s.slug not in others)
        topics = retriever.topics
        decision = decide(query, scored, retriever.outcomes, self.calibration, exact, elsewhere, opening=opening, topics=topics)
        if decision.outcome is Outcome.ANSWERED and not exact:
            decision = self._looked_again(decision, replace(found, scored=tuple(scored)), retriever)
        return found, decision

    def widened(self, sealed_text: str, found: Found | None, decision: Decision) -> Decision:
        """What is offered to a first message that says next to nothing ("it doesn't work"): the commonest problems, not accidental ones.

        Nor is somebody who only swears greeted.
        """
        if found is None or length(found.query) > FEW_WORDS:
            return decision
        common = Decision(Outcome.ASKED, "", tuple(problem.topic for problem in self._library.taxonomy.first_screen))
        if only_curses(sealed_text) or (decision.slug == SMALL_TALK and is_cursing(sealed_text)):
            return common
        if decision.outcome is not Outcome.ASKED:
            return decision
        names = any(term.kind in ("product", "action") for term in self._library.glossary.find_terms(found.query))
        best = next((s for s in found.scored if s.slug in decision.choices), None)
        if names or best is None:
            return decision
        document = self._library.retriever.document(best.slug, found.language)
        general = document is not None and document.head.category in {IssueType.CHANNELS, IssueType.SUPPORT_PROCESS}
        fits = best.dense >= FITS_DENSE or best.learnt >= FITS_LEARNT
        if not general and (fits if length(found.query) > NO_WORDS else best.learnt >= KNOWN):
            return decision
        return common

    def _looked_again(self, decision: Decision, found: Found, retriever: Retriever) -> Decision:
        """The decision where the document holds what is asked; where it may not, its subject is offered beside its neighbours."""
        said, outcomes = retriever.said(decision.slug), without_kin(decision.slug, retriever.outcomes, retriever.topics)
        if missing_detail(found.query, said.text):
            return Decision(Outcome.ABSTAINED, "", (decision.slug,))
        held = compare(found.query, signals(found.scored, outcomes), said, retriever.index.lexical)
        likely = self._holding(retriever.index.stamp.embedder).likelihood(held, found.vector)
        # However like a question that is held: what bears a name that nothing knows is something else.
        unknown = unknown_name(found.query, said.text, self._known, retriever.index.lexical.spread)
        if likely >= self.calibration.holds and not unknown:
            return decision
        if likely < self.calibration.may_hold:
            return Decision(Outcome.ABSTAINED, "", (decision.slug,))
        near = tuple(s.slug for s in found.scored[:CONSIDERED] if s.slug not in retriever.outcomes)[:CHOICES]
        return replace(decision, outcome=Outcome.ASKED, choices=near)

    def _holding(self, embedder: str) -> Holding:
        if embedder not in self._holdings:
            self._holdings[embedder] = Holding(embedder)
        return self._holdings[embedder]
