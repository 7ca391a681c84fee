"""Messages that only hand over what was asked for."""

from __future__ import annotations

import pytest

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.triage.supplied import ready_items, supplies_only
from assistant.types import Outcome


@pytest.mark.parametrize(
    "text",
    [
        "my UID is [[UID_1]], withdrawal id [[WITHDRAWAL_ID_1]]",
        "我的UID是[[UID_1]],提币单号[[WITHDRAWAL_ID_1]]",
        "[[TXID_1]]",
        "txid: [[TXID_1]]",
        "500 USDT over TRC20, yesterday 10pm",
        "昨晚10点,北京时间,500U,走的TRC20",
        "I have the screenshot ready",
        "截图准备好了",
    ],
)
def test_facts_alone_are_recognised(text: str, library: Library) -> None:
    assert supplies_only(text, library.glossary, library.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "what is a UID?",
        "UID [[UID_1]] and now the app crashes every time I open it",
        "UID是[[UID_1]],另外我的账户被冻结了",
        "can I cancel withdrawal [[WITHDRAWAL_ID_1]]?",
        "how do I cancel order [[ORDER_ID_1]]",
        "我收不到验证码",
        "someone withdrew 500 USDT from my account",
        "忘记密码",
    ],
)
def test_a_question_or_a_story_is_not_only_facts(text: str, library: Library) -> None:
    assert not supplies_only(text, library.glossary, library.evidence)


def test_what_is_said_to_be_ready_counts_and_what_is_missing_does_not(library: Library) -> None:
    assert ready_items(["I've got a screenshot"], library.evidence) == {"screenshot"}
    assert ready_items(["截图准备好了"], library.evidence) == {"screenshot"}
    assert ready_items(["where do I take the screenshot", "没有截图", "I don't have a screenshot"], library.evidence) == set()


@pytest.mark.parametrize(
    ("told", "given", "nxt"),
    [
        ("My withdrawal has been processing for hours", "my UID is 123456789012345678", "Next, the most useful"),
        ("我的提币一直显示处理中", "我的UID是 123456789012345678", "接下来最有用的是"),
    ],
)
async def test_evidence_is_asked_for_one_at_a_time_and_counts_over_the_conversation(
    told: str, given: str, nxt: str, assistant: Assistant
) -> None:
    first = await assistant.chat(told)
    had = sum(i.have for i in first.triage.evidence)
    second = await assistant.chat(given, first.conversation_id)
    assert second.outcome is Outcome.ASKED
    assert second.triage.topic == first.triage.topic
    assert sum(i.have for i in second.triage.evidence) == had + 1
    assert nxt in second.reply
    assert second.reply.count("**") == 2
    more = "withdrawal ID 98765432, yesterday 10pm" if "UID is" in given else "提币编号98765432,昨晚10点"
    third = await assistant.chat(more, first.conversation_id)
    assert all(i.have for i in third.triage.evidence if i.item in {"uid", "withdrawal_id", "time_with_timezone"})
    other = await assistant.chat("how do I reset 2FA" if "UID is" in given else "怎么重置谷歌验证器", first.conversation_id)
    assert other.triage.topic != first.triage.topic


async def test_an_identifier_that_nobody_asked_for_is_a_message_like_any_other(assistant: Assistant) -> None:
    reply = await assistant.chat("my UID is 123456789012345678")
    assert "Noted" not in reply.reply
