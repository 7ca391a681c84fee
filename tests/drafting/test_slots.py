"""Slots by rules: what has a shape, in both languages, and its near misses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from assistant.drafting.slots import Slots
from assistant.slot_names import SLOTS

SlotsOf = Callable[..., Slots]


def test_the_names_of_the_slots_are_those_that_the_evidence_list_knows() -> None:
    assert tuple(field.name for field in fields(Slots)) == SLOTS


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("提了五百U还没到", "500 USDT"),
        ("转了1.5w u 出去", "15000 USDT"),
        ("8万u没到账", "80000 USDT"),
        ("卖了一千二百个USDT", "1200 USDT"),
        ("两万三的u不见了", "23000 USDT"),
        ("withdrew 3k USDT", "3000 USDT"),
        ("sent 0.05 BTC", "0.05 BTC"),
        ("deposit of 1,234.56 usdc missing", "1234.56 USDC"),
        ("USDT 500 not received", "500 USDT"),
        ("充值３００ＵＳＤＴ", "300 USDT"),
        ("付了3600元", "3600 元"),
        ("I paid $250 by card", "250 $"),
        ("付了2000人民币", "2000 CNY"),
        ("提了500到现在没到", "500"),
        ("一个比特币没了", "1 BTC"),
        ("半个比特币没了", "0.5 BTC"),
        ("转了1w2千u", "12000 USDT"),
        ("sent five hundred usdt", "500 USDT"),
        ("two thousand three hundred and fifty usdc gone", "2350 USDC"),
        ("三万多U不见了", "30000+ USDT"),
        ("提了十几万u", "100000+ USDT"),
        ("转了一百来个U", "100 USDT"),
        ("充了俩比特币", "2 BTC"),
        ("四分之一个比特币没了", "0.25 BTC"),
        ("sent 0,45 BTC", "0.45 BTC"),
        ("deposited 1.234,56 EUR", "1234.56 EUR"),
        ("wired 2 500 EUR from my bank", "2500 EUR"),
        ("withdrew two and a half ETH", "2.5 ETH"),
        ("half a bitcoin is missing", "0.5 BTC"),
        ("paid ₹64,000 to the seller", "64000 ₹"),
        ("HK$500 deposit", "500 HKD"),
        ("I sent 200 (two hundred) USDT", "200 USDT"),
        ("all my DOGE, 4500 of them", "4500 DOGE"),
        ("1.5m vnd paid", "1500000 VND"),
        ("转了usdt 贰佰", "200 USDT"),
        ("充usdc 七十五个半", "75.5 USDC"),
        ("bought ten grand of usdt", "10000 USDT"),
        ("used lightning for 50k sats", "50000 sats"),
    ],
)
def test_an_amount_is_read_in_both_number_systems(slots_of: SlotsOf, text: str, amount: str) -> None:
    assert [f.value for f in slots_of(text).amount] == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "我提了3次都失败",
        "waited 2 days and sent 3 emails",
        "走的TRC20",
        "iPhone 13 打不开",
        "昨晚10点提的",
        "提了一下没反应",
        "版本 6.95.1",
        "i withdrew at 14:30",
        "错误码 58207",
        "一直在转圈",
        "提现的欧元三天没到",
        "比特币两小时没到账",
        "I bought one and sent two emails",
        "等了半个小时",
        "订单号 6123456789",
        "提了几十u",
        "提了三五百U",
        "couple hundred usdt missing",
        "2 withdrawals missing",
    ],
)
def test_a_count_a_time_or_a_name_is_no_amount(slots_of: SlotsOf, text: str) -> None:
    assert slots_of(text).amount == ()


def test_several_amounts_keep_their_order_and_a_price_of_something_else_is_left_out(slots_of: SlotsOf) -> None:
    assert [f.value for f in slots_of("提了500U,后来又提了200U,手续费1U").amount] == ["500 USDT", "200 USDT"]
    assert [f.value for f in slots_of("deposit of 0.05 BTC missing, i have a phone worth of $500").amount] == ["0.05 BTC"]
    slots = slots_of("0.05 BTC gone, fee was 1 usdt")
    assert [f.value for f in slots.asset] == ["BTC"]
    assert [f.value for f in slots_of("卖了500U,对方付了3600元,卡被冻结").amount] == ["500 USDT", "3600 元"]


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("昨晚10点提的", "昨晚10点", "2026-11-21T22:00+08:00"),
        ("昨晚十点半提的", "昨晚十点半", "2026-11-21T22:30+08:00"),
        ("3小时前转的", "3小时前", "2026-11-22T14:00+08:00"),
        ("两个半小时前", "两个半小时前", "2026-11-22T14:30+08:00"),
        ("sent it last night", "last night", "2026-11-21"),
        ("yesterday 14:30 UTC+8", "yesterday 14:30 UTC+8", "2026-11-21T14:30+08:00"),
        ("yesterday 14:30 UTC", "yesterday 14:30 UTC", "2026-11-21T14:30+00:00"),
        ("11月20日下午3点15分", "11月20日下午3点15分", "2026-11-20T15:15+08:00"),
        ("on Nov 20 at 3pm", "nov 20 at 3pm", "2026-11-20T15:00+08:00"),
        ("2026-11-20 09:05 提的", "2026-11-20 09:05", "2026-11-20T09:05+08:00"),
        ("昨天10点提的", "昨天10点", "2026-11-21"),
        ("12月30日充的", "12月30日", "2026-12-30"),
        ("周五下午3点", "周五下午3点", ""),
        ("withdrew on Sat night around half past nine", "on Sat night around half past nine", ""),
        ("quarter to 8 this morning", "quarter to 8 this morning", "2026-11-22T07:45+08:00"),
        ("deposited at 9.30pm yesterday", "9.30pm yesterday", "2026-11-21T21:30+08:00"),
        ("sent at 22h15 on 18 Nov", "22h15 on 18 Nov", "2026-11-18T22:15+08:00"),
        ("about an hour and a half ago", "about an hour and a half ago", "2026-11-22T15:30+08:00"),
        ("a few days ago", "a few days ago", ""),
        ("two nights ago", "two nights ago", "2026-11-20"),
        ("yesterday between 4 and 5 pm", "yesterday between 4 and 5 pm", "2026-11-21"),
        ("Tuesday 17th November, 10:12 am", "Tuesday 17th November, 10:12 am", "2026-11-17T10:12+08:00"),
        ("last Fri around 4", "last Fri around 4", ""),
        ("since 20.11. it hangs", "20.11.", "2026-11-20"),
        ("earlier this week", "earlier this week", ""),
        ("昨晚十一点三刻提的", "昨晚十一点三刻", "2026-11-21T23:45+08:00"),
        ("晚上八九点的样子", "晚上八九点的样子", ""),
        ("前两天充的", "前两天", ""),
        ("11.18下午三点多充的", "11.18下午三点多", "2026-11-18T15:00+08:00"),
        ("两个多小时前提的", "两个多小时前", "2026-11-22T15:00+08:00"),
        ("上个月15号充的", "上个月15号", ""),
        ("美东时间昨晚8点", "美东时间昨晚8点", ""),
        ("刚刚提的", "刚刚", "2026-11-22T17:00+08:00"),
    ],
)
def test_a_time_keeps_the_users_words_and_is_resolved_only_as_far_as_it_is_certain(
    slots_of: SlotsOf, text: str, words: str, iso: str
) -> None:
    (fact,) = slots_of(text).occurred_at
    assert (fact.text.lower(), fact.value) == (words.lower(), iso)


def test_without_a_time_zone_a_clock_time_is_not_resolved(slots_of: SlotsOf) -> None:
    assert [f.value for f in slots_of("昨晚10点提的", zone=None).occurred_at] == [""]
    assert [f.value for f in slots_of("北京时间昨晚10点提的", zone=None).occurred_at] == ["2026-11-21T22:00+08:00"]


@pytest.mark.parametrize(
    "text",
    [
        "等了3天了",
        "for 3 days",
        "我有3点建议",
        "it took 5 minutes",
        "1:1 杠杆",
        "may I ask",
        "the 2nd time this happens",
        "I sold about 5 ETH at 1200",
        "sent ten to 5 friends",
        "客服说要等2-3天",
        "3日内到账吗",
        "price went from 5 to 12",
        "between 4 and 6 confirmations",
    ],
)
def test_a_duration_or_a_count_is_no_time(slots_of: SlotsOf, text: str) -> None:
    assert slots_of(text).occurred_at == ()


def test_identifiers_are_taken_from_placeholders_and_from_their_names(slots_of: SlotsOf) -> None:
    slots = slots_of("UID [[UID_1]],哈希[[TXID_1]],地址[[CRYPTO_ADDRESS_1]],订单号 612345678901234567,ticket #889912,memo 123456")
    assert slots.as_dict() | {"what_happened": ""} == {
        "uid": "[[UID_1]]",
        "txid": "[[TXID_1]]",
        "address": "[[CRYPTO_ADDRESS_1]]",
        "order_id": "612345678901234567",
        "ticket_id": "889912",
        "memo": "123456",
        "what_happened": "",
    }


def test_a_personal_placeholder_fills_no_identifier(slots_of: SlotsOf) -> None:
    slots = slots_of("my mail is [[EMAIL_1]] and phone [[PHONE_1]], password [[PASSWORD_1]]")
    assert slots.filled() <= {"what_happened"}


def test_codes_messages_devices_versions_and_endpoints_are_found(slots_of: SlotsOf) -> None:
    slots = slots_of("下单报错 51008,POST /api/v5/trade/order 提示“余额不足”,iPhone 13 Pro Max,安卓14,app 6.95.1")
    assert [f.value for f in slots.error_code] == ["51008", "余额不足"]
    assert [f.value for f in slots.endpoint] == ["POST /api/v5/trade/order"]
    assert [f.value for f in slots.device] == ["iPhone 13 Pro Max", "安卓14"]
    assert [f.value for f in slots.app_version] == ["6.95.1"]


def test_slang_for_coins_and_networks_is_understood_and_a_word_for_both_is_read_by_its_company(slots_of: SlotsOf) -> None:
    assert slots_of("大饼没到账").as_dict()["asset"] == "BTC"
    slots = slots_of("usdt 走的以太坊")
    assert (slots.as_dict()["asset"], slots.as_dict()["network"]) == ("USDT", "ERC20")
    assert "network" not in slots_of("提了两个以太坊").as_dict()


@pytest.mark.parametrize(
    ("turns", "slot", "value"),
    [
        (("提了500U,走TRC20", "不是TRC20,是ERC20"), "network", "ERC20"),
        (("提了500U,走TRC20", "是ERC20,不是TRC20"), "network", "ERC20"),
        (("I withdrew 200 USDT", "I meant 300 not 200"), "amount", "300 USDT"),
        (("I withdrew 200 USDT", "sorry, it was 300"), "amount", "300 USDT"),
        (("提了8万u", "写错了,是9万u"), "amount", "90000 USDT"),
        (("it happened today", "sorry, it was yesterday"), "occurred_at", "yesterday (2026-11-21)"),
        (("UID [[UID_1]]", "UID写错了,应该是[[UID_2]]"), "uid", "[[UID_2]]"),
        (("i deposited 100 usdt", "no wait it was 150 usdt"), "amount", "150 USDT"),
        (("sent on TRC20", "not TRC20, ERC20", "actually it was BEP20"), "network", "BEP20"),
        (("用TRC20转了500U。不对,应该是ERC20",), "network", "ERC20"),
    ],
)
def test_a_correction_wins(slots_of: SlotsOf, turns: tuple[str, ...], slot: str, value: str) -> None:
    assert slots_of(*turns).as_dict()[slot] == value


@pytest.mark.parametrize("turns", [("走TRC20", "是不是TRC20的问题?"), ("走TRC20", "不是我转的"), ("走TRC20", "500U not received")])
def test_a_question_or_a_plain_denial_is_no_correction(slots_of: SlotsOf, turns: tuple[str, ...]) -> None:
    assert slots_of(*turns).as_dict()["network"] == "TRC20"


def test_sentences_are_sorted_by_what_they_do_and_stay_word_for_word(slots_of: SlotsOf) -> None:
    slots = slots_of("你好!!!昨晚提了500U到现在没到账,我重启过app也联系了客服,没人理。请帮我查一下,谢谢")
    assert [f.text for f in slots.what_happened] == ["昨晚提了500U到现在没到账"]
    assert [f.text for f in slots.steps_tried] == ["我重启过app也联系了客服,没人理"]
    assert [f.text for f in slots.expected] == ["请帮我查一下"]
    slots = slots_of("Hi, my deposit never arrived. I tried restarting the app but nothing. Please refund me. Thanks")
    assert [f.text for f in slots.what_happened] == ["my deposit never arrived"]
    assert [f.text for f in slots.steps_tried] == ["I tried restarting the app but nothing"]
    assert [f.text for f in slots.expected] == ["Please refund me"]


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("昨晚八点多提的500U", "occurred_at", "昨晚八点多"),
        ("sent it at 9:00 yesterday Kenyan time", "occurred_at", "9:00 yesterday Kenyan time"),
        ("sent 200 USDT on 18/11", "occurred_at", "18/11"),
        ("bought it last weekend", "occurred_at", "last weekend"),
        ("十一月十三号交的工资单", "steps_tried", "十一月十三号交的工资单"),
        ("paid 1500 cedis to the seller", "amount", "1500 cedis"),
        ("他转了一万两千五(12500)U", "asset", "USDT"),
        ("BTC/USDT合约网格自己停了", "asset", "BTC"),
        ("sent 300 DOGE on the Dogecoin network", "network", "DOGE"),
        ("XRP没填标签,2300个", "amount", "2300 XRP"),
        ("充值单号79201928123450,2000个TRX", "deposit_id", "79201928123450"),
        ("接口/api/v5/trade/order报错", "endpoint", "/api/v5/trade/order"),
        ("小米14 安卓 6.98.0 打开就黑屏", "app_version", "6.98.0"),
        ("2k usdc over base", "network", "BASE"),
        ("300 usdc on sol", "network", "SOL"),
        ("erc 20 300 usdt", "amount", "300 USDT"),
        ("提币 853514622012 卡住", "withdrawal_id", "853514622012"),
        ("tp on BTC-USDT-SWAP never fired", "asset", "BTC"),
    ],
)
def test_facts_are_read_however_people_write_them(slots_of: Callable[..., Slots], text: str, slot: str, value: str) -> None:
    found = slots_of(text, zone=None).as_dict().get(slot, "")
    assert value in found


@pytest.mark.parametrize("text", ["we are here 24/7", "version 6.10 of the app", "2号线", "BTC is at 3.11 percent"])
def test_what_only_looks_like_a_date_is_none(slots_of: Callable[..., Slots], text: str) -> None:
    assert slots_of(text, zone=None).occurred_at == ()


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Spoke with an agent on chat, he told me to wait", "steps_tried"),
        ("turned off my vpn and tried from my laptop", "steps_tried"),
        ("re-uploaded my passport, same result", "steps_tried"),
        ("给客服发了三封邮件都没回音", "steps_tried"),
        ("把旧设备移除了", "steps_tried"),
        ("按教程操作了一遍,还是不行", "steps_tried"),
        ("I just want my money back", "expected"),
        ("how long will this take?", "expected"),
        ("return it to my wallet", "expected"),
        ("把币退到原地址就行", "expected"),
        ("需要多久才能到", "expected"),
        ("the page says please try again later", "what_happened"),
        ("someone called me and said he is support", "what_happened"),
        ("they keep asking for more documents", "what_happened"),
        ("updated the app and now it crashes", "what_happened"),
        ("I want to withdraw 500 USDT but it fails every time", "what_happened"),
        ("block explorer says success", "what_happened"),
        ("有人联系我说是客服", "what_happened"),
        ("骗子给我发了个链接我点了", "what_happened"),
        ("系统提示请稍后再试", "what_happened"),
        ("改了密码之后不能提现", "what_happened"),
        ("我要提币500U但是一直失败", "what_happened"),
    ],
)
def test_a_piece_is_told_by_what_it_does_and_by_who_does_it(slots_of: SlotsOf, text: str, slot: str) -> None:
    slots = slots_of(text)
    assert slots.filled() & {"what_happened", "steps_tried", "expected"} == {slot}
    assert slots.facts(slot)[0].text.rstrip("?") == text.rstrip("?")
