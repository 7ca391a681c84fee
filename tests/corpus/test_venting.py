"""Anger weighs nothing in the search, and what only sounds like it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.fold import fold
from assistant.corpus.venting import calm

ANGRY = {
    "不到账!!垃圾": "不到账",
    "你们这帮废物 充值不到账": "充值不到账",
    "提币一直不到账 操": "提币一直不到账",
    "他妈的号被冻了": "号被冻了",
    "垃圾平台 提现三天不到 气死人了": "提现三天不到",
    "骗子公司，提现审核一周了": "提现审核一周了",
    "收不到验证码 你们是骗子吧！！": "收不到验证码",
    "where is my fucking deposit!!!": "where is my deposit",
    "login not working fuck you": "login not working",
    "you bunch of clowns, my kyc was rejected": "my kyc was rejected",
    "WHERE IS MY MONEY YOU THIEVES": "where is my money",
    "why the hell is my order not filled": "why is my order not filled",
}
TELLING = [
    "验证码在垃圾箱里",
    "垃圾短信怎么办",
    "被骗子骗了",
    "你们是骗子吗",
    "okx是骗子平台吗",
    "我妈的账号登不上",
    "他妈妈的身份证可以认证吗",
    "我操作失误了",
    "破产了 强平了怎么办",
    "is this a scam",
    "scammers took my coins",
    "the mail is in the junk folder",
    "my withdrawal fee is ridiculous",
]


@pytest.mark.parametrize(("angry", "asked"), ANGRY.items())
def test_a_question_asked_in_anger_is_the_question(angry: str, asked: str) -> None:
    assert calm(fold(angry)) == asked


@pytest.mark.parametrize("question", TELLING)
def test_what_only_sounds_like_an_insult_stays(question: str) -> None:
    assert calm(question) == question


@pytest.mark.parametrize("curse", ["垃圾", "滚", "fuck", "YOU THIEVES"])
def test_a_message_that_is_nothing_but_anger_is_left_as_it_is(curse: str) -> None:
    assert calm(curse) == curse


@given(st.text(alphabet="提币到账my withdrawal is stuck垃圾操!?,， ", max_size=60))
def test_nothing_is_added_and_nothing_becomes_empty(text: str) -> None:
    folded = fold(text)
    left = calm(folded)
    assert set(left) <= {*folded, *folded.lower(), ",", " ", "?"}
    assert left.strip() or not folded.strip()
