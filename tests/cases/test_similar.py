"""The same problem again is recognised, another problem is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.cases import CaseLog, CaseStatus
from assistant.cases.similar import Voices
from assistant.corpus.error_codes import read_error_codes
from assistant.corpus.glossary import read_glossary
from assistant.drafting.problem_facts import problem_facts
from assistant.packaged import packaged
from assistant.types import Channel
from tests.cases.conftest import Clock

SAME = [
    ("提币待审核5个小时了 有人管吗", "我昨晚提的币还是待审核，五个小时了，没人处理"),
    ("提币一直显示处理中，怎么还没出去", "还是那笔提币，一直处理中，都一天了"),
    ("my withdrawal has been processing since last night", "withdrawal still processing, since yesterday evening, nobody answers"),
    ("withdrawal stuck", "my usdt withdrawal is still stuck in pending for 6 hours"),
    ("收不到验证码", "登录时验证码一直收不到，短信邮箱都没有"),
]


@pytest.mark.parametrize(("first", "again"), SAME)
def test_the_same_topic_in_like_words_is_the_same_problem(log: CaseLog, first: str, again: str) -> None:
    case = log.create("ann", first, topic="t")
    found = log.find_similar("ann", "t", again)
    assert found is not None
    assert (found.file.case.id, found.why) == (case.id, "text")
    assert log.find_similar("ann", "other-topic", again) is None


def test_a_shared_identifier_decides_whatever_the_words_and_letter_case(log: CaseLog) -> None:
    case = log.create("ann", "where is my money", topic="t", identifiers={"[[TXID_1]]": "0xABC"})
    found = log.find_similar("ann", "other-topic", "完全不同的话", {"[[TXID_4]]": "0xabc"})
    assert found is not None
    assert (found.file.case.id, found.why) == (case.id, "identifier")


def test_another_transaction_is_another_problem_in_the_very_same_words(log: CaseLog) -> None:
    log.create("ann", "withdrawal [[TXID_1]] stuck", topic="t", identifiers={"[[TXID_1]]": "0xabc"})
    assert log.find_similar("ann", "t", "withdrawal [[TXID_1]] stuck", {"[[TXID_1]]": "0xdef"}) is None


def test_a_uid_alone_makes_no_two_problems_one(log: CaseLog) -> None:
    log.create("ann", "withdrawal stuck", topic="t", identifiers={"[[UID_1]]": "1234567"})
    assert log.find_similar("ann", "u", "no code arrives", {"[[UID_1]]": "1234567"}) is None


def test_a_solved_problem_and_one_of_last_month_are_not_the_same_problem(log: CaseLog, clock: Clock) -> None:
    case = log.create("ann", "withdrawal stuck", topic="t")
    clock.now += timedelta(days=13)
    assert log.find_similar("ann", "t", "withdrawal stuck") is not None
    clock.now += timedelta(days=2)
    assert log.find_similar("ann", "t", "withdrawal stuck") is None
    log.mark_sent("ann", case.id, "again", Channel.EMAIL)
    assert log.find_similar("ann", "t", "withdrawal stuck") is not None
    log.set_status("ann", case.id, CaseStatus.SOLVED)
    assert log.find_similar("ann", "t", "withdrawal stuck") is None


@pytest.fixture(scope="module")
def voices() -> Voices:
    """Facts as they are really read; no meaning."""
    glossary, codes = read_glossary(packaged("corpus")), read_error_codes(packaged("corpus")).find_codes
    return Voices(lambda text: problem_facts(text, glossary, codes))


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("提了500U到币安,两小时了没到账", "还没到啊 那500U"),
        ("C2C卖家收了7200块不放币", "7200那单还不放币"),
        ("account frozen, 15,000 USDT inside", "my account is still frozen with 15k usdt"),
        ("API下单报51008", "51008还在报"),
    ],
)
def test_the_same_amount_or_code_makes_few_words_enough(log: CaseLog, voices: Voices, first: str, again: str) -> None:
    case = log.create("ann", first)
    found = log.find_similar("ann", "", again, voices=voices)
    assert found is not None
    assert found.file.case.id == case.id


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("提了500U到币安,两小时了没到账", "提了800U到币安,两小时了没到账"),
        ("充了2000 USDT没到账", "充了2000 USDC没到账"),
        ("提现1.2万USDT被风控", "充值1.2万USDT没到账"),
        ("API下单报51008", "API下单报50011"),
        ("提币一直待审核", "又提了一笔,也是一直待审核"),
        ("my withdrawal is pending", "another withdrawal is pending"),
        ("谷歌验证器丢了登不上", "怎么绑定谷歌验证器"),
    ],
)
def test_another_amount_coin_way_or_code_and_a_general_question_are_another_matter(
    log: CaseLog, voices: Voices, first: str, other: str
) -> None:
    log.create("ann", first, topic="t")
    assert log.find_similar("ann", "t", other, voices=voices) is None


def test_meaning_is_heard_where_it_is_at_hand_and_of_few_cases_only(log: CaseLog) -> None:
    asked: list[int] = []

    def meaning(_: str, others: list[str]) -> list[float]:
        asked.append(len(others))
        return [0.95 for _ in others]

    for number in range(30):
        log.create("ann", f"人脸识别总是通不过 {number}")
    found = log.find_similar("ann", "", "刷脸识别还是过不去", voices=Voices(meaning=meaning))  # type: ignore[arg-type]
    assert found is not None
    assert len(asked) <= 4
