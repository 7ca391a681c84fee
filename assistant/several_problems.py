"""Several problems in one message, told apart by rules or, where those see one, by what the search finds for its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.several import part_by_search, split_problems
from assistant.corpus.fold import fold
from assistant.errors import IndexUnavailable
from assistant.languages import Pack
from assistant.library import Library
from assistant.lookup import Lookup
from assistant.problem_maker import ProblemMaker
from assistant.retrieval.fusion import Scored
from assistant.triage.alarms import find_alarm
from assistant.turn import Problem
from assistant.types import Outcome, Sealed, Urgency

# From here on a part of a message that the rules did tell apart is taken for its likeliest subject.
LIKELY = 0.3


class SeveralProblems:
    """Tells the problems of a message apart with a library."""

    def __init__(self, library: Library, lookup: Lookup, maker: ProblemMaker) -> None:
        self._library, self._lookup, self._maker = library, lookup, maker

    async def find(self, sealed: Sealed, pack: Pack, *, by_search: bool = True) -> list[Problem]:
        """Two problems and more, each with a subject of its own; none where the message is about one thing.

        ``by_search``: whether they may be told apart by what is found for the parts, where nothing says that there are several.
        """
        texts = split_problems(sealed.text)
        if len(texts) > 1:
            return _apart([p for text in texts if (p := await self._part(sealed, text, pack)).document is not None])

        async def look(text: str) -> Sequence[Scored]:
            found, _ = await self._lookup.look_up(fold(text), pack)
            return found.scored if found else ()

        # What cannot wait is not to be buried in a list that only the search made out.
        if not by_search or find_alarm(sealed.text):
            return []
        try:
            retriever = self._library.retriever
        except IndexUnavailable:
            return []

        async def announce(texts: Sequence[str]) -> None:
            await asyncio.to_thread(retriever.prepare, texts)

        texts = await part_by_search(sealed.text, look, retriever.outcomes, self._lookup.calibration, announce)
        parts = [await self._part(sealed, text, pack) for text in texts] if len(texts) > 1 else []
        told = [p for p in parts if p.document is not None]
        # Nobody is told of a theft because half of a message, read alone, looks like one.
        return [] if any(p.document is not None and p.document.head.urgency is Urgency.CRITICAL for p in told) else _apart(told)

    async def _part(self, sealed: Sealed, text: str, pack: Pack) -> Problem:
        """One part of a message by itself; one too short to be answered alone ("充值没到账") is taken for its nearest subject."""
        found, decision = await self._lookup.look_up(text, pack)
        best = found.scored[0] if found and found.scored else None
        unsure = decision.outcome is Outcome.ASKED or (decision.outcome is Outcome.ABSTAINED and best is not None and best.learnt >= LIKELY)
        if best is not None and unsure and best.slug not in self._library.retriever.outcomes:
            decision = replace(decision, outcome=Outcome.ANSWERED, slug=best.slug, choices=())
        return self._maker.make(sealed, text, text, found, decision, pack)


def _apart(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, each subject once; none unless there are two."""
    apart: dict[str, Problem] = {}
    for problem in problems:
        apart.setdefault(problem.triage.topic, problem)
    return list(apart.values()) if len(apart) > 1 else []
