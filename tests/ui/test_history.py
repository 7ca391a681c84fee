"""Taking a question back, and the file of a conversation."""

from __future__ import annotations

from contextlib import aclosing

import pytest
from mnemonic import Mnemonic

from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.types import Sealed
from assistant.ui.history import as_markdown, restored, without_last
from assistant.ui.panels import Shown

EN = load_pack("en")


async def test_a_question_comes_back_as_typed_and_a_secret_in_it_only_by_name(assistant: Assistant) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(16))
    reply = await assistant.chat(f"mail ann@example.com, my seed phrase is {phrase}")
    before = restored(assistant, reply.conversation_id, Shown.of_reply(reply, assistant), EN)
    assert before.text == "mail ann@example.com, my seed phrase is (seed phrase)"
    assert assistant.conversations.open(reply.conversation_id).turns == []


async def test_a_stopped_question_comes_back_and_the_one_before_it_stays(assistant: Assistant) -> None:
    reply = await assistant.chat("my withdrawal is pending")
    async with aclosing(assistant.stream("and for USDC?", reply.conversation_id)) as events:  # type: ignore[type-var]
        shown = Shown.of_meta(await anext(events), assistant)
    assert len(assistant.conversations.open(reply.conversation_id).turns) == 2
    assert restored(assistant, reply.conversation_id, shown, EN).text == "and for USDC?"
    assert len(assistant.conversations.open(reply.conversation_id).turns) == 1


@pytest.mark.parametrize("text", ["why is it not there", ""])
async def test_a_question_comes_back_with_its_screenshots(text: str, assistant: Assistant) -> None:
    conversation = assistant.conversations.open()
    picture = conversation.keep_picture(Sealed("Withdrawal 500 USDT, TRC20"))
    reply = await assistant.chat(text, conversation.id, pictures=[picture])
    assert conversation.pictures == {}
    before = restored(assistant, conversation.id, Shown.of_reply(reply, assistant), EN)
    assert before.text == text
    assert [p.text for p in conversation.waiting(before.pictures)] == ["Withdrawal 500 USDT, TRC20"]
    assert conversation.turns == []


async def test_the_file_of_a_conversation_is_sealed(assistant: Assistant) -> None:
    reply = await assistant.chat("mail ann@example.com, why is my withdrawal pending")
    text = as_markdown(assistant, reply.conversation_id, EN)
    assert "[[EMAIL_1]]" in text
    assert "ann@example.com" not in text
    assert text.startswith("# ")


async def test_the_file_of_a_conversation_that_is_forgotten_says_so(assistant: Assistant) -> None:
    assert "forgotten" in as_markdown(assistant, "of-before-the-restart", EN)


def test_what_precedes_the_last_question_is_kept() -> None:
    said = [{"role": r, "content": c} for r, c in (("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d"))]
    assert without_last(said) == said[:2]
    assert without_last([]) == []
