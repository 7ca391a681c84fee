"""Another platform's problem is told from coins that pass between it and ours."""

from __future__ import annotations

import pytest

from assistant.corpus.platforms import read_platforms
from assistant.languages import load_packs
from assistant.packaged import packaged

PLATFORMS = read_platforms(packaged("corpus"))
PASSING = tuple(p for pack in load_packs().values() for p in pack.value("answers.passing.patterns"))


@pytest.mark.parametrize(
    "text",
    [
        "my bybit withdrawal is stuck",
        "币安为什么冻结我的账户",
        "kraken kyc rejected again",
        "火币提现一直审核",
        "Binance客服在哪",
        "小狐狸助记词丢了",
        "我在Bitget充值忘填memo",
    ],
)
def test_a_problem_wholly_of_another_platform_is_elsewhere(text: str) -> None:
    assert PLATFORMS.wholly_elsewhere(text, PASSING) in {"other-exchanges", "other-wallets"}


@pytest.mark.parametrize(
    "text",
    [
        "显示提币成功,币安那边没收到",
        "i sent usdt to binance and it never arrived",
        "从火币提过来的币没到账",
        "moved eth from my metamask, nothing here",
        "my okx withdrawal to kraken",
        "欧易和币安哪个冻结了我",
        "提到小狐狸没收到",
        "my friends kraken shows nothing",
        "my withdrawal is stuck",
        "navigate to the gateway page",
    ],
)
def test_coins_on_their_way_and_our_own_name_are_not(text: str) -> None:
    assert PLATFORMS.wholly_elsewhere(text, PASSING) == ""


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("okx to binance withdrawal done but binance balance zero", True),
        ("my bybit withdrawal is stuck", False),
        ("my withdrawal is stuck", False),
    ],
)
def test_coins_between_two_platforms_are_ours(text: str, ours: bool) -> None:
    assert PLATFORMS.between(text, PASSING) is ours
