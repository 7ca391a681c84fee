"""Words in the order of the list are spoken of by somebody who explains it; as many as a phrase has, or announced, they are one."""

from __future__ import annotations

import pytest
from mnemonic import Mnemonic

from assistant.guardrails import redact

LIST = Mnemonic("english").wordlist


@pytest.mark.parametrize("start", [0, 200, 1500])
@pytest.mark.parametrize("frame", ["my seed phrase is {}", "助记词是 {}", "{}", "lost it: {} help"])
def test_a_phrase_in_the_order_of_the_list_with_one_typo_is_hidden(start: int, frame: str) -> None:
    words = LIST[start : start + 12]
    slipped = [words[0][:-2] + words[0][-1], *words[1:]]
    assert words[-1] not in redact(frame.format(" ".join(slipped)))


def test_the_beginning_of_the_list_is_no_phrase() -> None:
    text = "the list begins with abandon ability able about above"
    assert redact(text) == text
