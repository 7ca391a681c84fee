"""A choice that was offered is picked by its number, its place or a yes."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.picking import find_pick

THREE = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("message", "picked"),
    [
        ("1", "a"),
        ("2.", "b"),
        ("the second one please", "b"),
        ("no i meant the third one", "c"),
        ("3rd!", "c"),
        ("option two", "b"),
        ("第三个", "c"),
        ("对 第一个", "a"),
        ("选2吧", "b"),
        ("最后一个", "c"),
    ],
)
def test_a_place_in_the_list_picks(message: str, picked: str) -> None:
    assert find_pick(message, THREE) == picked


@pytest.mark.parametrize("message", ["1 btc missing", "2fa", "第一次充值", "yes", "4", "twice", "一直不到账", "", "?"])
def test_what_says_more_or_names_none_picks_nothing(message: str) -> None:
    assert find_pick(message, THREE) == ""


@pytest.mark.parametrize("message", ["yes", "yes that", "对", "就是这个", "exactly"])
def test_a_yes_picks_the_only_one(message: str) -> None:
    assert find_pick(message, ["a"]) == "a"
    assert find_pick(message, []) == ""


async def test_a_number_is_taken_as_the_choice_that_was_offered(assistant: Assistant) -> None:
    asked = await assistant.chat("不到账")
    assert len(asked.choices) > 1
    reply = await assistant.chat("第二个", asked.conversation_id)
    assert reply.triage.topic == asked.choices[1].topic


@pytest.mark.parametrize(("message", "said"), [("能不能转人工", "转接不了"), ("i want to talk to a human", "cannot put you through")])
async def test_who_wants_a_person_is_told_the_way_to_one(assistant: Assistant, message: str, said: str) -> None:
    conversation = (await assistant.chat("my withdrawal has been processing since last night")).conversation_id
    reply = await assistant.chat(message, conversation)
    assert reply.triage.topic == "channel-live-chat"
    assert said in reply.reply
