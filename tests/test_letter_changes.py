"""What a message wants of a letter that stands is understood in both languages; what only sounds like it asks for nothing."""

from __future__ import annotations

import pytest

from assistant.letter_changes import ADD, CORRECT, DROP, FULL, POLITE, SHORT, TO, asks_again, find_letter_changes, told_beside

PLATFORMS = ("coinbase", "binance", "kraken", "币安")


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("shorter", [SHORT]),
        ("can you make it a bit shorter?", [SHORT]),
        ("too long", [SHORT]),
        ("写短一点", [SHORT]),
        ("能不能短一些", [SHORT]),
        ("full version again", [FULL]),
        ("more formal please", [POLITE]),
        ("说得客气一点", [POLITE]),
        ("语气别那么冲", [POLITE]),
        ("客气点，短点", [POLITE, SHORT]),
        ("leave my order number out please", [DROP]),
        ("leave out the order number and my name", [DROP, DROP]),
        ("don't mention my wife", [DROP]),
        ("去掉订单号", [DROP]),
        ("别提我老婆", [DROP]),
        ("shorter and leave out my order number", [SHORT, DROP]),
        ("change the amount to 500", [CORRECT]),
        ("the network is ERC20", [CORRECT]),
        ("把金额改成500U", [CORRECT]),
        ("add that I called the bank on monday", [ADD]),
        ("再加一句：卖家已经失联", [ADD]),
        ("address it to kraken", [TO]),
        ("改成写给币安的", [TO]),
    ],
)
def test_a_change_is_heard(said: str, kinds: list[str]) -> None:
    assert [change.kind for change in find_letter_changes(said, PLATFORMS)] == kinds


@pytest.mark.parametrize(
    "said",
    [
        "my deposit is missing",
        "how long does it take",
        "the withdrawal takes too long",
        "是不是太长时间了",
        "i changed my password",
        "they removed my 2fa",
        "我的邮箱改了",
        "谢谢",
        "it is too long ago and my balance was changed by somebody",
    ],
)
def test_near_misses_change_nothing(said: str) -> None:
    assert find_letter_changes(said, PLATFORMS) == ()


@pytest.mark.parametrize(
    ("said", "item", "told"),
    [
        ("leave out my order number", "order_id", ""),
        ("不要写我的名字", "NAME", ""),
        ("金额改成 500", "amount", "500"),
        ("add my uid [[UID_1]]", "", "my uid [[UID_1]]"),
        ("加上我已经报警了", "", "我已经报警了"),
    ],
)
def test_a_change_says_what_of_and_what_instead(said: str, item: str, told: str) -> None:
    (change,) = find_letter_changes(said)
    assert (change.item, change.told) == (item, told)


def test_what_shall_be_added_but_was_not_said_is_asked_for() -> None:
    assert find_letter_changes("add my uid")[0].is_unsaid
    assert find_letter_changes("加上订单号")[0].is_unsaid
    assert not find_letter_changes("add that I called the bank")[0].is_unsaid


def test_nobody_is_written_to_who_is_not_known() -> None:
    assert find_letter_changes("write it to my bank", PLATFORMS) == ()


@pytest.mark.parametrize(
    "text",
    [
        "你这写的什么啊 太短了",
        "把我刚说的加到信里重写一遍",
        "我要的是信！！重新写",
        "没有编号 你先写",
        "could you redo the letter with my fix",
        "this is too messy, clean it up",
        "rewrite it",
    ],
)
def test_a_letter_is_asked_for_again(text: str) -> None:
    assert asks_again(text)


@pytest.mark.parametrize("text", ["how do i fix it now", "怎么重新写提币地址", "why is it too short", "ok sent it", "they answered", "到账了", ""])
def test_what_asks_something_else_asks_for_no_letter(text: str) -> None:
    assert not asks_again(text)


def test_what_is_told_beside_stays_and_what_is_said_to_the_assistant_does_not() -> None:
    assert told_beside("你这写的什么啊 太短了。昨天晚上9点40，强平价61800") == "昨天晚上9点40, 强平价61800"
    assert told_beside("this is a mess. rewrite it. the network was BEP20") == "the network was BEP20"
    assert told_beside("重写一遍") == ""


def test_one_message_adds_and_takes_out() -> None:
    first, second = find_letter_changes("信里txid是 7c2f77aa51b6 加进去 “你们okx”那种话删掉")
    assert (first.kind, first.item, first.told) == (CORRECT, "txid", "7c2f77aa51b6")
    assert second.kind == DROP
