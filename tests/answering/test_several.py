"""Several problems in one message are told apart; one problem told in many sentences stays one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from assistant.answering.decide import Calibration
from assistant.answering.parting import Cut
from assistant.answering.several import MOST, part_by_search, possible_cuts, split_problems

SEVERAL = [
    (2, "我提币卡了5个小时没动静。另外我的身份认证也被拒了,说照片不清楚"),
    (2, "充的USDT没到账,还有一个问题,谷歌验证器换手机了怎么弄"),
    (2, "想问下提币最低多少?还有合约强平是怎么算的?"),
    (3, "1. 充值没到账 2. 收不到短信验证码 3. 怎么申请注销账户"),
    (2, "提币卡住了\n还有就是C2C卖家不放币"),
    (2, "提幣卡住了。另外身份認證也被拒了"),
    (2, "Two questions: how do I reset Google Authenticator, and why is my deposit missing?"),
    (2, "My withdrawal has been pending for 6 hours. Also, my KYC was rejected because of a blurry photo."),
    (2, "How can I close my account? And what's the minimum withdrawal for USDT?"),
    (3, "First, I can't log in since my phone was lost. Second, a withdrawal from yesterday hasn't arrived. Third, how do I complain?"),
    (2, "Besides the stuck withdrawal I also don't get email codes any more."),
]
ONE = [
    "我昨天晚上从欧易提了500USDT到币安,走TRC20。页面显示已完成。币安那边没收到。请问怎么查?",
    "充币没到账,另外我用的是TRC20网络,金额是300,时间是昨天下午三点",
    "我提币的时候提示需要验证,但是收不到短信验证码,所以提不了",
    "1. 打开App 2. 点提币 3. 填地址 4. 提示58207 请问怎么回事",
    "提币一直处理中,能取消吗?取消后币什么时候退回来?",
    "提币失败了,还有手续费也扣了,能退吗",
    "另外,我的充值还没到账",
    "My deposit is missing. Also, I used TRC20 and the amount was 300.",
    "I lost my phone. Now I can't get the Google code and can't log in. How do I get back in?",
    "My KYC was rejected. I uploaded my passport, and also a selfie. It says the photo is unclear. What should I do?",
    "My withdrawal is pending. Also, I have completed KYC.",
    "someone logged in to my account, withdrew my ETH and also changed my email",
    "I can't withdraw because my account needs verification, how do I verify?",
    "",
    "??? ... 1. 2.",
]


@pytest.mark.parametrize(("count", "message"), SEVERAL)
def test_problems_of_different_areas_with_a_word_for_another_one_are_told_apart(count: int, message: str) -> None:
    assert len(split_problems(message)) == count


@pytest.mark.parametrize("message", ONE)
def test_one_problem_in_several_sentences_stays_one(message: str) -> None:
    assert len(split_problems(message)) == 1


def test_a_message_of_very_many_problems_is_left_whole() -> None:
    message = "1. 提币卡了 2. 充值没到账 3. 收不到短信验证码 4. C2C卖家不放币 5. 止损没触发"
    assert len(split_problems(message)) in {1, MOST}


@pytest.mark.parametrize(
    ("message", "left", "right", "marked"),
    [
        ("我的网格停了,还想问资金费为什么每天扣三次", "我的网格停了", "资金费为什么每天扣三次", True),
        ("提币没到 手机号也换了", "提币没到", "手机号也换了", False),
        ("the fee is high + my order is stuck", "the fee is high", "my order is stuck", False),
    ],
)
def test_a_message_is_cut_where_another_problem_may_begin(message: str, left: str, right: str, marked: bool) -> None:
    assert Cut(left, right, marked) in possible_cuts(message)


def test_a_message_of_one_clause_has_no_cut() -> None:
    assert possible_cuts("提币一直处理中") == ()
    assert possible_cuts("my withdrawal is stuck") == ()


@dataclass(frozen=True)
class _Heard:
    slug: str
    learnt: float
    score: float = 3.0
    dense: float = 0.6
    lexical: float = 1.0


def _parted(message: str, heard: dict[str, list[_Heard]]) -> tuple[str, ...]:
    async def look(text: str) -> list[_Heard]:
        return next((found for words, found in heard.items() if words in text), [])

    return asyncio.run(part_by_search(message, look, {}, Calibration()))


SURE = {
    "没到 手机": [_Heard("withdrawal-pending", 0.6), _Heard("change-email-phone", 0.3, 2.0)],
    "提币": [_Heard("withdrawal-pending", 0.9), _Heard("other", 0.01, 1.0)],
    "手机": [_Heard("change-email-phone", 0.9), _Heard("other", 0.01, 1.0)],
}


def test_sides_that_each_surely_find_their_own_subject_are_two_problems() -> None:
    assert _parted("提币一直没到 手机号也早就换了", SURE) == ("提币一直没到", "手机号也早就换了")


def test_sides_that_find_the_same_subject_are_one_problem() -> None:
    same = {words: [_Heard("withdrawal-pending", 0.9), _Heard("other", 0.01, 1.0)] for words in ("提币", "手机")}
    assert _parted("提币一直没到 手机号也早就换了", same) == ("提币一直没到 手机号也早就换了",)


def test_a_side_that_finds_nothing_sure_is_a_detail() -> None:
    unsure = {**SURE, "提币": [_Heard("withdrawal-pending", 0.9)], "手机": [_Heard("x", 0.02, 0.5), _Heard("y", 0.01, 0.5)]}
    assert len(_parted("提币一直没到 手机号也早就换了", unsure)) == 1


def test_nothing_is_parted_where_nothing_is_found() -> None:
    assert len(_parted("提币一直没到 手机号也早就换了", {})) == 1


def test_the_items_of_a_list_are_problems_even_where_no_word_tells_their_area() -> None:
    assert split_problems("1) still under review since yesterday, how long 2) my visa is declined 3) where is a human") == (
        "still under review since yesterday, how long",
        "my visa is declined",
        "where is a human",
    )


def test_circled_numbers_make_a_list() -> None:
    assert split_problems("①身份证传了三次都不过 ②合约点进去说不行 ③你们几点上班呢") == ("身份证传了三次都不过", "合约点进去说不行", "你们几点上班呢")


@pytest.mark.parametrize(
    "story", ["我做了三步 1.打开app 2.点提币 3.输入地址 然后提示风控", "steps i did: 1. reinstalled 2. cleared cache 3. rebooted, still white screen"]
)
def test_steps_that_somebody_took_are_no_list_of_problems(story: str) -> None:
    assert len(split_problems(story)) == 1
