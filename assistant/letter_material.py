"""What a letter to support is made from: what the user told of its subject, in messages and pictures, and when."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.conversations import Conversation, Conversations, Turn
from assistant.corpus.edges import one_to_one
from assistant.drafting.extract import extract_slots
from assistant.drafting.form import PLAIN, LetterForm
from assistant.drafting.sentences import EXPECTED, tells_state
from assistant.drafting.slots import SHAPED, TOLD
from assistant.errors import InputError
from assistant.guardrails import Guard, Vault
from assistant.languages import load_packs
from assistant.letter_revising import LetterRevising
from assistant.letter_subject import Subject, find_subject, topics_of
from assistant.library import Library
from assistant.message import check_message


@dataclass(frozen=True, slots=True)
class Said:
    """What a draft is made from: sealed messages, the sealed texts of their pictures, and when each of these, in this order, was said.

    ``asked`` are the turns that the messages come from, ``topics`` those that the whole conversation settled on.
    """

    vault: Vault
    turns: tuple[str, ...]
    pictures: tuple[str, ...] = ()
    at: tuple[datetime, ...] = ()
    asked: tuple[Turn, ...] = ()
    subject: Subject | None = None
    topics: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    form: LetterForm = PLAIN


class LetterMaterial:
    """Gathers it from conversations."""

    def __init__(self, guard: Guard, library: Library, conversations: Conversations) -> None:
        self._guard, self._library, self._conversations = guard, library, conversations
        self._revising = LetterRevising(library)

    async def gather(self, text: str, conversation_id: str, owner: str, topic: str = "", now: Turn | None = None) -> Said:
        """What was told: a ``text``, else the conversation's messages, of those about ``topic`` where one is chosen.

        ``now`` is a turn that is being answered.

        Raises ``InputError`` where there is neither, or the conversation is forgotten.
        """
        if text.strip():
            conversation = Conversation("draft", owner)
            sealed = await asyncio.to_thread(self._guard.seal, check_message(text), conversation.vault)
            return Said(conversation.vault, (sealed.text,))
        found = self._conversations.find(conversation_id, owner) if conversation_id else None
        if found is None or not (found.turns or found.pictures or now):
            raise InputError("there is nothing to draft from: send `text`, or the `conversation_id` of a conversation that is still open")
        # What the page says for somebody who sent a picture without a word is not his story.
        silent = {pack.text("screenshot.only") for pack in load_packs().values()}
        turns = (*found.turns, *([now] if now is not None else []))
        subject = await asyncio.to_thread(find_subject, turns, self._weigh, self.category, topic) if turns else None
        asked = subject.turns if subject else ()
        wishes = self._revising.wishes(turns)
        told = [turn for turn in asked if not (turn.pictures and turn.question in silent)]
        shown = [(text, turn.said_at) for turn in asked for text in turn.pictures]
        last = turns[-1].said_at if turns else datetime.now(UTC)
        shown += [(picture.text, last) for picture in found.pictures.values()]
        at = (*(turn.said_at for turn in told), *(at for _, at in shown))
        questions, texts = wishes.told(told), tuple(wishes.cut(text) for text, _ in shown)
        return Said(found.vault, questions, texts, at, asked, subject, topics_of(turns), tuple(found.given), wishes.form)

    def category(self, topic: str) -> str:
        """The kind of problem that a topic is of; empty where there is none of that name, or no index."""
        document = self._library.document_on(topic, "en")
        return document.head.category if document is not None else ""

    def _weigh(self, text: str) -> int:
        """How much a sealed message tells: facts and states of things count twice, times and what else is told once."""
        slots = extract_slots([text], self._library.glossary, datetime.now(UTC), codes=self._library.codes.find_codes)
        told = [fact for fact in slots if fact.slot != EXPECTED]
        states = sum(fact.slot in TOLD and tells_state(one_to_one(fact.text)) for fact in told)
        return states + sum(2 if fact.slot in SHAPED and fact.slot != "occurred_at" else 1 for fact in told)
