"""What stands beside a password: another one is hidden, a number of something else stays."""

from __future__ import annotations

import pytest

from assistant.guardrails import Guard

_GUARD = Guard()
_PASSWORD = "Chelsea" + "#1905"


@pytest.mark.parametrize(
    ("behind", "stays"),
    [
        (", 5 times", "5 times"),
        ("，提现 2000 USDT", "2000 USDT"),
        ("，订单 664120", "664120"),
        (", ticket 664120", "664120"),
        ("，2024年设的", "2024年"),
        (", error 50113", "50113"),
        ("，充值664120元", "664120元"),
        (", block 845231", "845231"),
        ("，金额664120", "664120"),
        (" then 24 hours", "24 hours"),
        (", 150000 USDT is stuck", "150000 USDT"),
        ("，区块845231", "845231"),
    ],
)
def test_a_number_of_something_else_behind_a_password_stays(behind: str, stays: str) -> None:
    text = _GUARD.redact(f"my password is {_PASSWORD}{behind}").text
    assert _PASSWORD not in text
    assert stays in text


@pytest.mark.parametrize("form", ["old one {} new one {}", "密码从{}改到{}", "旧的{}新的{}都不行", "the first one {} and the other one {}"])
def test_both_of_two_passwords_are_hidden_though_one_is_faint(form: str) -> None:
    for faint in ("Lovely" + "-54", "tulip" + "9921"):
        text = _GUARD.redact("cannot log in: " + form.format(_PASSWORD, faint)).text
        assert _PASSWORD not in text
        assert faint not in text, text


@pytest.mark.parametrize(
    ("form", "stays"),
    [
        ("block {} my code 118203", "65491119"),
        ("跟单员ID {}，密码登录没问题", "88595976"),
        ("合约张数 {}，密码正确", "17544941"),
        ("limit {} pin required", "20489"),
        ("绑定的卡尾号{}，支付密码忘了", "9883"),
        ("今天{}人在线，验证码收不到", "555841"),
        ("输完验证码就报 {}", "50102"),
        ("reference code {} for the wire", "443254"),
        ("提现{}U，资金密码忘了", "73347"),
    ],
)
def test_a_number_that_a_noun_has_named_is_not_the_secret_spoken_of_behind_it(form: str, stays: str) -> None:
    assert stays in _GUARD.redact(form.format(stays)).text
