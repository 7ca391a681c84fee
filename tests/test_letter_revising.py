"""A letter that stands in the chat is changed there, in both languages, and the page's draft follows."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.draftwork import DraftReply, Draftwork
from assistant.types import Outcome

PROBLEM = "my withdrawal of 400 usdt on tron is pending since monday, order number 998877665544. i asked the chat, they told me to wait"


@pytest.fixture
def writing(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Assistant:
    monkeypatch.setattr(assistant, "on_letter", Draftwork(assistant).letter)
    return assistant


async def drafts_after(writing: Assistant, *said: str) -> tuple[DraftReply, str, Outcome]:
    conversation = (await writing.chat(said[0])).conversation_id
    for message in said[1:]:
        reply = await writing.chat(message, conversation)
    return await Draftwork(writing).write(conversation_id=conversation), reply.reply, reply.outcome


async def test_a_letter_that_stands_in_the_reply_is_an_answer(writing: Assistant) -> None:
    _, reply, outcome = await drafts_after(writing, PROBLEM, "write the letter")
    assert "```text" in reply
    assert outcome is Outcome.ANSWERED


@pytest.mark.parametrize("said", ["leave out my order number", "去掉订单号", "without the order number please"])
async def test_what_shall_be_left_out_is_in_neither_language(writing: Assistant, said: str) -> None:
    made, reply, outcome = await drafts_after(writing, PROBLEM, "write the letter", said)
    assert outcome is Outcome.ANSWERED
    assert "```text" in reply
    for draft in made.drafts.values():
        assert "998877665544" not in draft.body
        assert "order number" not in draft.body.lower()
        assert "400 USDT" in draft.body


async def test_a_sentence_is_left_out_with_what_came_of_it(writing: Assistant) -> None:
    made, _, _ = await drafts_after(writing, PROBLEM, "write the letter", "without the part about the chat")
    assert "chat" not in made.drafts["en"].body
    assert "wait" not in made.drafts["en"].body


async def test_what_another_did_stays_when_a_sentence_before_it_is_left_out(writing: Assistant) -> None:
    problem = "my withdrawal of 250 usdc is pending, my bank shows a charge, okx says that it failed"
    made, _, _ = await drafts_after(writing, problem, "write the letter", "leave out the bank part")
    assert "bank" not in made.drafts["en"].body
    assert "failed" in made.drafts["en"].body


async def test_a_fact_beside_what_is_left_out_stays(writing: Assistant) -> None:
    problem = "my withdrawal of 250 usdc is pending, i paid the 300 eur by revolut before"
    made, _, _ = await drafts_after(writing, problem, "write the letter but don't mention revolut")
    for draft in made.drafts.values():
        assert "revolut" not in draft.body.lower()
        assert "300" in draft.body


async def test_what_somebody_did_is_left_out_whole_and_told_of_nobody_else(writing: Assistant) -> None:
    problem = "my withdrawal of 250 usdc is pending. the agent promised me that it is done by yesterday"
    made, _, _ = await drafts_after(writing, problem, "write the letter", "leave out the agent")
    assert "promised" not in made.drafts["en"].body.lower()


@pytest.mark.parametrize("said", ["change the amount to 500", "金额改成 500"])
async def test_a_corrected_amount_stands_everywhere(writing: Assistant, said: str) -> None:
    made, _, _ = await drafts_after(writing, PROBLEM, "write the letter", said)
    for draft in made.drafts.values():
        assert "500 USDT" in draft.title
        assert "400" not in f"{draft.title}{draft.body}"
        assert said not in draft.body


async def test_shorter_keeps_every_fact_and_sentence_and_politer_changes_none(writing: Assistant) -> None:
    plain, _, _ = await drafts_after(writing, PROBLEM, "my app is in german", "write the letter")
    made, _, _ = await drafts_after(writing, PROBLEM, "my app is in german", "write the letter", "shorter", "make it more polite")
    for code, draft in made.drafts.items():
        for held in ("998877665544", "400 USDT", "TRC20", "german"):
            assert held in draft.body
        assert draft.title == plain.drafts[code].title
        assert draft.body.count("\n") < plain.drafts[code].body.count("\n")
    assert "very grateful" in made.drafts["en"].body


async def test_what_is_added_is_told_and_the_request_is_not(writing: Assistant) -> None:
    made, _, _ = await drafts_after(writing, PROBLEM, "write the letter", "shorter", "add that i live in spain")
    for draft in made.drafts.values():
        assert "I live in spain" in draft.body
        assert "add" not in draft.body.lower().split("spain")[0][-20:]


async def test_what_was_not_said_is_asked_for_and_then_put_in(writing: Assistant) -> None:
    made, reply, outcome = await drafts_after(writing, PROBLEM, "write the letter", "add my uid")
    assert outcome is Outcome.ASKED
    assert "UID" in reply
    assert "```text" not in reply
    made, reply, outcome = await drafts_after(writing, PROBLEM, "write the letter", "add my uid", "402918377120665")
    assert outcome is Outcome.ANSWERED
    for draft in made.drafts.values():
        assert "402918377120665" in draft.body
        assert "add my uid" not in draft.body.lower()


async def test_what_is_not_there_cannot_be_left_out_and_that_is_said(writing: Assistant) -> None:
    _, reply, outcome = await drafts_after(writing, PROBLEM, "write the letter", "leave out my ticket number")
    assert outcome is Outcome.ASKED
    assert "Ticket number" in reply


async def test_no_letter_no_change(writing: Assistant) -> None:
    _, reply, _ = await drafts_after(writing, PROBLEM, "shorter please")
    assert "```text" not in reply


@pytest.mark.parametrize(
    ("problem", "asks", "greeting"),
    [
        ("我从币安提了 1000 USDT 到欧易，走的 ERC20，币安显示成功，欧易没到账", "写一段发给币安的", "币安客服，您好："),
        ("i sent 2500 usdc from kraken to okx and it never arrived", "write something to kraken", "Dear Kraken support team,"),
    ],
)
async def test_a_letter_to_another_exchange_is_addressed_to_it(writing: Assistant, problem: str, asks: str, greeting: str) -> None:
    made, reply, outcome = await drafts_after(writing, problem, asks)
    assert outcome is Outcome.ANSWERED
    assert any(draft.body.startswith(greeting) for draft in made.drafts.values())
    assert "OKX" in made.drafts["en"].title
    assert "欧易的渠道" in reply or "OKX's ways only" in reply
    assert asks not in made.drafts["zh"].body + made.drafts["en"].body


async def test_a_letter_is_turned_to_another_exchange_when_it_stands(writing: Assistant) -> None:
    made, _, _ = await drafts_after(writing, PROBLEM, "write the letter", "address it to binance")
    assert made.drafts["en"].body.startswith("Dear Binance support team,")
    assert made.drafts["zh"].body.startswith("币安客服，您好：")
    made, reply, _ = await drafts_after(writing, PROBLEM, "write the letter", "address it to binance", "那还是写给欧易吧")
    assert "欧易客服" in reply
    assert "Binance" not in made.drafts["en"].body


async def test_how_it_shall_be_may_come_with_the_request(writing: Assistant) -> None:
    made, reply, outcome = await drafts_after(writing, PROBLEM, "prepare an email to okx, and leave out the chat")
    assert outcome is Outcome.ANSWERED
    assert "```text" in reply
    for draft in made.drafts.values():
        assert "chat" not in draft.body
        assert "leave out" not in draft.body.lower()


@pytest.mark.parametrize("again", ["you wrote it wrong, rewrite it. my uid is 48120377", "重写一遍，uid 48120377", "my uid is 48120377 and it was 3 august 2026"])
async def test_the_letter_is_shown_again_with_what_was_told_since(writing: Assistant, again: str) -> None:
    made, reply, outcome = await drafts_after(writing, PROBLEM, "write the letter", again)
    assert outcome is Outcome.ANSWERED
    assert "```text" in reply
    for draft in made.drafts.values():
        assert "48120377" in draft.body
        assert "998877665544" in draft.body
        assert "rewrite" not in draft.body
        assert "重写" not in draft.body


async def test_words_that_a_space_parts_are_dropped_without_the_facts_beside_them(writing: Assistant) -> None:
    made, _, _ = await drafts_after(writing, "提币一直没到 500U TRC20 你们okx太坑", "帮我写信给客服", "把“你们okx”那种话删掉")
    assert "太坑" not in made.drafts["zh"].body
    assert "500" in made.drafts["zh"].body
