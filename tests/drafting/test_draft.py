"""Drafts from raw words through the real guard: what they hold, what they never hold, and what is said beside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from assistant.drafting.slots import Slots
from assistant.guardrails import Guard
from assistant.types import Channel

from .conftest import Drafted

Make = Callable[..., Drafted]
HEX = hashlib.sha256(b"a transaction").hexdigest()


def test_both_drafts_hold_every_fact_and_the_users_own_words(drafted: Make) -> None:
    made = drafted(f"昨晚10点提了五百U到币安,走的TRC20,TXID {HEX},到现在没到账。我重启过app也联系了客服,请帮我查一下。UID 123456789012")
    zh, en = made.both()
    for text in (zh, en):
        for fact in ("500 USDT", "TRC20", "2026-11-21 22:00 (UTC+8)", "[[TXID_1]]", "[[UID_1]]"):
            assert fact in text, fact
    assert "到现在没到账" in zh
    assert "我重启过app也联系了客服" in zh
    assert "withdrew 500 USDT to Binance" in en
    assert "not arrived" in en
    assert "I restarted, I contacted support" in en
    assert made.result.made_by == "rules"
    assert HEX not in zh + en


def test_the_guard_restores_the_identifiers_and_takes_nothing_out(drafted: Make) -> None:
    made = drafted(f"提了500U没到,TXID {HEX},UID 123456789012,邮箱 ann@example.com,希望尽快退回")
    for draft in made.result.drafts.values():
        released = Guard().release(draft.body, made.vault)
        assert not released.violations
        assert HEX in released.text
        assert "123456789012" in released.text
        assert "ann@example.com" not in released.text


@pytest.mark.parametrize("said", ["我已经联系了客服,也提交了工单", "I already submitted a ticket, I want to file a formal complaint"])
def test_what_the_user_did_survives_the_release(drafted: Make, said: str) -> None:
    made = drafted(f"提了500U没到,{said}")
    for draft in made.result.drafts.values():
        assert not Guard().release(draft.body, made.vault, own_words=True).violations


def test_a_secret_is_in_no_draft_not_even_as_a_placeholder(drafted: Make) -> None:
    made = drafted("登录密码是 Tr0ub4dor&3x,提了500U没到账")
    assert any("[[" in s for s in made.sealed)
    for text in made.both():
        assert "Tr0ub4dor" not in text
        assert "[[" not in text
        assert "500 USDT" in text


def test_a_corrected_value_replaces_the_old_one_in_brackets_and_the_old_one_is_gone(drafted: Make) -> None:
    made = drafted("I withdrew 200 USDT via TRC20, still pending", "sorry I meant 300 not 200", "not TRC20, ERC20", language="en")
    for text in made.both():
        assert "[300 USDT]" in text
        assert "[ERC20]" in text
        assert "TRC20" not in text
        assert "200" not in text


@pytest.mark.parametrize(
    ("channel", "sign", "absent"),
    [(Channel.LIVE_CHAT, "1. ", "【"), (Channel.EMAIL, "【事情经过】", "\n1. "), (Channel.APPEAL_IN_APP, "【诉求】", "【希望的结果】")],
)
def test_a_draft_fits_its_channel(drafted: Make, channel: Channel, sign: str, absent: str) -> None:
    made = drafted("提了500U没到账,请退回", channel=channel)
    body = made.result.drafts["zh"].body
    assert sign in body
    assert absent not in body


def test_the_chat_version_is_shorter_than_the_letter(drafted: Make) -> None:
    text = "昨晚10点提了500U没到账,请退回"
    sizes = [len(drafted(text, channel=c).result.drafts["zh"].body) for c in (Channel.LIVE_CHAT, Channel.EMAIL)]
    assert sizes[0] < sizes[1]


def test_what_is_missing_comes_in_the_documents_order_with_where_to_find_it(drafted: Make) -> None:
    made = drafted("提了500 USDT没到账", topic="zh/withdrawal/withdrawal-not-received")
    wanted = made.result.missing
    assert next(m.item for m in wanted) == "txid"
    assert all("：" in m.text for m in wanted)
    full = drafted(f"昨晚10点提了500 USDT没到账,TRC20,UID 123456789012,TXID {HEX}")
    assert full.result.readiness > made.result.readiness
    assert 0 <= made.result.readiness <= full.result.readiness <= 1


def test_a_time_without_a_zone_asks_for_the_zone(drafted: Make) -> None:
    assert "time_zone" in [m.item for m in drafted("昨晚10点提了500U没到", zone=None).result.missing]
    assert "time_zone" not in [m.item for m in drafted("北京时间昨晚10点提了500U没到", zone=None).result.missing]


def test_an_attached_screenshot_is_listed_as_attached_and_one_that_is_not_as_missing(drafted: Make) -> None:
    topic = "zh/deposit/deposit-wrong-network"
    made = drafted("充值用错了网络,截图已上传,见截图", topic=topic)
    assert "截图（随附）" in made.result.drafts["zh"].body
    assert "Screenshot (attached)" in made.result.drafts["en"].body
    without = drafted("充值用错了网络", topic=topic)
    assert "截图（待补）" in without.result.drafts["zh"].body
    assert "screenshot" in [m.item for m in without.result.missing]


def test_drama_is_left_out_and_facts_in_it_stay(drafted: Make) -> None:
    made = drafted("急急急!!!垃圾平台!!! 提了500U没到账,救命啊")
    for text in made.both():
        assert "垃圾" not in text
        assert "救命" not in text
    zh, en = made.both()
    assert "提了500U没到账" in zh
    assert "I withdrew 500 USDT, it has not arrived" in en


def test_an_unknown_topic_and_an_empty_message_still_make_a_draft(drafted: Make) -> None:
    made = drafted("帮帮我", topic="")
    assert set(made.result.drafts) == {"zh", "en"}
    assert made.result.readiness < 0.5
    assert drafted("", topic="").result.drafts["en"].title == "Problem"


def test_an_unknown_language_is_an_error_that_names_those_there_are(drafted: Make) -> None:
    with pytest.raises(ValueError, match=r"'fr'.*en.*zh"):
        drafted("hi", languages=("fr",))


def test_only_the_languages_asked_for_are_written(drafted: Make) -> None:
    assert list(drafted("提了500U没到", languages=("en",)).result.drafts) == ["en"]


def test_a_fact_that_cannot_be_proved_does_not_take_the_others_with_it(drafted: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.drafting import draft as module
    from assistant.types import Violation

    real = module.verify

    def suspicious(drafts: object, turns: object, slots: Slots, *rest: object) -> tuple[Violation, ...]:
        return (Violation("invented_number"),) if slots.amount else real(drafts, turns, slots, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "verify", suspicious)
    made = drafted(f"提了500U走TRC20没到账,TXID {HEX}")
    for text in made.both():
        assert "TRC20" in text
        assert "[[TXID_1]]" in text
        assert "500" not in text
    assert [n.check for n in made.result.warnings] == ["unproved"]


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("凌晨有人登录我账号把2.1个BTC转走了,赶紧冻结", ("被冻结", "登录受阻", "frozen", "log-in problem")),
        ("买家付了款又申诉我说没收到币,我明明点了放行", ("未到账", "未放币", "not arrived", "not released")),
        ("Please freeze my account, someone logged in", ("被冻结", "登录受阻", ": frozen", "log-in problem")),
    ],
)
def test_what_is_wished_or_claimed_by_others_is_no_symptom(drafted: Make, said: str, absent: tuple[str, ...]) -> None:
    for draft in drafted(said).result.drafts.values():
        for words in absent:
            assert words not in draft.title


def test_what_a_question_began_with_is_told_last_in_the_other_language(drafted: Make) -> None:
    _, en = drafted("为什么我的账户被风控了不能提币").both()
    assert "I cannot withdraw, please say why" in en


def test_a_coins_amount_behind_a_memo_is_no_memo(drafted: Make) -> None:
    slots = drafted("forgot memo on 2000 XLM deposit from kraken").result.slots.as_dict()
    assert (slots["amount"], slots.get("memo")) == ("2000 XLM", None)
