"""The same problem again is recognised, another problem is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.cases import CaseLog, CaseStatus
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
    assert log.find_similar("ann", "", again) is None


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
