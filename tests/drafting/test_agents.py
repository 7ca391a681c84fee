"""Who did what is told alike in both languages, or in the person's own words; anger and nerves are no part of a letter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.drafting.asides import is_aside
from assistant.drafting.roles import ME, OTHER, agent_of, is_accusing

from .conftest import Drafted

Make = Callable[..., Drafted]


@pytest.mark.parametrize(
    ("piece", "before", "agent"),
    [
        ("they changed my password", ME, OTHER),
        ("and turned off my 2fa", OTHER, OTHER),
        ("i called the bank", OTHER, ME),
        ("spoke with an agent on chat", ME, ME),
        ("last night the thief changed my password", ME, OTHER),
        ("骗子登了我的号", ME, OTHER),
        ("把我的密码改了", OTHER, OTHER),
        ("我已经冻结账户", OTHER, ME),
        ("联系了客服三次", ME, ME),
        ("被骗子改了密码", ME, OTHER),
        ("我老婆联系了客服", ME, OTHER),
    ],
)
def test_who_acts_is_read(piece: str, before: str, agent: str) -> None:
    assert agent_of(piece, before) == agent


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("someone got in, changed my password and reset my 2fa", "修改密码"),
        ("my wife contacted support", "联系过客服"),
        ("骗子登了我的号，改了密码，转走了 6200 USDT", "changed the password"),
        ("客服改了密码", "I changed"),
        ("她手机被偷了", "my phone"),
        ("他说账户被冻结了", "My account is frozen"),
        ("邮箱被盗了", "funds"),
    ],
)
def test_nobodys_act_is_told_as_anothers_in_the_other_language(drafted: Make, said: str, never: str) -> None:
    made = drafted(said, zone=None)
    assert made.result.slots.steps_tried == ()
    other = made.result.drafts["zh" if said.isascii() else "en"]
    assert never not in other.body
    assert "原话" in other.body or "ORIGINAL WORDS" in other.body


@pytest.mark.parametrize(
    ("said", "other", "holds", "never"),
    [
        ("they changed my password", "zh", "密码被他人修改", "已修改密码"),
        ("i changed my password", "zh", "我已修改密码", "他人"),
        ("骗子把我的密码改了", "en", "The password was changed by somebody else", "I changed"),
        ("我没放币", "en", "I have not released the coins", "other side"),
        ("他一直催我放币", "en", "The other side keeps urging me to release", "I released"),
        ("he then blocked me", "zh", "对方把我拉黑了", "我把"),
        ("my money is gone", "zh", "资产不见了", "转走"),
    ],
)
def test_the_one_who_did_it_is_the_same_in_the_other_language(drafted: Make, said: str, other: str, holds: str, never: str) -> None:
    body = drafted(said, zone=None, language="zh" if other == "en" else "en").result.drafts[other].body
    assert holds in body
    assert never not in body


@pytest.mark.parametrize(
    ("said", "other", "holds"),
    [
        ("I sent 300 USDT from binance to okx yesterday", "zh", "从币安转账 300 USDT 到OKX"),
        ("我在okx卖了2万U", "en", "I sold 20000 USDT on okx"),
        ("提了 300U 到币安，TRC20，3个小时了还没到", "en", "I withdrew 300 USDT to Binance, TRC20, it has not arrived for 3 hours"),
        ("我充了 850 个 XRP 到 okx", "en", "I deposited 850 XRP to"),
    ],
)
def test_plain_sentences_are_said_whole(drafted: Make, said: str, other: str, holds: str) -> None:
    made = drafted(said, zone=None, language="zh" if other == "en" else "en")
    assert holds.lower() in made.result.drafts[other].body.lower()


@pytest.mark.parametrize(
    "said",
    ["this is theft", "you people stole my money", "scam exchange", "absolute robbery", "这就是抢钱", "你们就是想骗我的钱", "骗子平台"],
)
def test_what_is_said_in_anger_is_neither_told_nor_a_title(drafted: Make, said: str) -> None:
    assert is_accusing(said)
    made = drafted(f"my withdrawal of 500 USDT is pending. {said}!!", zone=None)
    for text in made.both():
        assert said not in text.lower()
        for word in ("theft", "scam", "被盗", "被骗"):
            assert word not in text


@pytest.mark.parametrize("said", ["my phone was stolen", "someone stole my coins", "我被骗了", "they scammed me", "my account was hacked"])
def test_what_happened_to_the_person_is_told(drafted: Make, said: str) -> None:
    assert not is_accusing(said)
    assert drafted(said, zone=None).result.slots.what_happened


@pytest.mark.parametrize(
    "said",
    [
        "stop",
        "i cant sleep",
        "i havent slept",
        "so stupid",
        "be quick",
        "keep it polite",
        "stop asking me things",
        "this is driving me insane",
        "my hands are shaking",
        "我现在心好乱",
        "晚上都睡不着",
        "别废话了",
        "急急急",
        "整理一下发给客服",
        "draft 一下",
        "都怪我自己",
        "太离谱了",
        "心态崩了",
    ],
)
def test_nerves_and_orders_are_asides(said: str) -> None:
    assert is_aside(said)


@pytest.mark.parametrize(
    "said",
    [
        "my phone is broken",
        "my money is lost",
        "it stopped working",
        "stop loss did not trigger",
        "please stop the withdrawal",
        "he told me to hurry",
        "写错了地址",
        "系统崩溃了",
        "页面没反应",
        "客服说快了",
        "卡死了",
        "停用了",
        "不知道选了什么网络",
        "i did not sleep through the alert and saw the withdrawal",
    ],
)
def test_what_only_sounds_like_them_stays(said: str) -> None:
    assert not is_aside(said)


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("I refused to release the coins", "rejected"),
        ("页面一直卡住，平不了仓", "pending"),
        ("强平价2310，当时盘口根本没到", "not arrived"),
        ("骗子登了我的号", "scam"),
    ],
)
def test_a_title_names_only_symptoms_of_the_persons(drafted: Make, said: str, absent: str) -> None:
    assert absent not in drafted(said, zone=None).result.drafts["en"].title


def test_a_frozen_card_is_named_once(drafted: Make) -> None:
    title = drafted("我的银行卡被冻结了", zone=None).result.drafts["zh"].title
    assert title.count("被冻结") == 1
