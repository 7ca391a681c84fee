"""The twin in the other language is said from the table where all of a piece is known, and quoted where it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.phrases import phrases
from assistant.drafting.said_times import said_time

from .conftest import Drafted

Make = Callable[..., Drafted]


@pytest.mark.parametrize(
    ("said", "other", "holds"),
    [
        ("昨晚提了300U到币安,走的TRC20,到现在没到账", "en", "I withdrew 300 USDT to Binance last night, via TRC20, it has not arrived"),
        ("我的账户被冻结了", "en", "My account is frozen"),
        ("登录不了,验证码一直收不到", "en", "I cannot log in, the verification code does not arrive"),
        ("I deposited 0.5 ETH from MetaMask, it never arrived", "zh", "我从 MetaMask 充币 0.5 ETH，未到账"),
        ("I restarted my phone and cleared the cache", "zh", "我重启过，清除过缓存"),
    ],
)
def test_common_phrasings_are_said_in_the_other_language(drafted: Make, said: str, other: str, holds: str) -> None:
    body = drafted(said, zone=None, language="zh" if other == "en" else "en").result.drafts[other].body
    assert holds.lower() in body.lower()
    assert said not in body


@pytest.mark.parametrize("said", ["我家的猫把路由器踩坏以后页面就变成蓝色", "没想到居然说没到账是我看错了"])
def test_what_the_table_does_not_hold_stays_in_the_users_own_words(drafted: Make, said: str) -> None:
    body = drafted(said, zone=None).result.drafts["en"].body
    assert f"ORIGINAL WORDS, NOT TRANSLATED ABOVE\n- {said}" in body


def test_half_of_a_piece_is_never_taken_for_all_of_it(drafted: Make) -> None:
    body = drafted("并没有人告诉我账户被冻结", zone=None).result.drafts["en"].body
    assert "Account frozen" not in body.split("WHAT HAPPENED")[-1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("昨晚10点半", "en", "last night at half past 10"),
        ("昨天下午3点", "en", "yesterday afternoon at 3 o'clock"),
        ("上周三", "en", "last Wednesday"),
        ("3天前", "en", "3 days ago"),
        ("昨晚八点多", "en", "last night around 8 o'clock"),
        ("yesterday at 3:15 pm", "zh", "昨天下午 3:15"),
        ("this morning", "zh", "今天早上"),
        ("two hours ago", "zh", "2 小时前"),
        ("上个月28号", "en", "last month on the 28th"),
        ("11月3号", "en", "11月3号"),
        ("大年初一早上", "en", "大年初一早上"),
    ],
)
def test_times_are_said_in_words_and_left_where_a_part_is_unknown(words: str, code: str, said: str) -> None:
    assert said_time(words, code) == said


def test_every_phrase_is_said_in_both_languages() -> None:
    assert {len(p.say) for p in phrases().phrases} == {2}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="我提了没到账500U币安,。 the withdrawal did not arrive 3点昨天[[TXID_1]]", max_size=60))
def test_no_text_breaks_the_twins(drafted: Make, text: str) -> None:
    made = drafted(text, zone=timezone(timedelta(hours=8)))
    assert set(made.result.drafts) == {"zh", "en"}


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("其实不是提币", "owner"),
        ("账户被冻结了吗", "Account frozen"),
        ("我的账户是不是被盗了", "hacked"),
        ("is my account frozen?", "被冻结"),
        ("如果账户被冻结", "Account frozen"),
        ("if my account is frozen", "账户被冻结"),
        ("欧易给的地址", "OKX to"),
    ],
)
def test_what_is_asked_supposed_or_denied_is_not_told_as_a_fact(drafted: Make, said: str, never: str) -> None:
    drafts = drafted(said, zone=None).result.drafts
    told = {code: d.body.partition("WHAT HAPPENED" if code == "en" else "【事情经过】")[2] for code, d in drafts.items()}
    assert never not in told["zh" if said.isascii() else "en"]


def test_what_is_only_thought_stays_a_thought(drafted: Make) -> None:
    assert "possibly" in drafted("账户可能被盗了", zone=None).result.drafts["en"].body.lower()
