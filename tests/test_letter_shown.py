"""Who asks for the letter in the chat is shown it there, in both languages, with what he told in the same message."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.draftwork import Draftwork
from assistant.events import Delta, Done


@pytest.fixture
def writing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setattr(assistant, "on_letter", Draftwork(assistant).letter)
    return assistant


@pytest.mark.parametrize(
    ("first", "then", "titles"),
    [
        ("提币 BTC 一直审核中", "UID 402918377120665 写信给客服", ("提币问题", "Withdrawal problem")),
        ("my withdrawal is pending since monday", "2 eth, uid 402918377120665. write to support please", ("Withdrawal problem", "提币问题")),
    ],
)
async def test_the_letter_stands_in_the_reply(writing: Assistant, first: str, then: str, titles: tuple[str, str]) -> None:
    conversation = (await writing.chat(first)).conversation_id
    reply = (await writing.chat(then, conversation)).reply
    assert reply.index(titles[0]) < reply.index(titles[1])
    assert reply.count("402918377120665") == 2
    # The history, which later messages are read with, keeps the sealed reply and not the letter.
    assert "402918377120665" not in writing.conversations.open(conversation).turns[-1].reply


async def test_what_is_streamed_is_what_the_reply_says(writing: Assistant) -> None:
    conversation = (await writing.chat("my withdrawal is pending since monday, 2 eth")).conversation_id
    events = [event async for event in writing.stream("write the letter please", conversation)]
    streamed = "".join(event.text for event in events if isinstance(event, Delta))
    done = events[-1]
    assert isinstance(done, Done)
    assert streamed.strip() == done.reply.reply.strip()
    assert "```text\nWithdrawal problem" in streamed


async def test_before_anything_was_told_it_asks_what_happened(writing: Assistant) -> None:
    reply = (await writing.chat("帮我写封信给客服")).reply
    assert "```" not in reply


async def test_no_model_is_said_to_have_read_the_request_for_it(writing: Assistant) -> None:
    first = await writing.chat("my withdrawal is pending since monday, 2 eth")
    assert not first.unread
    assert (await writing.chat("write the letter please", first.conversation_id)).unread


async def test_personal_data_is_masked_in_it(writing: Assistant) -> None:
    conversation = (await writing.chat("my withdrawal is pending since monday, my mail is ann.smith@example.com")).conversation_id
    reply = (await writing.chat("write to support please", conversation)).reply
    assert "ann.smith@example.com" not in reply
