"""Which characters only names have."""

from __future__ import annotations

import pytest

from assistant.guardrails import redact
from assistant.guardrails.rare_hanzi import is_rare


@pytest.mark.parametrize("character", "䶮赟垚翀嬅")
def test_a_character_of_names_is_rare(character: str) -> None:
    assert is_rare(character)


@pytest.mark.parametrize("character", "提现到账幣錢嗯嘞冇喺浏a1！")
def test_a_character_of_ordinary_writing_or_speech_in_either_script_is_not(character: str) -> None:
    assert not is_rare(character)


def test_a_name_with_such_a_character_is_hidden_between_signs_and_in_a_sentence() -> None:
    assert redact("名字里有生僻字，刘䶮，KYC过不去") == "名字里有生僻字，[[NAME_1]]，KYC过不去"
    assert redact("KYC提交的是貊镕赟的身份证") == "KYC提交的是[[NAME_1]]的身份证"
    assert redact("柚子、波卡哪个手续费低") == "柚子、波卡哪个手续费低"
