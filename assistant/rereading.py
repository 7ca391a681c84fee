"""A message about a document that was read before: the sentence it points at, and how far its reader has come with the steps."""

from __future__ import annotations

import asyncio

from assistant.answering.asked_next import AskedNext
from assistant.answering.headway import NO_HEADWAY, Headway, is_stuck, steps_of, tells_done
from assistant.answering.pointing import Pointed, Pointing
from assistant.answering.talk import is_question
from assistant.conversations import Conversation
from assistant.corpus.document import Document
from assistant.corpus.index import Index
from assistant.languages import Pack
from assistant.library import Library


class Rereading:
    """Holds messages against documents of a library. Sealed texts only."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_index: tuple[Index, tuple[Pointing, AskedNext]] | None = None

    async def pointed(self, document: Document | None, conversation: Conversation, sealed_text: str) -> tuple[Pointed, ...]:
        """What ``document`` says to a message: the answer to what is asked next, or the sentences that it points at or comes nearest to.

        What the last reply said is not said again.
        """
        if document is None:
            return ()
        if answers := await self.answers(document, conversation, sealed_text):
            return answers
        seen = conversation.turns[-1].reply if conversation.turns else ""
        return await asyncio.to_thread(self._sentences().find, document, sealed_text, asks=is_question(sealed_text), seen=seen)

    async def answers(self, document: Document | None, conversation: Conversation, sealed_text: str) -> tuple[Pointed, ...]:
        """The answer that ``document`` has to a message, where it foresees it among what people ask next, or the two nearest."""
        if document is None or not document.next:
            return ()
        seen = [turn.reply for turn in conversation.turns]
        find = self._asked_next().find
        return await asyncio.to_thread(find, document, sealed_text, asks=is_question(sealed_text), seen=seen)

    async def headway(self, document: Document | None, conversation: Conversation, sealed_text: str, pack: Pack) -> Headway:
        """How far the reader of ``document`` says to have come; nothing where this message does not tell of it."""
        if document is None:
            return NO_HEADWAY
        stuck = is_stuck(sealed_text, pack)
        if not stuck and not tells_done(sealed_text, pack):
            return NO_HEADWAY
        told = [*(t.question for t in conversation.turns if t.topic == document.topic), sealed_text]
        found = [await asyncio.to_thread(self._done, document, text) for text in told if tells_done(text, pack)]
        if not stuck and not found[-1]:
            return NO_HEADWAY
        return Headway(tuple(dict.fromkeys(filter(None, found))), stuck)

    def _done(self, document: Document, sealed_text: str) -> str:
        found = self._sentences().find(document, sealed_text, asks=False, done=True)
        return next((step for step in steps_of(document) if found and found[0].enough and found[0].sentence in step), "")

    def _sentences(self) -> Pointing:
        return self._looking()[0]

    def _asked_next(self) -> AskedNext:
        return self._looking()[1]

    def _looking(self) -> tuple[Pointing, AskedNext]:
        index, embedder = self._library.retriever.index, self._library.embedder
        if self._by_index is None or self._by_index[0] is not index:
            assert embedder is not None
            self._by_index = index, (Pointing(embedder, index.lexical, self._library.glossary), AskedNext(self._library.retriever, index.foreseen))
        return self._by_index[1]
