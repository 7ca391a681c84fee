"""Grounding: what no passage holds does not pass, whoever wrote it."""

from __future__ import annotations

import pytest

from assistant.answering.grounding import RECAP, Grounding
from assistant.languages import load_pack
from assistant.library import Library

PARTS = [
    'A withdrawal that shows "processing" may be waiting for a review or for the chain. It has not left OKX yet.',
    "1. Open the withdrawal record and read its status.\n2. Cancel it within about 1 minute if the button is there.",
]
QUESTION = "my 500 USDT withdrawal on TRC20 has been processing since last night"


@pytest.fixture(scope="module")
def grounding(library: Library) -> Grounding:
    assert library.embedder is not None
    return Grounding(PARTS, QUESTION, "en", load_pack("en").value("answers.hedges"), library.embedder.embed_documents)


@pytest.mark.parametrize(
    "sentence",
    [
        "Your withdrawal may be waiting for a review or for the chain.",
        "The withdrawal has not left OKX yet.",
        "Open the withdrawal record and read its status.",
    ],
)
def test_what_a_passage_says_passes(grounding: Grounding, sentence: str) -> None:
    support = grounding.check(sentence)
    assert support.supported, support


def test_telling_the_case_back_needs_no_passage(grounding: Grounding) -> None:
    support = grounding.check("Your 500 USDT withdrawal on TRC20 has been processing since last night.")
    assert (support.supported, support.index) == (True, RECAP)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Your withdrawal is waiting for a review or for the chain.", "certainty"),
        ("Cancel it within 5 minutes if the button is there.", "number"),
        ("The withdrawal on ERC20 has not left OKX yet.", "name"),
        ("The delay was caused by a problem at your bank and will be refunded.", "words"),
        ("你的提币可能在等审核。", "language"),
        ("Open https://okx-help.example and read its status.", "link"),
        ("...", "empty"),
    ],
)
def test_what_no_passage_says_does_not(grounding: Grounding, sentence: str, reason: str) -> None:
    support = grounding.check(sentence)
    assert not support.supported
    assert support.reason == reason
