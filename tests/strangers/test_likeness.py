"""What was learnt of strangers: frauds in wordings that no pattern knows, notices not accused, people's own words left alone."""

from __future__ import annotations

import pytest

from assistant.corpus.strangers import read_strangers
from assistant.languages import detect_language, load_pack, load_packs
from assistant.library import Library
from assistant.packaged import packaged
from assistant.strangers.sent import Stranger, find_stranger


def _found(message: str, library: Library) -> Stranger | None:
    return find_stranger(message, load_pack(detect_language(message)), library.channels, library.retriever)


@pytest.mark.parametrize(
    "message",
    [
        "您的收益已结算完毕，出金前需要先存入一笔同等金额完成信用核验，存入后系统自动原路返还给您",
        "各位群友，项目方回馈老用户，名额有限，连上你的钱包点确认就能领到代币",
        "Our desk upgrades wallets this week. Connect yours on the page and approve, or the coins stay locked",
    ],
)
def test_a_fraud_in_new_words_is_found_without_a_pattern(message: str, library: Library) -> None:
    found = _found(message, library)
    assert found is not None
    assert found.verdict == "scam"


@pytest.mark.parametrize(
    "message",
    [
        "您的提币申请已提交审核，完成后会通过App通知您，请耐心等待",
        "Your withdrawal request was received. You will be told in the app when it is completed",
    ],
)
def test_a_plain_notice_is_neither_accused_nor_confirmed(message: str, library: Library) -> None:
    found = _found(message, library)
    assert found is not None
    assert found.verdict == "unconfirmed"


@pytest.mark.parametrize(
    "message", ["提币一直处理中，要等多久", "my withdrawal is pending since yesterday", "充值没到账怎么办", "how do I reset 2fa"]
)
def test_own_words_are_not_taken_for_a_strangers(message: str, library: Library) -> None:
    assert _found(message, library) is None


def test_every_kind_of_fraud_has_a_name_in_every_language() -> None:
    examples = read_strangers(packaged("corpus"))
    assert examples is not None
    frauds = {k.id for k in examples.kinds if k.says == "scam"}
    for pack in load_packs().values():
        assert set(pack.value("stranger.likeness.kinds")) == frauds


def test_without_what_was_learnt_the_patterns_judge_alone(library: Library) -> None:
    message = "【欧易】尊敬的用户，系统升级，请提供助记词完成验证"
    found = find_stranger(message, load_pack("zh"), library.channels)
    assert found is not None
    assert "likeness" not in [s.id for s in found.signs]


@pytest.mark.parametrize(
    "message",
    [
        "群主说 亲，今晚老师带单，先充值到这个平台，稳赚不赔，亏了他赔给我",
        "she says honey deposit on this platform as my uncle tells you, we double it together and save for the wedding",
    ],
)
def test_what_somebody_is_reported_to_say_is_judged_without_being_asked(message: str, library: Library) -> None:
    found = _found(message, library)
    assert found is not None
    assert found.verdict == "scam"


@pytest.mark.parametrize(
    "message", ["卖家说他那边银行慢，让我再等等", "the buyer says he has paid but i see no money", "客服说要我再等24小时"]
)
def test_what_is_reported_of_an_ordinary_matter_is_not_judged(message: str, library: Library) -> None:
    assert _found(message, library) is None


def test_only_where_it_was_seen_and_what_the_person_says_speaks_for_a_text(library: Library) -> None:
    inside = _found("您的提币申请已提交审核，完成后会通过App内消息通知您，请耐心等待", library)
    before = _found("App内消息：您的提币申请已提交审核，完成后会通知您，请耐心等待", library)
    assert inside is not None
    assert before is not None
    assert (inside.verdict, before.verdict) == ("unconfirmed", "plausible")


@pytest.mark.parametrize("message", ["bought usdt p2p, paid 300 eur, seller wont release", "paid 300 eur tax on coins, now frozen", "买u付了款，卖家不放币"])
def test_what_somebody_did_himself_is_no_fraud_by_its_sound(message: str, library: Library) -> None:
    found = _found(message, library)
    assert found is None or any(sign.id != "likeness" for sign in found.signs)
