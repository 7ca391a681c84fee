"""Mnemonics of every scheme, from official vectors and the schemes' own libraries."""

from __future__ import annotations

import random
import unicodedata

import pytest
from mnemonic import Mnemonic
from shamir_mnemonic import generate_mnemonics

from assistant.guardrails import Guard

_GUARD = Guard()
# BIP-39 vectors (github.com/trezor/python-mnemonic, vectors.json): entropy in, phrase out.
_ENTROPIES = ["00" * 16, "7f" * 16, "80" * 16, "ff" * 16, "00" * 24, "7f" * 32, "ff" * 32, "9e885d952ad362caeb4efe34a8e91bd2"]


def _redacted(text: str) -> str:
    return _GUARD.redact(text).text


def _kinds(text: str) -> list[tuple[str, bool]]:
    return [(f.kind, f.checksum) for f in _GUARD.redact(text).findings]


@pytest.mark.parametrize("entropy", _ENTROPIES)
@pytest.mark.parametrize(
    "language", ["english", "japanese", "korean", "french", "spanish", "chinese_simplified", "chinese_traditional", "czech"]
)
def test_the_official_vectors_are_found_by_their_checksum(entropy: str, language: str) -> None:
    phrase = str(Mnemonic(language).to_mnemonic(bytes.fromhex(entropy)))
    assert _kinds(phrase) == [("seed_phrase", True)]


def test_a_slip39_share_is_found_by_its_checksum() -> None:
    for share in generate_mnemonics(1, [(2, 3)], b"0123456789abcdef")[0]:
        assert _kinds(share) == [("slip39_share", True)]


def test_a_monero_phrase_is_found_by_its_checksum() -> None:
    from bip_utils import MoneroMnemonicGenerator, MoneroWordsNum

    phrase = str(MoneroMnemonicGenerator().FromWordsNumber(MoneroWordsNum.WORDS_NUM_25))
    assert _kinds(phrase) == [("monero_seed", True)]


def test_an_old_electrum_phrase_is_found() -> None:
    from bip_utils import ElectrumV1MnemonicGenerator

    phrase = str(ElectrumV1MnemonicGenerator().FromEntropy(bytes(range(16))))
    assert [kind for kind, _ in _kinds(phrase)] == ["electrum_seed"]


def test_the_whole_run_is_hidden_when_another_window_passes_by_chance() -> None:
    phrase = str(Mnemonic("english").to_mnemonic(bytes(range(16))))
    for before, after in (("market salad", "umbrella badge"), ("zoo", "wrong"), ("pie gravity salad", "")):
        redacted = _GUARD.redact(f"{before} {phrase} {after}").text
        assert not set(redacted.split()) & set(phrase.split())


@pytest.mark.parametrize("language", ["chinese_simplified", "chinese_traditional"])
def test_ordinary_chinese_survives_though_it_is_made_of_list_words(language: str) -> None:
    for text in (
        "我昨天在交易所买了一点比特币想转到自己的钱包里但是一直显示正在处理请问还要等多久",
        "客服说需要提供银行流水和收入证明我已经按照要求全部上传了为什么还是没有通过审核",
        "我的帳戶被凍結了請問要怎麼樣才能解除限制我已經等了三天都沒有人回覆我的問題",
    ):
        assert _GUARD.redact(text).text == text


def test_marks_apart_from_their_letters_by_what_nobody_sees_are_put_together() -> None:
    words = Mnemonic("spanish").to_mnemonic(bytes(range(40, 56)))
    hidden = " ".join("\u200b".join(unicodedata.normalize("NFKD", word)) for word in words.split(" "))
    assert _redacted(f"hola: {hidden}") == "hola: [[SEED_PHRASE_1]]"


@pytest.mark.parametrize("seed", range(12))
def test_a_chinese_phrase_is_hidden_whole_with_other_characters_around_it_or_one_missing(seed: int) -> None:
    rng = random.Random(seed)
    for language in ("chinese_simplified", "chinese_traditional"):
        mnemonic = Mnemonic(language)
        characters = mnemonic.to_mnemonic(rng.randbytes(32)).split(" ")
        del characters[rng.randrange(24)]
        for text in ("".join(characters), "-".join(mnemonic.to_mnemonic(rng.randbytes(16)).split(" "))):
            assert text[-2:] not in _redacted(f"助记词：{text}，哪个写错了"), text


@pytest.mark.parametrize("language", ["english", "czech", "italian"])
@pytest.mark.parametrize("carrier", ["it refuses my old words ({}). why?", "我抄的：{}，哪里错了", "one of them is wrong: {} - which one?"])
def test_a_clause_of_as_many_list_words_as_a_phrase_has_is_one_though_no_checksum_holds(language: str, carrier: str) -> None:
    rng, words = random.Random(carrier), Mnemonic(language).wordlist
    for _ in range(20):
        phrase = [rng.choice(words) for _ in range(12)]
        phrase[5] = phrase[5][:-1] + "x"
        left = set(_redacted(carrier.format(" ".join(phrase))).replace("(", " ").split())
        assert not left & (set(phrase) - set(carrier.split())), phrase


@pytest.mark.parametrize("text", ["cancel order refund fee", "swap gas fee token", "土狗池子太薄 一买就拉飞", "它要你先付钱才解锁或放款"])
def test_a_few_words_or_characters_of_a_list_that_people_write_to_support_stay(text: str) -> None:
    assert _redacted(text) == text
