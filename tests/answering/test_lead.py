"""The lead speaks to the person and says what the documents say, or it is not shown."""

from __future__ import annotations

import pytest

from assistant.answering.lead import _speaks_to_you
from assistant.languages import load_pack


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
