"""Coins that come in and coins that go out are told apart."""

import pytest

from assistant.retrieval.direction import COST, lean, way_of
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
    ],
)
def test_what_goes_out_is_heard(text: str) -> None:
    assert way_of(text) == "out"


@pytest.mark.parametrize("text", ["选错网络了", "no memo", "my withdrawal to okx", "怎么还没好", ""])
def test_what_tells_no_way_or_both_leans_nowhere(text: str) -> None:
    assert way_of(text) == ""


def test_a_twin_of_the_other_way_is_put_back_and_nothing_else() -> None:
    scored = [
        Scored(slug, score, 0.5, 0.5, 0.5)
        for slug, score in (("withdrawal-missing-memo", 1.0), ("deposit-missing-tag", 0.9), ("kyc-rejected", 0.5))
    ]
    leant = lean(scored, "in", CATEGORIES)
    assert [s.slug for s in leant] == ["deposit-missing-tag", "withdrawal-missing-memo", "kyc-rejected"]
    assert leant[1].score == pytest.approx(1.0 - COST)
    assert lean(scored, "", CATEGORIES) == scored
