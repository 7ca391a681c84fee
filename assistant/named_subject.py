"""A message that only says which subject it wants: one of the choices that were offered, or a person at support."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.decide import Decision
from assistant.answering.picking import find_pick
from assistant.answering.talk import asks_human
from assistant.conversations import Conversation
from assistant.errors import IndexUnavailable
from assistant.languages import Pack
from assistant.library import Library
from assistant.lookup import Lookup
from assistant.problem_maker import ProblemMaker
from assistant.turn import Problem
from assistant.types import Outcome, Sealed


class NamedSubject:
    """Reads such messages with a library."""

    def __init__(self, library: Library, lookup: Lookup, maker: ProblemMaker) -> None:
        self._library, self._lookup, self._maker = library, lookup, maker

    async def find(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> Problem | None:
        """The problem that it is about; ``None`` where a message says more, or the subject is not known."""
        human = asks_human(sealed.text)
        offered = conversation.turns[-1].choices if conversation.turns else ()
        slug = pack.text("talk.human.topic") if human else find_pick(sealed.text, offered)
        try:
            document = self._library.retriever.document(slug, pack.code) if slug else None
        except IndexUnavailable:
            return None
        if document is None:
            return None
        found, _ = await self._lookup.look_up(document.head.title, pack)
        made = self._maker.make(sealed, sealed.text, document.head.title, found, Decision(Outcome.ANSWERED, slug), pack, conversation)
        return replace(made, opening=pack.text("talk.human.opening") if human else "")
