"""Grounding: what no passage holds does not pass, whoever wrote it."""

from __future__ import annotations

import pytest

from assistant.answering.grounding import RECAP, Grounding, Signs
from assistant.languages import load_pack
from assistant.library import Library

PARTS = [
    "After a password change withdrawals are blocked for 24 hours: wait until that time is over, then withdraw.",
    'A withdrawal that shows "processing" may be waiting for a review or for the chain. It has not left OKX yet.',
    "1. Open the withdrawal record and read its status.\n2. Cancel it within about 1 minute if the button is there.",
]
QUESTION = "my 500 USDT withdrawal on TRC20 has been processing since last night"


@pytest.fixture(scope="module")
def grounding(library: Library) -> Grounding:
    assert library.embedder is not None
    return Grounding(PARTS, QUESTION, "en", Signs.of(load_pack("en")), library.embedder.embed_documents)


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
    ("question", "sentence", "reason"),
    [
        ("support told me to send my coins to a safe account", "You send your coins to a safe account.", "said by another"),
        ("the login code does not arrive on my phone", "Your login code does arrive on the phone.", "direction"),
        ("how long after a password change can i withdraw", "You can withdraw after a password change within 24 hours.", "words"),
    ],
)
def test_a_message_is_not_told_back_turned_round(library: Library, question: str, sentence: str, reason: str) -> None:
    assert library.embedder is not None
    grounding = Grounding(PARTS, question, "en", Signs.of(load_pack("en")), library.embedder.embed_documents)
    assert grounding.check(sentence).reason == reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Your withdrawal is waiting for a review or for the chain.", "certainty"),
        ("Do not open the withdrawal record and read its status.", "direction"),
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


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("so can okx reverse it", "You can reverse it on OKX."),
        ("can I withdraw within the 24 hours?", "You can withdraw within the 24 hours."),
        ("my withdrawal is processing, will OKX refund the fee?", "OKX will refund the fee."),
        ("提币能撤回吗", "提币能撤回。"),
        ("欧易会不会赔我手续费", "欧易会赔你手续费。"),
    ],
)
def test_a_question_is_not_told_back_as_its_answer(library: Library, question: str, sentence: str) -> None:
    code = "zh" if sentence.endswith("。") else "en"
    parts = ["Let the recipient look in the OKX deposit history.", *PARTS] if code == "en" else ["请对方查欧易的充值记录。", "一旦广播，任何人都撤不回。"]
    assert library.embedder is not None
    checked = Grounding(parts, question, code, Signs.of(load_pack(code)), library.embedder.embed_documents).check(sentence)
    assert not checked.supported, checked


def test_what_was_told_beside_a_question_may_be_told_back(library: Library) -> None:
    assert library.embedder is not None
    question = "My withdrawal of 500 USDT is processing since last night. How long does it take?"
    checked = Grounding(PARTS, question, "en", Signs.of(load_pack("en")), library.embedder.embed_documents)
    assert checked.check("Your withdrawal of 500 USDT is processing since last night.").index == RECAP
