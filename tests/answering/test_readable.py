"""What is left of a reply after a check reads well: no empty bullet, no lonely mark, no heading over nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.readable import keep_readable


def _passes(text: str) -> bool:
    return "BAD" not in text


@pytest.mark.parametrize(
    ("block", "left"),
    [
        ("All is well. [1]", "All is well. [1]"),
        ("All is BAD. [1]", ""),
        ("First this. Then BAD that. Last this. [1]", "First this. Last this. [1]"),
        ("1. One.\n2. BAD.\n3. Three. [2]", "1. One.\n2. Three. [2]"),
        ("1. BAD. [2]", ""),
        ("**Steps**\n\n1. BAD one.\n2. BAD two. [3]", ""),
        ("**Steps**\n\n- BAD.\n- Fine.", "**Steps**\n\n- Fine."),
        ("| a | b |\n|---|---|\n| BAD | c |\n| d | e | [1]", "| a | b |\n|---|---|\n| d | e | [1]"),
        ("\n\n先看状态。BAD。再问客服。 [1]", "\n\n先看状态。 再问客服。 [1]"),
    ],
)
def test_only_whole_sentences_and_items_go(block: str, left: str) -> None:
    assert keep_readable(block, _passes) == left


LINE = st.sampled_from(["1. Good.", "2. BAD.", "- BAD", "- fine", "**Head**", "", "BAD here. Good there.", "> BAD", "3. Good. BAD."])


@given(st.lists(LINE, max_size=8))
def test_nothing_empty_is_left_and_nothing_bad(lines: list[str]) -> None:
    left = keep_readable("\n".join(lines) + " [1]", _passes)
    assert "BAD" not in left
    if left and "BAD" in "".join(lines):
        assert not re.search(r"(?m)^\s*(?:\d+\.|[-*>])\s*(?:\[\d+\])?\s*$", left)
        assert not re.search(r"(?m)\*\*Head\*\*\s*(?:\[\d+\])?\s*\Z", left)
        assert re.sub(r"\[\d+\]|\W", "", left)
