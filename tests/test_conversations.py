"""Conversations: an owner's alone, forgotten in time."""

from __future__ import annotations

from assistant.conversations import Conversations
from assistant.pipeline import Assistant
from assistant.types import Outcome


def test_a_conversation_is_found_again_by_its_owner_only() -> None:
    conversations = Conversations()
    mine = conversations.open(None, "ann")
    assert conversations.open(mine.id, "ann") is mine
    other = conversations.open(mine.id, "bob")
    assert other.id != mine.id
    assert other.vault is not mine.vault
    assert conversations.open(mine.id).id != mine.id
    assert conversations.open(mine.id, "ann") is mine


def test_a_conversation_is_forgotten_after_a_while_and_when_there_are_too_many() -> None:
    now = [0.0]
    conversations = Conversations(limit=2, idle_seconds=10, clock=lambda: now[0])
    first = conversations.open()
    now[0] = 11
    assert conversations.open(first.id) is not first
    kept = [conversations.open() for _ in range(2)]
    assert conversations.open(kept[1].id) is kept[1]
    assert len(conversations._all) <= 2


async def test_replayed_messages_are_context_and_nothing_is_answered(assistant: Assistant) -> None:
    conversation = await assistant.replay(["my withdrawal is stuck, mail ann@example.com"], "ann")
    reply = await assistant.chat("and can i cancel it?", conversation, None, "ann")
    assert reply.conversation_id == conversation
    assert reply.triage.topic == "withdrawal-cancel"
    turns = assistant.conversations.open(conversation, "ann").turns
    assert turns[0].reply == ""
    assert "ann@example.com" not in turns[0].question


async def test_a_temporary_conversation_leaves_no_unanswered_question_behind(assistant: Assistant) -> None:
    kept: list[str] = []

    async def keep(text: str, language: str, topics: object) -> None:
        kept.append(text)

    assistant.on_unanswered = keep
    question = "who painted the ceiling of the Sistine chapel"
    passing = assistant.conversations.open(None, temporary=True)
    assert (await assistant.chat(question, passing.id)).outcome is Outcome.ABSTAINED
    assert kept == []
    await assistant.chat(question)
    assert kept == [question]
