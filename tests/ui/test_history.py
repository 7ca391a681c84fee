"""Taking a question back, and the file of a conversation."""

from __future__ import annotations

from mnemonic import Mnemonic

from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.ui.history import as_markdown, restored, without_last
from assistant.ui.panels import Shown

EN = load_pack("en")


async def test_a_question_comes_back_as_typed_and_a_secret_in_it_only_by_name(assistant: Assistant) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(16))
    reply = await assistant.chat(f"mail ann@example.com, my seed phrase is {phrase}")
    text = restored(assistant, reply.conversation_id, Shown.of_reply(reply, assistant), EN)
    assert text == "mail ann@example.com, my seed phrase is (seed phrase)"
    assert assistant.conversations.open(reply.conversation_id).turns == []


async def test_a_stopped_question_comes_back_and_the_one_before_it_stays(assistant: Assistant) -> None:
    reply = await assistant.chat("my withdrawal is pending")
    async for event in assistant.stream("and for USDC?", reply.conversation_id):
        shown = Shown.of_meta(event, assistant)  # type: ignore[arg-type]
        break
    assert restored(assistant, reply.conversation_id, shown, EN) == "and for USDC?"
    assert len(assistant.conversations.open(reply.conversation_id).turns) == 1


async def test_the_file_of_a_conversation_is_sealed(assistant: Assistant) -> None:
    reply = await assistant.chat("mail ann@example.com, why is my withdrawal pending")
    text = as_markdown(assistant, reply.conversation_id, EN)
    assert "[[EMAIL_1]]" in text
    assert "ann@example.com" not in text
    assert text.startswith("# ")


def test_what_precedes_the_last_question_is_kept() -> None:
    said = [{"role": r, "content": c} for r, c in (("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d"))]
    assert without_last(said) == said[:2]
    assert without_last([]) == []
