"""The fixed sentences of an answer are punctuated as their language is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.languages import load_pack

# Tables of words and patterns, not of sentences.
NOT_SENTENCES = {
    "hedges",
    "not_in_a_lead",
    "varies",
    "asks",
    "follow_up",
    "passing",
    "patterns",
    "ask_real",
    "words",
    "alarms",
    "factors",
    "known",
}
HALF_WIDTH = re.compile("[\u3400-\u9fff”）}][,:;?!(](?!//)|[,;?!)][\u3400-\u9fff]")


def _sentences(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NOT_SENTENCES:
                yield from _sentences(inner, f"{at}.{key}")


@pytest.mark.parametrize("table", ["answers", "stranger.verdict", "stranger.signs", "triage"])
def test_chinese_sentences_carry_full_width_punctuation(table: str) -> None:
    wrong = [at for at, text in _sentences(load_pack("zh").value(table)) if HALF_WIDTH.search(text)]
    assert wrong == []
