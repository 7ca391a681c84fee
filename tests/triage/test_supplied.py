"""Messages that only hand over what was asked for."""

from __future__ import annotations

import pytest

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.triage.given import says_amount
from assistant.triage.supplied import ready_items, supplies_only
from assistant.types import Outcome, Urgency


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


@pytest.mark.parametrize("text", ["500 USDT", "usdt 500", "$200", "200$ and gone", "五千没了，就是5000块", "200u", "8万u", "2k usdt", "3个以太"])
def test_a_number_with_a_unit_or_beside_a_coin_is_an_amount(text: str, library: Library) -> None:
    assert says_amount(text, library.glossary)


@pytest.mark.parametrize("text", ["and the 2fa code too", "erc20\nno hash", "3个小时了", "2个设备", "after 24h", "version 6.1 crashed", "error 50011 again"])
def test_a_number_of_something_else_is_none(text: str, library: Library) -> None:
    assert not says_amount(text, library.glossary)


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


@pytest.mark.parametrize(
    ("danger", "harm", "question"),
    [
        (
            "support asks me for my verification code, should I give it?",
            ["I already clicked and typed my password", "and the 2fa code too"],
            "should I change my password?",
        ),
        ("客服让我把验证码给他，要给吗", ["我已经点进去了 密码也输了", "连验证码都给了"], "密码要不要改？"),
    ],
)
async def test_a_danger_that_became_harm_is_urgent(assistant: Assistant, danger: str, harm: list[str], question: str) -> None:
    first = await assistant.chat(danger)
    for told in harm:
        reply = await assistant.chat(told, first.conversation_id)
        assert reply.triage.alarm == "given_away"
        assert reply.triage.urgency is Urgency.CRITICAL
        assert reply.outcome is Outcome.ANSWERED
        assert reply.reply.startswith("**⚠️")
    reply = await assistant.chat(question, first.conversation_id)
    assert reply.triage.urgency is Urgency.CRITICAL
    assert not reply.reply.startswith("**⚠️")


@pytest.mark.parametrize("told", ["I did not type my password", "the code never arrives", "没有输密码", "收不到验证码"])
async def test_what_was_not_handed_over_raises_no_alarm(assistant: Assistant, told: str) -> None:
    first = await assistant.chat("support asks me for my verification code, should I give it?")
    assert (await assistant.chat(told, first.conversation_id)).triage.alarm == ""


async def test_the_same_words_after_an_ordinary_problem_are_no_alarm(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal of 500 USDT has been processing since last night")
    assert (await assistant.chat("I typed my password", first.conversation_id)).triage.alarm == ""
