"""First messages that say next to nothing, in calm and in anger."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.types import Outcome


@pytest.mark.parametrize("text", ["不行", "出问题了", "垃圾平台还我钱", "wtf"])
async def test_the_commonest_problems_are_offered(assistant: Assistant, text: str) -> None:
    reply = await assistant.chat(text)
    assert reply.outcome is Outcome.ASKED
    common = {problem.topic for problem in assistant.library.taxonomy.first_screen}
    assert {choice.topic for choice in reply.choices} <= common
    assert len(reply.choices) > 4


@pytest.mark.parametrize(("text", "topic"), [("不到账", "deposit-not-arrived"), ("deposit", "deposit-not-arrived")])
async def test_what_names_its_subject_is_asked_about_that(assistant: Assistant, text: str, topic: str) -> None:
    reply = await assistant.chat(text)
    assert topic in {choice.topic for choice in reply.choices}
    assert len(reply.choices) <= 4


async def test_anger_is_heard_once(assistant: Assistant) -> None:
    first = await assistant.chat("你们这群骗子 提币一直不到")
    assert first.reply.startswith("碰上这种事")
    second = await assistant.chat("垃圾 到底要多久", first.conversation_id)
    assert "碰上这种事" not in second.reply


async def test_who_swears_is_not_greeted(assistant: Assistant) -> None:
    reply = await assistant.chat("what the hell!!")
    assert "Hello" not in reply.reply
    assert reply.outcome is Outcome.ASKED
