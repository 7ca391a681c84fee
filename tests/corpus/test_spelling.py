"""Slips are mended by the words of the corpus; what is right, and what is a name, is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.spelling import Spelling

TEXTS = ["money arrive deposit withdrawal password maintenance"] * 6 + ["recieve"]
PAIRS = {"提币": 60, "币待": 20, "充值": 50, "验证": 40, "止损": 30, "比较": 25, "地址": 40, "谷歌": 20, "歌验": 12}
TERMS = ["提币", "充值", "谷歌验证", "止损", "Binance", "USDT", "revolut", "地址"]


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    """Of a small corpus."""
    return Spelling(TEXTS, TERMS, lambda pair: PAIRS.get(pair, 0))


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("my mony not arive", "my money not arrive"),
        ("passwrod forgotten", "password forgotten"),
        ("maintenence again?", "maintenance again?"),
        ("mony的事", "money的事"),
        ("提比待审核", "提币待审核"),
        ("怎么冲值", "怎么充值"),
        ("谷哥验证收不到", "谷歌验证收不到"),
        ("指损没触发", "止损没触发"),
    ],
)
def test_a_slip_is_mended(spelling: Spelling, slip: str, meant: str) -> None:
    assert spelling.mend(slip) == meant


@pytest.mark.parametrize(
    "right",
    [
        "where is my money",
        "the honey is sweet",  # an English word that is near one of the corpus
        "my Revolut card",
        "binance and monay.example.com",
        "i cannot log in, can't wait",
        "sent to 0xarive",
        "MONY is a ticker, buy Mony",
        "提币比较慢",
        "提比较快的币",  # 比 belongs to 比较
        "我提别的",  # sounds like nothing of the glossary
        "",
        "?!",
    ],
)
def test_what_is_right_is_left(spelling: Spelling, right: str) -> None:
    assert spelling.mend(right) == right


@given(st.text(alphabet=st.sampled_from("提币比冲充值谷哥歌验证 abmonyarive.,0"), max_size=24))
def test_any_text_is_mended_once_and_for_all(text: str) -> None:
    spelling = Spelling(TEXTS, TERMS, lambda pair: PAIRS.get(pair, 0))
    once = spelling.mend(text)
    assert spelling.mend(once) == once
