"""A message that says nothing alone goes on with the problem before it; one that stands on its own does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.decide import Decision
from assistant.answering.follow_up import Look, begins_anew, goes_on, is_elliptic, names_more, part_anew, says_unchanged
from assistant.answering.noted import note_remark
from assistant.corpus.glossary import packaged_glossary
from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.retrieval.fusion import Scored
from assistant.types import Outcome

OUT = {"chit-chat": Outcome.REDIRECTED, "price-prediction": Outcome.REDIRECTED}


def look(outcome: Outcome, probability: float, *scored: tuple[str, float, float]) -> Look:
    return Look(
        Decision(outcome, scored[0][0], probability=probability), [Scored(s, score, 0.5, 0.5, learnt) for s, score, learnt in scored]
    )


NOTHING = look(Outcome.ASKED, 0.05, ("kyc-documents", 0.6, 0.02))
STILL = look(Outcome.ANSWERED, 0.95, ("deposit-not-arrived", 1.05, 0.6))


def goes(message: str, alone: Look, behind: Look = STILL, *, more: bool = False, language: str = "en") -> str:
    return goes_on(message, "deposit-not-arrived", alone, behind, OUT, load_pack(language), more=more)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "and how long?"),
        ("en", "why"),
        ("en", "can i get it back?"),
        ("en", "what do they need"),
        ("en", "is it gone"),
        ("en", "How much does it cost"),
        ("zh", "那要等多久"),
        ("zh", "为什么啊"),
        ("zh", "还能找回来吗"),
        ("zh", "要准备什么材料"),
        ("zh", "怎么申诉"),
        ("zh", "要收钱吗"),
    ],
)
def test_what_can_be_asked_of_any_problem_stays_with_it(language: str, message: str) -> None:
    assert is_elliptic(message, load_pack(language))
    accident = look(Outcome.ANSWERED, 0.9, ("kyc-documents", 1.02, 0.46))
    assert goes(message, accident, language=language) == "stays"


@pytest.mark.parametrize(
    "message",
    [
        "how long does the google authenticator reset usually take to be approved by them",
        "my card was refused",
        "提币手续费多少钱啊我想知道清楚一点谢谢你们",
    ],
)
def test_a_question_with_a_subject_of_its_own_is_none_of_those(message: str) -> None:
    assert not is_elliptic(message, load_pack("zh" if message[0] > "z" else "en"))


def test_what_fits_another_subject_word_for_word_is_about_that() -> None:
    assert goes("my authenticator is lost", look(Outcome.ANSWERED, 0.9, ("2fa-reset", 1.15, 0.6))) == "alone"
    assert goes("will btc go up", look(Outcome.REDIRECTED, 0.0, ("price-prediction", 1.1, 0.9))) == "alone"


def test_a_remark_is_not_answered_with_the_document_again() -> None:
    thanks = look(Outcome.REDIRECTED, 0.0, ("chit-chat", 1.2, 0.9))
    assert goes("ok thank you", thanks) == "small_talk"
    assert goes("i already told them twice", NOTHING) == "remark"
    assert goes("did i do it wrong then?", NOTHING) == "stays"
    assert goes("???", NOTHING) == "remark"


def test_a_new_fact_that_both_searches_see_changes_the_subject() -> None:
    other = ("deposit-wrong-network", 1.0, 0.3)
    assert goes("it went over erc20", look(Outcome.ANSWERED, 0.8, other), look(Outcome.ANSWERED, 0.7, other)) == "behind"
    near = look(Outcome.ANSWERED, 0.7, ("deposit-confirmations", 1.0, 0.3), ("deposit-not-arrived", 0.9, 0.3))
    assert goes("it says 12 of 20", look(Outcome.ANSWERED, 0.55, ("order-min-size", 0.9, 0.1)), near) == "stays"


def test_another_matter_announced_is_another_matter() -> None:
    assert begins_anew("By the way, what are the fees", load_pack("en"))
    assert begins_anew("好的 另外手续费是多少", load_pack("zh"))
    assert not begins_anew("the deposit is also missing", load_pack("en"))
    assert goes("by the way, is the app down", NOTHING) == "alone"


def test_a_product_that_was_not_spoken_of_is_something_more() -> None:
    glossary = packaged_glossary()
    assert names_more("how do i turn on the api", "my deposit did not arrive", glossary)
    assert not names_more("can i cancel the deposit", "my deposit did not arrive", glossary)
    assert not names_more("i want to complain", "my deposit did not arrive", glossary)


@pytest.mark.parametrize(
    ("language", "turns", "topic"),
    [
        ("en", ["I deposited XRP without the tag", "how much does it cost"], "deposit-missing-tag"),
        ("zh", ["提币一直处理中怎么办", "那要等多久"], "withdrawal-pending"),
        ("en", ["I deposited XRP without the tag", "thanks", "can i get it back?"], "deposit-missing-tag"),
        ("en", ["my withdrawal is still pending", "ok. another question: my google authenticator is lost with my phone"], "2fa-reset"),
    ],
)
async def test_a_conversation_keeps_its_subject_until_there_is_another(
    assistant: Assistant, language: str, turns: Sequence[str], topic: str
) -> None:
    conversation = ""
    for message in turns:
        reply = await assistant.chat(message, conversation)
        conversation = reply.conversation_id
    assert (reply.outcome, reply.triage.topic) == (Outcome.ANSWERED, topic)


async def test_who_asks_how_long_is_told_that_and_not_everything_again(assistant: Assistant) -> None:
    first = await assistant.chat("提币一直处理中怎么办")
    second = await assistant.chat("那要等多久", first.conversation_id)
    assert len(second.reply) < len(first.reply) / 2
    assert [c.mark for c in second.citations] == ["1"]


async def test_thanks_are_heard_and_the_conversation_goes_on(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal is still pending")
    second = await assistant.chat("ok thank you so much", first.conversation_id)
    assert second.outcome is Outcome.ASKED
    assert not second.choices
    assert "support" in second.reply
    assert not second.citations


async def test_a_word_that_replies_to_a_question_back_is_read_with_what_was_asked_about(assistant: Assistant) -> None:
    first = await assistant.chat("不到账")
    assert first.outcome is Outcome.ASKED
    second = await assistant.chat("充值的", first.conversation_id)
    assert (second.outcome, second.triage.topic) == (Outcome.ANSWERED, "deposit-not-arrived")


async def test_a_secret_alone_offers_nothing_to_choose(assistant: Assistant) -> None:
    from mnemonic import Mnemonic

    reply = await assistant.chat(str(Mnemonic("english").to_mnemonic(bytes(range(16)))))
    assert reply.outcome is Outcome.REFUSED
    assert not reply.choices


@pytest.mark.parametrize(("remark", "wanted"), [("remark", True), ("small_talk", False)])
async def test_thanks_are_not_answered_with_what_to_find_next(assistant: Assistant, remark: str, wanted: bool) -> None:
    reply = await assistant.chat("my withdrawal is still pending")
    library, pack = assistant.library, load_pack("en")
    said = note_remark(remark, reply.triage, library.evidence, pack)
    assert pack.text("page.channels.live_chat") in said
    assert ("Where to find it" in said) is wanted


def test_a_whole_question_is_not_taken_for_one_that_any_problem_could_have() -> None:
    alone = look(Outcome.ANSWERED, 0.99, ("position-mode-posside", 1.2, 0.97), ("2fa-reset", 0.2, 0.0))
    assert goes("下单报错posSide参数错误怎么解决？", alone, language="zh") == "alone"


def test_what_fits_one_subject_only_is_left_to_it_where_the_one_before_does_not_help() -> None:
    alone = look(Outcome.ANSWERED, 0.34, ("fiat-withdrawal", 0.82, 0.11), ("p2p-bank-card-frozen", 0.54, 0.11))
    faint = look(Outcome.ANSWERED, 0.21, ("deposit-not-arrived", 0.83, 0.39))
    assert goes("怎么提到银行卡", alone, faint, language="zh") == "alone"
    assert goes("怎么提到银行卡", alone, STILL, language="zh") == "stays"


async def test_an_error_code_does_not_answer_what_is_asked_after_it(assistant: Assistant) -> None:
    first = await assistant.chat("API error 50110, what does it mean?")
    assert first.triage.topic == "api-ip-50110"
    reply = await assistant.chat("my withdrawal of 500 USDT has been processing since last night", first.conversation_id)
    assert reply.triage.topic == "withdrawal-pending"


@pytest.mark.parametrize("text", ["重装了 换了网络 还是不行 急死了", "tried all of that, still not working", "same error again", "照做了，没用"])
def test_what_was_done_in_vain_is_of_the_same_problem(text: str) -> None:
    assert says_unchanged(text, load_pack("zh")) or says_unchanged(text, load_pack("en"))


def test_two_short_questions_on_the_last_problem_are_no_new_one() -> None:
    assert is_elliptic("ok but HOW LONG. and is my money lost", load_pack("en"))
    assert not is_elliptic("i sent 200 usdt over tron to my friend yesterday, how long", load_pack("en"))


@pytest.mark.parametrize(
    ("message", "before", "behind"),
    [
        ("ok sent them. by the way, how do i change my phone", "ok sent them", "by the way, how do i change my phone"),
        ("知道了。顺便问一下怎么改手机号", "知道了", "顺便问一下怎么改手机号"),
        ("算了不用你了 对了最少充多少", "算了不用你了", "对了最少充多少"),
        ("i also sent the passport", "", "i also sent the passport"),
        ("by the way, how do i change my phone", "", "by the way, how do i change my phone"),
    ],
)
def test_a_message_is_parted_where_it_says_that_another_matter_begins(message: str, before: str, behind: str) -> None:
    assert part_anew(message, load_pack("zh" if "了" in message else "en")) == (before, behind)


async def test_what_stands_behind_by_the_way_is_what_is_asked(assistant: Assistant) -> None:
    first = await assistant.chat("my withdrawal has been processing since last night")
    reply = await assistant.chat("ok i will wait. by the way, my deposit over TRC20 has not arrived, what can i do?", first.conversation_id)
    assert "deposit-not-arrived" in {reply.triage.topic, *(choice.topic for choice in reply.choices)}
