"""A letter is about the problem that most of what was told belongs to, wherever the conversation jumped; an explicit choice wins."""

from __future__ import annotations

import pytest

from assistant.conversations import Turn
from assistant.draftwork import Draftwork
from assistant.errors import InputError
from assistant.letter_subject import Subject, find_subject, topics_of
from assistant.pipeline import Assistant
from assistant.types import Outcome

CATEGORIES = {
    "deposit-missing-tag": "deposit",
    "deposit-not-arrived": "deposit",
    "withdrawal-pending": "withdrawal",
    "channel-live-chat": "channels",
    "kyc-rejected": "kyc",
}


def _turn(question: str, topic: str = "", language: str = "en") -> Turn:
    return Turn(question, "", topic, Outcome.ANSWERED, language, query=question if topic else "")


def _subject(*turns: Turn, chosen: str = "") -> Subject:
    """Each word of a message weighs one, a question nothing."""
    return find_subject(turns, lambda text: 0 if text.endswith("?") else len(text.split()), lambda t: CATEGORIES.get(t, ""), chosen)


def test_a_short_question_about_another_thing_does_not_take_the_letter_with_it() -> None:
    tag = [_turn("I forgot the xrp tag", "deposit-missing-tag"), _turn("500 xrp from binance yesterday", "deposit-missing-tag")]
    found = _subject(*tag, _turn("where do I see the hash?", "withdrawal-pending"), _turn("found it 3F9C", "withdrawal-pending"))
    assert found.topic == "deposit-missing-tag"
    assert len(found.turns) == 4, "what was told after the jump is of the same story"


def test_how_to_reach_support_is_no_problem() -> None:
    turns = [_turn("btc missing", "deposit-not-arrived"), _turn("i wrote to the live chat and the bot just loops", "channel-live-chat")]
    assert _subject(*turns).topic == "deposit-not-arrived"
    assert _subject(turns[1]).topic == "channel-live-chat"


def test_facts_told_where_nothing_was_found_belong_to_what_is_talked_about() -> None:
    found = _subject(
        _turn("my kyc fails", "kyc-rejected"), _turn("four five six seven"), _turn("one two three four five", "deposit-not-arrived")
    )
    assert found.topic == "kyc-rejected"


def test_a_problem_that_is_solved_is_left_out_and_named() -> None:
    found = _subject(
        _turn("my deposit of 500 usdt has not arrived", "deposit-not-arrived"),
        _turn("it arrived, thank you!", "deposit-not-arrived"),
        _turn("kyc rejected", "kyc-rejected"),
    )
    assert found.topic == "kyc-rejected"
    assert [t.question for t in found.turns] == ["kyc rejected"]
    assert found.others == ("deposit-not-arrived",)


def test_a_problem_that_is_set_apart_itself_has_a_letter_of_its_own() -> None:
    turns = [
        _turn("my deposit of 500 usdt over trc20 has not arrived", "deposit-not-arrived"),
        _turn("another problem: kyc rejected", "kyc-rejected"),
    ]
    assert _subject(*turns).turns == (turns[0],)
    chosen = _subject(*turns, chosen="kyc-rejected")
    assert (chosen.topic, chosen.turns, chosen.others) == ("kyc-rejected", (turns[1],), ("deposit-not-arrived",))


def test_nothing_found_is_no_subject() -> None:
    assert _subject(_turn("hello"), _turn("it does not work")).topic == ""
    assert topics_of([_turn("hello"), _turn("kyc", "kyc-rejected"), _turn("again", "kyc-rejected")]) == ("kyc-rejected",)


async def test_the_letter_of_a_conversation_that_jumped_is_about_its_problem(assistant: Assistant) -> None:
    reply = await assistant.chat("充xrp忘填标签了")
    for text in ("是从币安提过来的 500个xrp 昨天下午三点", "提币要多久", "怎么联系人工客服"):
        await assistant.chat(text, reply.conversation_id)
    letter = await Draftwork(assistant).write(conversation_id=reply.conversation_id)
    assert letter.triage.topic == "deposit-missing-tag"
    assert letter.drafts["zh"].title.startswith("充币问题")
    assert "500 XRP" in letter.drafts["en"].title


async def test_the_chosen_topic_wins_and_an_unknown_one_is_an_error(assistant: Assistant) -> None:
    reply = await assistant.chat("my withdrawal of 500 USDT has been processing since last night")
    work = Draftwork(assistant)
    letter = await work.write(conversation_id=reply.conversation_id, topic="deposit-missing-tag")
    assert letter.drafts["en"].title.startswith("Deposit problem")
    assert "withdrawal-pending" in letter.subjects
    with pytest.raises(InputError, match="no-such-topic"):
        await work.write(conversation_id=reply.conversation_id, topic="no-such-topic")
