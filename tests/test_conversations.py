"""Conversations: an owner's alone, forgotten in time."""

from __future__ import annotations

from contextlib import aclosing

import pytest

from assistant.conversations import Conversations
from assistant.draftwork import Draftwork
from assistant.errors import GuardError
from assistant.pipeline import Assistant
from assistant.types import Outcome, Sealed


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


@pytest.mark.parametrize(("again", "said"), [("and can i cancel it?", "earlier conversation is forgotten"), ("能取消吗", "之前的对话已经忘掉了")])
async def test_a_conversation_that_is_forgotten_is_said_to_be_so_once(again: str, said: str, assistant: Assistant) -> None:
    first = await assistant.chat(again, "of-before-the-restart")
    assert [w for w in first.warnings if said in w] == [*first.warnings][:1]
    assert not (await assistant.chat(again, first.conversation_id)).warnings
    assert not (await assistant.chat(again)).warnings


async def test_a_warning_waits_where_the_turn_that_would_give_it_fails(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = assistant.conversations.open("of-before-the-restart").id
    with monkeypatch.context() as broken:
        broken.setattr(assistant.guard, "seal", _fails)
        with pytest.raises(GuardError):
            await assistant.chat("my withdrawal is pending", conversation)
    assert (await assistant.chat("my withdrawal is pending", conversation)).warnings


def _fails(*_: object) -> Sealed:
    raise GuardError("a detector failed")


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
    question = "which planet has the most moons"
    passing = assistant.conversations.open(None, temporary=True)
    assert (await assistant.chat(question, passing.id)).outcome is Outcome.ABSTAINED
    assert kept == []
    await assistant.chat(question)
    assert kept == [question]


async def test_a_turn_that_is_stopped_stays_asked_and_is_replaced_when_asked_again(assistant: Assistant) -> None:
    conversation = assistant.conversations.open()
    question = "My withdrawal of 500 USDT is still processing"
    async with aclosing(assistant.stream(question, conversation.id)) as events:  # type: ignore[type-var]
        await anext(events)
    assert [(t.question, t.stopped) for t in conversation.turns] == [(question, True)]
    draft = await Draftwork(assistant).write(conversation_id=conversation.id)
    assert draft.slots["amount"].startswith("500")
    await assistant.chat(question, conversation.id)
    assert [(t.question, t.stopped) for t in conversation.turns] == [(question, False)]


async def test_a_turn_that_fails_leaves_its_screenshots_waiting(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = assistant.conversations.open()
    picture = conversation.keep_picture(Sealed("Withdrawal 500 USDT"))
    with monkeypatch.context() as broken:
        broken.setattr(assistant.guard, "seal", _fails)
        with pytest.raises(GuardError):
            await assistant.chat("it has not arrived", conversation.id, pictures=[picture])
    assert conversation.turns == []
    await assistant.chat("it has not arrived", conversation.id, pictures=[picture])
    assert conversation.turns[0].pictures == ("Withdrawal 500 USDT",)
