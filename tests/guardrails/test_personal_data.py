"""Personal data made by real libraries is hidden in messages of both languages, whatever the format."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guardrails import Guard, redact
from assistant.guardrails.detectors import discover

_FORMS = (
    "{}",
    "我的是{}，帮我看看",
    "客服你好，{}收不到短信，UID 99887766",
    "my details: {} please check",
    "订单号 612345678901234567\n{}\n谢谢",
    "（{}）",
    "it is {}.",
    "“{}”",
)


def _spread(values: Iterator[str]) -> Iterator[tuple[str, str]]:
    for number, value in enumerate(values):
        yield value, _FORMS[number % len(_FORMS)].format(value)


def _mobiles() -> Iterator[str]:
    chance = random.Random(1)
    for number in range(40):
        digits = f"1{chance.choice('3456789')}{chance.randrange(10**9):09d}"
        groups = (digits, f"{digits[:3]} {digits[3:7]} {digits[7:]}", f"{digits[:3]}-{digits[3:7]}-{digits[7:]}")
        yield ("", "+86 ", "86 ", "+86-", "0086")[number % 5] + groups[number % 3]


def _abroad() -> Iterator[str]:
    import phonenumbers
    from phonenumbers import PhoneNumberFormat as Form

    for region in ("US", "GB", "HK", "SG", "DE", "FR", "IN", "VN", "TR", "BR", "AE", "NG", "JP", "KR", "RU", "TW", "MO", "MY", "ID", "PH"):
        number = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
        for form in (Form.INTERNATIONAL, Form.E164):
            yield phonenumbers.format_number(number, form)


def _residents() -> Iterator[str]:
    from assistant.guardrails.detectors.id_card import example

    for number in range(60):
        value = example(number, ("110101", "310115", "440305", "510104")[number % 4])
        yield (value, value.lower(), f"{value[:6]} {value[6:14]} {value[14:]}")[number % 3]


def _cards() -> Iterator[str]:
    from stdnum import luhn

    chance = random.Random(2)
    for number in range(40):
        prefix, size = (("622202", 19), ("4", 16), ("52", 16), ("622588", 16), ("37", 15), ("6225", 16))[number % 6]
        body = prefix + "".join(chance.choice("0123456789") for _ in range(size - 1 - len(prefix)))
        value = body + luhn.calc_check_digit(body)
        yield value if number % 2 else " ".join(value[i : i + 4] for i in range(0, size, 4))


def _ibans() -> Iterator[str]:
    from stdnum.iso7064 import mod_97_10

    for number, (country, body) in enumerate(
        (("DE", "{:018d}"), ("NL", "ABNA{:010d}"), ("GB", "WEST{:014d}"), ("AT", "{:016d}"), ("PL", "{:024d}")) * 4
    ):
        text = body.format(number * 7919 + 12345)
        value = f"{country}{mod_97_10.calc_check_digits(text + country):0>2}{text}"
        yield value if number % 2 else " ".join(value[i : i + 4] for i in range(0, len(value), 4))


def _networks() -> Iterator[str]:
    chance = random.Random(3)
    for number in range(30):
        if number % 3:
            yield ".".join(str(chance.randrange(1, 255)) for _ in range(4))
        else:
            yield ":".join(f"{chance.randrange(1 << 12, 1 << 16):x}" for _ in range(8))


def _mails() -> Iterator[str]:
    for number, form in enumerate(("ann{}@example.com", "a.b-{}@mail.example.org", "wei_{}+okx@qq.example", "{}@163.example.cn") * 5):
        yield form.format(1000 + number)


@pytest.mark.parametrize(
    "made", [_mobiles, _abroad, _residents, _cards, _ibans, _networks, _mails], ids=lambda made: made.__name__.strip("_")
)
def test_a_valid_value_never_gets_through(made: Callable[[], Iterator[str]]) -> None:
    missed = [text for value, text in _spread(made()) if value in redact(text)]
    assert not missed


@pytest.mark.parametrize("name", ["张伟", "王小明", "欧阳娜娜", "陳大文", "李秀英", "诸葛亮", "刘建军", "阿不都热合曼·买买提"])
@pytest.mark.parametrize(
    "form",
    ["我叫{}，账户被冻结", "姓名：{}", "户名:{} 开户行:工商银行", "付款人：{}\n金额：5000", "实名是{}。", "收款人 {} 没收到", "持卡人{}，"],
)
def test_an_announced_chinese_name_is_hidden(name: str, form: str) -> None:
    assert name not in redact(form.format(name))


@pytest.mark.parametrize(
    "name", ["John Smith", "Maria Garcia-Lopez", "ZHANG WEI", "Siti binti Ahmad", "Jean-Pierre O'Neil", "Priya Sharma"]
)
@pytest.mark.parametrize(
    "form",
    [
        "my name is {} and I lost access",
        "Name: {}",
        "beneficiary: {}",
        "registered in the name of {}",
        "Best regards,\n{}",
        "payment from {} is missing",
    ],
)
def test_an_announced_latin_name_is_hidden(name: str, form: str) -> None:
    assert name not in redact(form.format(name))


@pytest.mark.parametrize(
    "text",
    [
        "为什么成功了还是显示处理中，那个商家一直不放币，应该怎么办",
        "马上要平仓了，安全吗，平台方便处理吗",
        "黄金和白银合约什么时候上线，金额不对",
        "我是新用户，姓名填错了怎么改",
        "收款人必须和实名一致",
        "OKX 6.98.0 (android 14) 闪退",
        "2026-11-22 16:04:05 (UTC+8) 区块高度 19283746 时间戳 1763798645000",
        "报错 51008_1000，版本 6.95.1.2",
        "52000.5 USDT @ 0.031 BTC, 3x 杠杆, 保证金 1700.25",
        "How do I transfer from Funding to Trading? Bank of America rejected it",
        "I am from Brazil and My Account Was Locked After I Changed Phone Number",
        "Spot Trading Fee Tier VIP 1 Maker Taker",
        "my name does not match my ID",
        "Mark Price and Last Price differ",
        "wss://ws.okx.com:8443/ws/v5/public does not answer",
        "1763798645 and 1763798645123",
        "身份证正反面都上传了3次",
        "护照号有8位数字和1个字母",
        "is support@okx.com real?",
        "telegram @okx_support_bot 是官方吗",
    ],
)
def test_an_ordinary_sentence_is_left_as_it_is(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "label", ["UID ", "uid：", "订单号 ", "order id: ", "工单号", "提现单号：", "memo ", "ticket #", "withdrawal id ", "我的UID是"]
)
@pytest.mark.parametrize(
    "value", ["13812345678", "15900001111", "4111111111111111", "622202000000000000", "490154203237518", "123456789012"]
)
def test_a_reference_shaped_like_personal_data_survives(label: str, value: str) -> None:
    text = f"{label}{value} 帮我查一下"
    assert redact(text) == text


@pytest.mark.parametrize(
    ("label", "value"), [("手机", "13812345678"), ("卡号", "4111111111111111"), ("phone ", "5123 4567"), ("IMEI ", "490154203237518")]
)
def test_the_same_digits_behind_a_personal_label_are_hidden(label: str, value: str) -> None:
    assert value not in redact(f"UID 99887766，{label}{value}")


@given(
    order=st.integers(10**17, 10**18 - 1).filter(lambda n: str(n)[6:8] not in ("19", "20")),
    uid=st.integers(10**7, 10**19),
    form=st.sampled_from(["订单 {o}，UID {u}", "order {o} of uid {u} is stuck", "uid: {u}\norder id: {o}", "UID{u}的订单{o}没成交"]),
)
@settings(max_examples=150, deadline=None)
def test_no_order_number_or_uid_is_taken_for_a_card_or_a_phone(order: int, uid: int, form: str) -> None:
    text = form.format(o=order, u=uid)
    assert redact(text) == text


@given(st.text(alphabet="我叫张伟付款人转给李娜的身份证 0123456789:+-.@()EeXx路号市区街", max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_text_of_personal_looking_pieces_breaks_the_guard(text: str) -> None:
    found = Guard().engine.find(text).claims
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_every_personal_and_reference_detector_has_a_dozen_examples_each_way() -> None:
    for detector in discover():
        if detector.cls != "secret":
            assert len(list(detector.hides())) >= 12, detector.kind
            assert len(list(detector.keeps())) >= 12, detector.kind


_FRAMES = ("同事{n}推荐我来的", "转账备注写了{n}，不能备注", "联系不上{n}了", "这张卡是{n}的", "老板{n}让我充值的", "{n}说没有收到钱")


@pytest.mark.parametrize("frame", _FRAMES)
def test_most_chinese_names_are_hidden_though_nothing_announces_them(frame: str) -> None:
    names = [
        surname + given for surname in "李刘陈杨赵黄吴徐孙郭" for given in ("佳怡", "志豪", "雨桐", "建国", "梓涵", "晓东", "美玲", "俊杰")
    ]
    hidden = [name for name in names if name not in redact(frame.format(n=name))]
    assert len(hidden) >= 0.9 * len(names), sorted(set(names) - set(hidden))


@pytest.mark.parametrize(
    "frame", ["selfie of {n} was rejected", "why does it show {n} as owner", "{n} never released the coins", "Dear {n}, hello"]
)
@pytest.mark.parametrize("written", [str, str.upper, str.lower])
def test_given_and_family_names_in_a_row_are_hidden_however_they_are_written(frame: str, written: Callable[[str], str]) -> None:
    for first in ("Priya", "Olivia", "Mehmet", "Svetlana", "Fatima", "Diego", "Katarzyna"):
        for family in ("Sharma", "Kowalczyk", "Tanaka", "Okafor", "Fischer", "Rodriguez"):
            name = written(f"{first} {family}")
            assert name not in redact(frame.format(n=name)), name


@pytest.mark.parametrize("region", ["TW", "JP", "KR", "NG", "ID", "TR", "FR", "DE", "GB", "AU", "ZA", "EG", "BR", "RU"])
def test_a_mobile_number_as_it_is_written_at_home_is_hidden(region: str) -> None:
    example = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    assert example is not None
    written = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert written not in redact(f"it is {written}, nothing arrives")


@pytest.mark.parametrize(
    "address",
    [
        "Keizersgracht 241, 1016 EA Amsterdam", "東京都渋谷区神南1-19-11", "서울특별시 강남구 테헤란로 152", "Nyvägen 3, 99243 Halmstad",
        "514 Cardenas Orchard, Jackfort, VT 23585", "Atatürk Cad. No:45 D:7, Kadıköy, İstanbul", "15 Soi Sukhumvit 31, Khlong Toei, Bangkok 10110",
        "Anneliese-Speer-Straße 897, 51030 Mühlhausen", "227 Nguyễn Văn Cừ, Quận 5, TP.HCM", "Slatiňanská 41, 143 51 Potštát", "88 Queensway, Hong Kong",
    ],
)  # fmt: skip
def test_an_address_is_hidden_as_its_country_writes_it(address: str) -> None:
    assert address not in redact(f"the bill shows {address} since May")


@pytest.mark.parametrize(
    "text",
    [
        "改成越南之后，上周买家用老婆的卡，三方文章说要等", "深圳华强北那台机器吞了我的卡", "富途牛牛入金被退回了", "挂高一点等它涨上去再卖", "教程里说要等格林威治时间", "止盈触发价格应该小于买一价", "账户里的方知道不知道都行",
        "hope to hear from you soon, grace period is over", "Order 123, 45678 withdrawn, iPhone 15, 2024 model", "agent Kevin told me to wait, order 9123 4567 is late",
        "Luna Classic, Mark Price and Funding Account differ", "memo 0912345678, amount 12 345 678 SHIB, no text yet",
    ],
)  # fmt: skip
def test_ordinary_words_that_look_like_names_addresses_and_numbers_stay(text: str) -> None:
    assert redact(text) == text
