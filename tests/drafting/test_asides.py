"""What is said to the assistant, not of the problem, is in no letter; what happened, was done and is wanted stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.drafting.asides import is_aside
from assistant.guardrails import Guard

from .conftest import Drafted

Make = Callable[..., Drafted]


@pytest.mark.parametrize(
    "said",
    [
        "帮我写封信给客服",
        "你帮我查下",
        "所以现在我到底该干嘛？",
        "那人工客服怎么找",
        "需要准备什么材料",
        "好的谢谢你啊",
        "妈的",
        "你是机器人吧",
        "急死我了",
        "英文的也要",
        "write to support pls",
        "can you draft the complaint for me",
        "in german too?",
        "thank you so much, I was so scared",
        "what do i do first",
        "which documents do i need",
        "are you a bot",
        "that's not what i asked",
        "wtf",
        "ok and now?",
    ],
)
@pytest.mark.parametrize("topic", ["zh/withdrawal/withdrawal-not-received", "en/withdrawal/withdrawal-not-received"])
def test_what_is_said_to_the_assistant_is_in_no_letter(drafted: Make, said: str, topic: str) -> None:
    made = drafted("提了500 USDT到币安,走TRC20,一直没到账", said, topic=topic)
    plain = drafted("提了500 USDT到币安,走TRC20,一直没到账", topic=topic)
    assert made.result.drafts == plain.result.drafts


@pytest.mark.parametrize(
    "said",
    [
        "卖家说已经收到钱了但不放币",
        "客服让我等24小时",
        "我已经联系了客服",
        "请帮我查一下这笔提币",
        "什么时候能到账",
        "the support chat tells me to wait",
        "I already sent the receipt",
        "please return my coins",
        "how long will the review take",
        "no reply from support for 3 days",
        "well known bank, Revolut",
        "I wrote to support twice",
        "kraken says the address is not theirs",
        "不知道选了什么网络",
    ],
)
def test_what_happened_was_done_or_is_wanted_stays(drafted: Make, said: str) -> None:
    made = drafted("提了500 USDT到币安,一直没到账", said, language="zh")
    slots = made.result.slots
    held = " ".join(f.text for f in (*slots.what_happened, *slots.steps_tried, *slots.expected))
    assert said in held
    assert not is_aside(said.lower())


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ("ok i found withdrawal id 94827163. write to support pls", "94827163"),
        ("帮我写给客服,订单号是612345678901", "612345678901"),
        ("write to support that 730 USDT are missing", "730 USDT"),
        ("妈的 转了730 USDT 没到 怎么办", "730 USDT"),
    ],
)
def test_facts_that_come_with_an_aside_are_kept(drafted: Make, said: str, fact: str) -> None:
    made = drafted("我的提币没到账", said)
    for draft in made.result.drafts.values():
        text = Guard().release(f"{draft.title}\n{draft.body}", made.vault, own_words=True).text
        assert fact in text


def test_curses_are_cut_out_and_the_rest_is_written_as_a_letter_is(drafted: Make) -> None:
    made = drafted("kyc rejected 3 times wtf", "i want my fucking money back", language="en")
    body = made.result.drafts["en"].body
    assert "wtf" not in body
    assert "fucking" not in body
    assert "I want my money back" in body


def test_questions_are_the_problem_where_nothing_else_is_told(drafted: Make) -> None:
    made = drafted("how do i change my email", "thanks", language="en")
    assert "change my email" in " ".join(f.text for f in made.result.slots.expected)
    told = drafted("my account is frozen", "how do i change my email", language="en")
    assert told.result.slots.expected == ()
