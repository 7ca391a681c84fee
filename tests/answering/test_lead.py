"""The lead speaks to the person and says what the documents say, or it is not shown."""

from __future__ import annotations

import pytest

from assistant.answering.compose import Part
from assistant.answering.grounding import Grounding, Signs
from assistant.answering.lead import LeadSentence, _judge, _speaks_to_you
from assistant.languages import load_pack
from assistant.library import Library


@pytest.mark.parametrize(
    ("text", "language", "ok"),
    [
        ("你提币五个小时了,还在待审核。", "zh", True),
        ("你提币待审核5个小时了，有人管吗？", "zh", False),
        ("我的提币还在待审核。", "zh", False),
        ("资料说可能在排队。", "zh", False),
        ("Your withdrawal has been processing since last night.", "en", True),
        ("Is your withdrawal still processing?", "en", False),
        ("The notes say it may be queued.", "en", False),
        ("I sent 500 USDT.", "en", False),
    ],
)
def test_a_lead_is_said_to_the_person_not_by_him(text: str, language: str, ok: bool) -> None:
    assert _speaks_to_you(text, load_pack(language)) is ok


@pytest.mark.parametrize(
    ("question", "sentence", "shown"),
    [
        ("how long does a withdrawal take in review", "A withdrawal waits in review until it is released.", True),
        ("p2p seller does not answer, i paid an hour ago", "A withdrawal waits in review until it is released.", False),
    ],
)
def test_what_is_true_of_something_else_does_not_open_a_reply(library: Library, question: str, sentence: str, shown: bool) -> None:
    pack, part = load_pack("en"), Part("effort", "How long", "A withdrawal waits in review until it is released.", "1", "")
    assert library.embedder is not None
    grounding = Grounding([part.text], question, "en", Signs.of(pack), library.embedder.embed_documents)
    verdict = _judge(sentence, set(), question, [part], grounding, pack)
    assert isinstance(verdict, LeadSentence) is shown
