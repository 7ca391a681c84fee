"""Looking a question up: what the search finds for it, and whether that is to be answered."""

from __future__ import annotations

import asyncio

from assistant.answering.decide import Calibration, Decision, decide
from assistant.answering.details import missing_detail
from assistant.errors import IndexUnavailable
from assistant.languages import Pack, load_packs
from assistant.library import Library
from assistant.retrieval.retriever import Found
from assistant.types import Outcome


class Lookup:
    """Looks questions up in a library."""

    def __init__(self, library: Library, calibration: Calibration | None = None) -> None:
        self._library = library
        self.calibration = calibration or Calibration()
        self._passing = tuple(p for pack in load_packs().values() for p in pack.value("answers.passing.patterns"))

    async def look_up(self, query: str, pack: Pack) -> tuple[Found | None, Decision]:
        """What is found for a folded question, to be read in the language of ``pack``; ``None`` while there is no index."""
        try:
            retriever = self._library.retriever
            found = await asyncio.to_thread(retriever.search, query, 5, pack.code)
        except IndexUnavailable:
            return None, Decision(Outcome.ABSTAINED)
        platforms, scored = self._library.platforms, found.scored
        exact = found.codes[0].topic if found.codes else ""
        elsewhere = platforms.wholly_elsewhere(query, self._passing)
        if platforms.between(query, self._passing):
            others = {p.slug for p in platforms.platforms}
            scored = tuple(s for s in scored if s.slug not in others)
        decision = decide(query, scored, retriever.outcomes, self.calibration, exact, elsewhere)
        if decision.outcome is Outcome.ANSWERED and not exact and missing_detail(query, retriever.said(decision.slug)):
            decision = Decision(Outcome.ABSTAINED, "", (decision.slug,))
        return found, decision
