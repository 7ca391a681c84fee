"""Coins that come in and coins that go out are told apart."""

import pytest

from assistant.retrieval.direction import COST, COST_SURE, lean, sure_way_of, way_of
from assistant.retrieval.fusion import Scored

CATEGORIES = {"deposit-missing-tag": "deposit", "withdrawal-missing-memo": "withdrawal", "kyc-rejected": "kyc"}


@pytest.mark.parametrize(
    "text",
    [
        "火币转过来的柚子币没填标签",
        "钱从钱包打过来了没给上",
        "往里存的时候选错链",
        "sent from my bank, not here",
        "moved coins to okx",
        "the deposit is missing",
        "第一次往欧易转币要怎么操作",
        "从别的交易所转币过来选哪条链",
        "对方平台显示已转出",
        "the other exchange says sent, but okx has no record of it",
        "okx has not credited my coins",
    ],
)
def test_what_comes_in_is_heard(text: str) -> None:
    assert way_of(text) == "in"


@pytest.mark.parametrize(
    "text",
    [
        "往外转的时候链挑错了",
        "提币没填标签",
        "对方说没收到",
        "their side is still empty",
        "you say completed and nothing came",
        "my withdrawal",
        "银行说没收到欧易打来的钱",
        "the other exchange can't see the coins i sent from okx",
        "the receiver says not received",
    ],
)
def test_what_goes_out_is_heard(text: str) -> None:
    assert way_of(text) == "out"


@pytest.mark.parametrize("text", ["选错网络了", "no memo", "okx has not sent it", "okx shows completed", "my withdrawal to okx", "怎么还没好", ""])
def test_what_tells_no_way_or_both_leans_nowhere(text: str) -> None:
    assert way_of(text) == ""


def test_a_twin_of_the_other_way_is_put_back_and_nothing_else() -> None:
    scored = [
        Scored(slug, score, 0.5, 0.5, 0.5)
        for slug, score in (("withdrawal-missing-memo", 1.0), ("deposit-missing-tag", 0.9), ("kyc-rejected", 0.5))
    ]
    leant = lean(scored, "the deposit has no memo", CATEGORIES)
    assert [s.slug for s in leant] == ["deposit-missing-tag", "withdrawal-missing-memo", "kyc-rejected"]
    assert leant[1].score == pytest.approx(1.0 - COST)
    assert lean(scored, "no memo", CATEGORIES) == scored


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("withdrew usdt from kraken to okx, nothing here", "in"),
        ("sent it from my ledger to my okx", "in"),
        ("从币安提了u到欧易 这边没有", "in"),
        ("把火币的币从火币转到你们这边了", "in"),
        ("withdrew from okx to binance, not there", "out"),
        ("从欧易提到币安没收到", "out"),
        ("欧易转到小狐狸了", "out"),
    ],
)
def test_both_ends_tell_the_way_whatever_the_other_words_are(text: str, way: str) -> None:
    assert sure_way_of(text) == way_of(text) == way


@pytest.mark.parametrize(
    "text", ["my withdrawal to okx", "从资金账户划转到交易账户", "transferred from funding to trading", "提币没到", ""]
)
def test_one_end_alone_is_not_sure(text: str) -> None:
    assert sure_way_of(text) == ""


def test_what_is_sure_puts_a_twin_back_further() -> None:
    scored = [Scored("withdrawal-missing-memo", 1.0, 0.5, 0.5, 0.5), Scored("deposit-missing-tag", 0.3, 0.5, 0.5, 0.5)]
    leant = lean(scored, "withdrew from kraken to okx without a tag", CATEGORIES)
    assert [s.slug for s in leant] == ["deposit-missing-tag", "withdrawal-missing-memo"]
    assert leant[1].score == pytest.approx(1.0 - COST_SURE)
