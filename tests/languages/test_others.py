"""Messages in other languages are told apart, and who is not understood is asked to write in one that is."""

from __future__ import annotations

import pytest

from assistant.languages import other_language, write_in_ours
from assistant.pipeline import Assistant
from assistant.types import Outcome


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("merhaba para çekemiyorum", "tr"),
        ("не приходит вывод уже 3 часа", "ru"),
        ("¿por qué no llega mi depósito?", "es"),
        ("wo ist mein geld", "de"),
        ("je ne peux pas me connecter", "fr"),
        ("出金できません", "ja"),
        ("출금이 안돼요", "ko"),
        ("rút tiền không được", "vi"),
        ("لا أستطيع السحب", "ar"),
    ],
)
def test_other_languages_are_known(text: str, code: str) -> None:
    assert other_language(text) == code


@pytest.mark.parametrize(
    "text",
    ["my mony not arive", "i cant login", "wtf", "提币没到", "提幣未到帳 點算", "withdraw 一直 pending", "50011", "[[TXID_1]]", "", "gm sir pls help", "usdt trc20"],
)
def test_ours_with_typos_and_what_has_no_words_are_not(text: str) -> None:
    assert other_language(text) == ""


async def test_who_is_not_understood_is_asked_in_his_own_language(assistant: Assistant) -> None:
    reply = await assistant.chat("köpeğim bugün hasta, veterinere gitmem lazım")
    assert reply.outcome is not Outcome.ANSWERED
    assert write_in_ours("tr") in reply.reply


def test_a_language_without_a_sentence_of_its_own_gets_the_english_one() -> None:
    assert "Chinese and English" in write_in_ours("fi") == write_in_ours("other")
