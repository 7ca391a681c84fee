"""Which language to answer in, and language packs that say what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.languages import detect_language, load_packs, simplify
from assistant.languages.pack import Pack


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("提币待审核5个小时了", "zh"),
        ("my withdrawal is stuck", "en"),
        ("withdraw 一直 pending", "zh"),
        ("okx 50120权限不足 我明明勾了trade", "zh"),
        ("what does 待审核 mean in the app for my withdrawal", "en"),
        ("USDT TRC20 没到", "zh"),
        ("what does 提币审核中 on the page mean", "en"),
        ("it says 账户受限 on my screen", "en"),
        ("my friend sent me this 风控审核, is it bad", "en"),
        ("is it ok 一直 pending 怎么办", "zh"),
        ("我的 api key is it expired 了吗", "zh"),
        ("sz=10 下DOGE合约怎么占用那么多margin", "zh"),
        ("[[TXID_1]] 到了吗", "zh"),
    ],
)
def test_the_language_of_the_reply_follows_the_message(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["50011", "???", "[[UID_1]]", ""])
def test_a_message_without_words_keeps_the_language_there_was(text: str) -> None:
    assert detect_language(text, "zh") == "zh"
    assert detect_language(text, "en") == "en"


def test_traditional_becomes_simplified_and_other_text_stays() -> None:
    assert simplify("幾時到帳 TXID 0xAbc") == "几时到帐 TXID 0xAbc"
    assert simplify("no change 1.5") == "no change 1.5"


def test_a_missing_key_or_variable_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "language.toml").write_text('name = "X"\nhello = "hi {who}"\n')
    pack = Pack(folder)
    assert pack.text("language.hello", who="you") == "hi you"
    with pytest.raises(SettingsError, match=r"xx has no 'language\.bye'"):
        pack.text("language.bye")
    with pytest.raises(SettingsError, match="who"):
        pack.text("language.hello")


# What is listened for, not said: a language has the notions it needs, and how it puts them together.
HEARD = (".words.", ".together")


def _keys(table: object, at: str = "") -> set[str]:
    if not isinstance(table, dict):
        return {at}
    return {k for name, value in table.items() for k in _keys(value, f"{at}.{name}")}


def test_every_language_says_the_same_things() -> None:
    packs = load_packs()
    for name in ("answers", "page", "triage", "language"):
        said = [{k for k in _keys(packs[code].value(name)) if not k.startswith(HEARD)} for code in ("zh", "en")]
        assert said[0] == said[1], name
