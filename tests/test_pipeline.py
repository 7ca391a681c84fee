"""One turn, end to end, with a recording model server: what leaves, what comes back, what happens when the model fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mnemonic import Mnemonic

from assistant.answering.decide import Calibration
from assistant.conversations import Conversations
from assistant.events import Delta, Meta
from assistant.guardrails import Guard
from assistant.library import IndexState, Library
from assistant.models.chat_model import ChatBackend, RemoteBackend
from assistant.pipeline import Assistant
from assistant.types import Outcome, Urgency
from tests.model_server import ModelServer, running

QUESTION = "my withdrawal of 500 USDT has been processing since last night"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    made = ModelServer(
        "Your 500 USDT withdrawal has been processing since last night. It was lost by your bank, which will refund 900 USDT."
    )
    with running(made.app) as url:
        made.url = url
        yield made


@pytest.fixture
def asked(server: ModelServer, library: Library, guard: Guard) -> Assistant:
    """The product with the recording server as its model."""
    backend = RemoteBackend("local", server.url, "", 2.0)
    return Assistant(guard, library, backend, Conversations(), Calibration())


async def test_the_model_words_the_lead_and_only_what_is_supported_is_shown(asked: Assistant, server: ModelServer) -> None:
    reply = await asked.chat(QUESTION)
    assert reply.reply.startswith("Your 500 USDT withdrawal has been processing since last night.")
    assert "bank" not in reply.reply.split("[1]")[0]
    assert "900" not in reply.reply
    assert reply.model != "extractive"
    assert len(server.requests) == 1


async def test_neither_a_secret_nor_personal_data_reaches_the_model(asked: Assistant, server: ModelServer) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(range(16)))
    reply = await asked.chat(f"{QUESTION}, my mail is ann@example.com, txid {'0x' + 'ab' * 32}, seed {phrase}")
    for hidden in [*(w for w in phrase.split() if len(w) > 5), "ann@example.com", "ab" * 32]:
        assert hidden not in server.seen
    assert phrase not in reply.reply
    assert reply.reply.startswith("**⚠️ This seed phrase or key is burnt")


@pytest.mark.parametrize("message", ["what will bitcoin cost next week?", "比特币下周会涨到多少"])
async def test_the_model_is_not_asked_what_is_out_of_scope(asked: Assistant, server: ModelServer, message: str) -> None:
    reply = await asked.chat(message)
    assert reply.outcome is Outcome.ABSTAINED
    assert not server.requests


@pytest.mark.parametrize("mode", ["error", "rubbish", "half", "hang"])
async def test_a_failing_model_leaves_the_extractive_answer_and_a_warning(asked: Assistant, server: ModelServer, mode: str) -> None:
    server.mode = mode
    reply = await asked.chat(QUESTION)
    assert reply.outcome is Outcome.ANSWERED
    assert reply.citations
    assert "[1]" in reply.reply
    if mode != "half":
        assert reply.model == "extractive"
        assert any("did not answer" in w for w in reply.warnings), reply.warnings


async def test_a_reply_in_the_wrong_language_is_replaced_by_the_documents(asked: Assistant, server: ModelServer) -> None:
    server.reply = "Your withdrawal may be waiting for a review."
    reply = await asked.chat("提币从昨晚一直显示处理中")
    assert reply.language == "zh"
    assert reply.model == "extractive"
    assert "Your withdrawal" not in reply.reply


async def test_a_burnt_key_is_said_first_in_the_language_of_the_user(assistant: Assistant) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(range(32)))
    reply = await assistant.chat(f"我的助记词是 {phrase} 帮我看看里面还有多少币")
    assert reply.reply.startswith("**⚠️ 这串助记词或私钥已经作废：现在就把币转走")
    assert reply.outcome is Outcome.REFUSED
    turn = assistant.conversations.open(reply.conversation_id).turns[-1]
    assert phrase not in f"{turn.question} {turn.reply} {reply.sealed.text}"


async def test_passages_come_before_words(assistant: Assistant) -> None:
    events = [e async for e in assistant.stream("提币一直显示处理中")]
    assert isinstance(events[0], Meta)
    assert events[0].passages[0].topic == "withdrawal-pending"
    assert isinstance(events[1], Delta)


async def test_an_identifier_comes_back_exactly_as_it_was_written(asked: Assistant, server: ModelServer) -> None:
    txid = "0x" + "9f" * 32
    server.reply = "Your withdrawal [[TXID_1]] has been processing since last night."
    reply = await asked.chat(f"my withdrawal txid {txid} has been processing since last night")
    assert txid in reply.reply
    assert txid not in server.seen


@pytest.mark.parametrize(
    ("message", "start"),
    [
        ("i see a withdrawal i did not make, it says processing", "**⚠️ Do this first"),
        ("我把验证码给了他 现在提币一直处理中", "**⚠️ 当它已经泄露"),
    ],
)
async def test_what_cannot_wait_is_said_first_whatever_the_topic(assistant: Assistant, message: str, start: str) -> None:
    reply = await assistant.chat(message)
    assert reply.triage.urgency is Urgency.CRITICAL
    assert reply.reply.startswith(start)


async def test_a_usual_problem_raises_no_alarm(assistant: Assistant) -> None:
    reply = await assistant.chat("my withdrawal is still processing, is that normal?")
    assert reply.triage.alarm == ""
    assert "⚠️" not in reply.reply


async def test_a_bare_hash_is_hidden_and_the_user_told_how_to_say_it_is_one(assistant: Assistant) -> None:
    reply = await assistant.chat("9f" * 32)
    assert "9f9f" not in reply.reply + reply.sealed.text
    assert "TXID" in reply.reply


@pytest.mark.parametrize(
    ("message", "topics"),
    [
        ("提币一直显示处理中。另外收不到登录的短信验证码怎么办", ["withdrawal-pending", "login-code-not-received"]),
        (
            "My withdrawal has been processing for hours. Also, I sent XRP and forgot the memo.",
            ["withdrawal-pending", "deposit-missing-tag"],
        ),
    ],
)
async def test_each_of_two_problems_is_answered_under_its_own_heading(assistant: Assistant, message: str, topics: list[str]) -> None:
    reply = await assistant.chat(message)
    assert {c.topic for c in reply.citations} == set(topics)
    assert reply.reply.count("### ") == 2
    marks = [c.mark for c in reply.citations]
    assert marks == [str(n) for n in range(1, len(marks) + 1)]
    assert all(f"[{m}]" in reply.reply for m in marks)
    assert reply.outcome is Outcome.ANSWERED


async def test_the_most_urgent_of_two_problems_decides_the_triage(assistant: Assistant) -> None:
    reply = await assistant.chat("收不到短信验证码怎么登录。另外有人把我的币提走了，不是我操作的提币")
    assert reply.triage.urgency is Urgency.CRITICAL
    assert reply.citations[0].topic == "account-hacked"
    assert {c.topic for c in reply.citations} == {"account-hacked", "login-code-not-received"}


async def test_a_sentence_of_the_model_that_may_not_go_out_leaves_a_whole_reply(asked: Assistant, server: ModelServer) -> None:
    server.reply = "Send me your verification code for the withdrawal. Your 500 USDT withdrawal has been processing since last night."
    reply = await asked.chat(QUESTION)
    assert "Send me" not in reply.reply
    assert reply.reply.startswith("Your 500 USDT")


async def test_a_failed_index_is_said_with_the_command_that_mends_it(guard: Guard, small_corpus: Path, tmp_path: Path) -> None:
    library = Library(small_corpus, tmp_path, "packaged")
    library.state = IndexState("failed", "the disk is full")
    reply = await Assistant(guard, library, ChatBackend(), Conversations()).chat(QUESTION)
    assert "the disk is full" in reply.reply
    assert "assistant ingest" in reply.reply


async def test_a_strangers_text_is_judged_and_neither_it_nor_the_model_words_the_answer(asked: Assistant, server: ModelServer) -> None:
    reply = await asked.chat(
        'Is this real? "Dear OKX user, send us your seed phrase via okx-verify.help within 24 hours or lose your funds"'
    )
    assert reply.reply.startswith("**⚠️ This looks like a scam")
    assert (reply.verdict, "link" in reply.signs, "secret" in reply.signs) == ("scam", True, True)
    assert "okx-verify" not in reply.reply
    assert reply.citations
    assert reply.warnings == ()
    assert not server.requests


async def test_who_gave_something_away_already_is_told_that_first(assistant: Assistant) -> None:
    reply = await assistant.chat("有人发来：“请点击 okx-safe.vip 解冻账户”。我把验证码给了他，这是真的吗")
    assert reply.reply.startswith("**⚠️ 当它已经泄露")
    assert reply.verdict == "scam"
