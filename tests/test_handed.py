"""What was asked for is not there: said once, and something else is asked for."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.triage.supplied import lacking_items, says_none, sought_items
from assistant.types import Outcome


@pytest.mark.parametrize(
    "text",
    [
        "no hash",
        "I don't have a txid",
        "cant find the transaction id",
        "there is no tx hash",
        "没有哈希",
        "查不到TXID",
        "txid没有",
        "沒有交易哈希",
    ],
)
def test_a_txid_that_is_not_there_is_understood(assistant: Assistant, text: str) -> None:
    assert "txid" in lacking_items(text, assistant.library.evidence)


@pytest.mark.parametrize("text", ["my hash is abc", "why is there no hash?", "没有哈希怎么办？", "TXID 在这", "I have no patience"])
def test_a_txid_that_is_there_or_asked_about_is_not_missing(assistant: Assistant, text: str) -> None:
    assert "txid" not in lacking_items(text, assistant.library.evidence)


@pytest.mark.parametrize("text", ["i dont have it", "I can't find it", "idk", "no idea", "没有", "找不到啊", "我不知道在哪里", "没有这个"])
def test_a_bare_no_is_understood(text: str) -> None:
    assert says_none(text)


@pytest.mark.parametrize(
    "text", ["no", "没有到账", "我不知道我的密码", "i don't know what to do with my life", "no idea why my coins are gone"]
)
def test_a_story_is_no_bare_no(text: str) -> None:
    assert not says_none(text)


async def test_what_is_not_there_is_not_asked_for_again(assistant: Assistant) -> None:
    first = await assistant.chat("I withdrew eth to my metamask, okx says completed, nothing there")
    asked = await assistant.chat("no hash", first.conversation_id)
    assert asked.outcome is Outcome.ASKED
    assert "not sent to the chain yet" in asked.reply
    assert "missing: **Transaction hash" not in asked.reply
    again = await assistant.chat("i dont have it", first.conversation_id)
    assert "Network (chain)" not in again.reply.split("missing: ")[-1].split("**")[1]


@pytest.mark.parametrize("text", ["交易哈希在哪里看啊", "txid怎么查", "where do i find the txid", "how do I get the transaction hash?", "哪里能看到txid"])
def test_where_a_thing_is_found_is_a_question_of_its_own(assistant: Assistant, text: str) -> None:
    assert sought_items(text, assistant.library.evidence) == ("txid",)


@pytest.mark.parametrize("text", ["txid 是哪个", "where is my deposit, i have the txid", "我的txid在哪都查不到怎么办", "how long until the txid shows"])
def test_a_question_that_only_names_a_thing_is_none(assistant: Assistant, text: str) -> None:
    assert sought_items(text, assistant.library.evidence) == ()


async def test_where_to_find_it_is_told_within_the_problem(assistant: Assistant) -> None:
    first = await assistant.chat("充xrp到欧易忘填标签了")
    told = await assistant.chat("交易哈希在哪里看啊", first.conversation_id)
    assert told.triage.topic == first.triage.topic
    assert told.reply.startswith("**交易哈希（TXID）**在这里找")
