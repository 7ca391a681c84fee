"""Who asks for the letter and tells something with it is heard in both."""

from __future__ import annotations

import pytest

from assistant.draftwork import Draftwork
from assistant.letter_request import find_letter_request
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("ok i found withdrawal id 94827163. write to support pls", "i found withdrawal id 94827163"),
        ("帮我写给客服，订单号是612345678901", "订单号是612345678901"),
        ("有订单号 612345678901 帮我写封信给客服 谢谢", "有订单号 612345678901"),
        ("please write the mail to kraken", ""),
        ("can you draft a complaint for me", ""),
        ("in german too?", ""),
    ],
)
def test_a_request_is_told_from_what_comes_with_it(said: str, rest: str) -> None:
    found = find_letter_request(said)
    assert found is not None
    assert found.rest == rest


@pytest.mark.parametrize(
    "said",
    [
        "i wrote to support twice",
        "how do I write to support",
        "地址写错了",
        "客服让我写说明",
        "they write that it is pending",
        "my deposit is missing",
    ],
)
def test_near_misses_ask_for_no_letter(said: str) -> None:
    assert find_letter_request(said) is None


async def test_facts_that_come_with_the_request_are_noted_and_stand_in_the_letter(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal of 500 USDT has been processing since last night")
    reply = await assistant.chat("ok i found withdrawal id 94827163. write to support pls", first.conversation_id)
    assert reply.reply.startswith("Noted for your request: Withdrawal number")
    assert "Write the request to support" in reply.reply
    letter = await Draftwork(assistant).write(conversation_id=first.conversation_id)
    assert "94827163" in letter.drafts["en"].body
    assert "write to support" not in letter.drafts["en"].body


async def test_a_whole_problem_with_the_request_is_answered_and_the_letter_offered(assistant: Assistant) -> None:
    reply = await assistant.chat("我昨天提了500U到币安,一直显示处理中,帮我写封信给客服")
    assert reply.triage.topic == "withdrawal-pending"
    assert reply.citations
    assert "再自己发给客服。" in reply.reply
    letter = await Draftwork(assistant).write(conversation_id=reply.conversation_id)
    assert "500 USDT" in letter.drafts["zh"].title
    assert "写封信" not in letter.drafts["zh"].body
