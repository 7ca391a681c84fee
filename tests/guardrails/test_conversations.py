"""Secrets that come in parts, over several messages, and conversations in which nothing of the kind happens."""

from __future__ import annotations

import base58
import pytest
from mnemonic import Mnemonic
from nacl.signing import SigningKey

from assistant.guardrails import Guard, Vault
from assistant.guardrails.made_up import HEX, data, word

_GUARD = Guard()
_WORDS = str(Mnemonic("english").to_mnemonic(data("conversation", 16))).split()
_HEX = word("conversation", 64, HEX)
_PAIR = base58.b58encode(data("c", 32) + SigningKey(data("c", 32)).verify_key.encode()).decode()
_WIF = base58.b58encode_check(b"\x80" + data("w", 32) + b"\x01").decode()


def _said(*turns: str) -> str:
    vault = Vault()
    return "\n".join(_GUARD.seal(turn, vault).text for turn in turns)


@pytest.mark.parametrize(
    ("turns", "parts"),
    [
        (("i will send my phantom private key in two messages", _PAIR[:44], _PAIR[44:]), (_PAIR[:44], _PAIR[44:])),
        (("phantom private key part 1: " + _PAIR[:44], "ok", "rest: " + _PAIR[44:]), (_PAIR[:44], _PAIR[44:])),
        (("Phantom私钥：" + _PAIR[:43], "后半段 " + _PAIR[43:]), (_PAIR[:43], _PAIR[43:])),
        (("我的私钥分两条发", "①" + _HEX[:32], "②" + _HEX[32:]), (_HEX[:32], _HEX[32:])),
        (("private key: " + _HEX[:32], "ends with " + _HEX[32:]), (_HEX[:32], _HEX[32:])),
        (("can you import my private key?", "1) 0x" + _HEX[:32], "continued: " + _HEX[32:]), (_HEX[:32], _HEX[32:])),
        (("私钥太长，分几次发", "前半：" + _WIF[:26], _WIF[26:]), (_WIF[:26], _WIF[26:])),
        (("我分开发密码", "密码前面是 moon", "②20MO*"), ("moon", "20MO*")),
        (("password part 1 hello", "2) .6011"), ("hello", ".6011")),
        (("here comes my fund password", "1/2 632", "rest: 176"), ("632", "176")),
        (("what was my withdrawal password?", "I set it to", "ne255123"), ("ne255123",)),
        (("yes the authenticator code", "178759"), ("178759",)),
        (("验证码发我一下", "947525", "好的已收到"), ("947525",)),
        (("what's the 6 digit code you received?", "608968", "thx and the second one", "259826"), ("608968", "259826")),
        (("the guy on the phone says: read me the code you just got", "It's 529969."), ("529969",)),
        (("ok one by one", "blouse lemon", "sock muscle", "monkey iron"), ("blouse", "muscle", "iron")),
        ((" ".join(_WORDS[:11]), f"oh and the last word is {_WORDS[11]}"), (_WORDS[11],)),
        (("WIF split because sms limit: " + _WIF[:26], _WIF[26:]), (_WIF[:26], _WIF[26:])),
        (("前六个字 磨额迷迅西呢", "后面 砖任功葱何统"), ("磨额迷", "砖任功")),
        (("my seed phrase in two parts", " ".join(_WORDS[:6]), "and the rest " + " ".join(_WORDS[6:])), tuple(_WORDS[2:4])),
        (("助记词分三段", "第一段 " + " ".join(_WORDS[:4]), "然后 " + " ".join(_WORDS[4:8]), " ".join(_WORDS[8:])), tuple(_WORDS[4:6])),
    ],
)
def test_a_secret_that_comes_in_parts_is_hidden_part_by_part(turns: tuple[str, ...], parts: tuple[str, ...]) -> None:
    said = _said(*turns)
    assert not [part for part in parts if part in said], said


@pytest.mark.parametrize(
    "turns",
    [
        ("I forgot my password", "UID 40718832", "app 6.120.1"),
        ("验证码收不到", "订单号 612345678901234567", "iPhone 15"),
        ("should I give support my seed phrase?", "they are on Telegram", "no"),
        ("我把密码改了", "提现 2000 USDT 被拒", "错误码 51008_1000"),
        ("how do I import my private key?", "the button is grey", "version 6.104.0"),
        ("is it safe to send my code?", "ok thanks", "one more question: fees"),
        ("2FA reset takes how long", "I am in Leeds", "Chrome 131"),
        ("客服要我的验证码，是骗子吗", "他说在群里", "好的谢谢"),
        ("is the verification code valid for 10 minutes?", "51008"),
        ("验证码多久有效？", "391827"),
        ("split the order?", "yes please", "market order"),
        ("我分开发", "USDT", "提现"),
        ("把验证码发我", "收不到", "UID 40718832"),
    ],
)
def test_talk_about_secrets_makes_no_secret_of_what_follows(turns: tuple[str, ...]) -> None:
    vault = Vault()
    sealed = [_GUARD.seal(turn, vault) for turn in turns]
    assert not [finding for message in sealed for finding in message.secrets]


def test_a_transaction_between_two_parts_of_a_key_stays() -> None:
    said = _said("私钥分两次发", "前半：" + _HEX[:32], "交易哈希 " + _HEX[::-1], "后半：" + _HEX[32:])
    assert "[[TXID_1]]" in said
    assert _HEX[32:] not in said


@pytest.mark.parametrize(
    ("turns", "hidden"),
    [
        (("What's your full name?", "Harold Pemberton"), ("Harold", "Pemberton")),
        (("您的姓名是？", "欧阳建国"), ("欧阳建国",)),
        (("what's your date of birth", "14/02/1988"), ("14/02/1988",)),
        (("出生日期？", "1988.2.14"), ("1988.2.14",)),
        (("where do you live?", "22 Rosewood, Leeds"), ("22 Rosewood",)),
        (("card number?", "4000 1234 5678 9010"), ("4000 1234",)),
        (("what is your phone number?", "0712 345 678"), ("0712 345 678",)),
        (("卡号前八位62220212", "后面是34567890123"), ("62220212", "34567890123")),
        (("my card is 4539 1488 0343", "rest 6467"), ("4539", "6467")),
        (("身份证号110105", "194912", "31002X"), ("194912", "31002X")),
        (("what's the answer to your security question", "Rosalind"), ("Rosalind",)),
        (("资金密码？", "5 5 1 2 0 9"), ("5 5 1 2 0 9",)),
        (("Agent: Thank you. And your date of birth?", "08/05/1995"), ("08/05/1995",)),
        (("Agent: What is the number on your passport?", "313489423"), ("313489423",)),
        (("What does the authenticator show now?", "623525"), ("623525",)),
        (("你登录密码还记得吗", "记得，zTbs!rCULv1"), ("zTbs!rCULv1",)),
        (("资金密码错误，我输的552182", "请勿向任何人透露", "哦那我改成638383"), ("552182", "638383")),
    ],
)
def test_what_answers_a_question_or_goes_on_with_a_number_is_hidden(turns: tuple[str, ...], hidden: tuple[str, ...]) -> None:
    said = _said(*turns)
    assert not [value for value in hidden if value in said]


@pytest.mark.parametrize(
    "turns",
    [
        ("what is your phone number?", "why do you ask"),
        ("您的姓名是？", "为什么要实名"),
        ("card number?", "order 612345678901234567"),
        ("手机号收不到短信怎么办？", "40718832"),
        ("出生日期填错了能改吗？", "2026-11-20 提交的"),
        ("where do you live?", "network TRC20"),
        ("what is your date of birth", "i withdrew on 2026-11-20 and nothing came"),
        ("my card starts with 4539 14", "the order is 612345678901234567"),
        ("what's the answer to your security question", "no idea, error 51008"),
        ("your address?", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
        ("电话？", "打不通"),
        ("资金密码？", "订单 612345678901234567"),
    ],
)
def test_what_answers_no_question_stays(turns: tuple[str, ...]) -> None:
    vault = Vault()
    sealed = [_GUARD.seal(turn, vault) for turn in turns]
    assert not [f for f in sealed[-1].findings if f.cls.value != "reference"]


@pytest.mark.parametrize("question", ["Agent: the transaction hash?", "客服：请提供TXID", "your txid?", "what is the tx hash"])
def test_a_hash_that_answers_a_question_for_one_is_a_transaction(question: str) -> None:
    assert "[[TXID_1]]" in _said(question, "0x" + _HEX)
    assert "[[TXID_1]]" not in _said("your private key?", "0x" + _HEX)


@pytest.mark.parametrize("question", ["您好，请提供UID和TXID", "Please send your UID and the transaction hash"])
def test_a_hash_that_was_asked_for_together_with_something_else_is_one_behind_that(question: str) -> None:
    vault, uid = Vault(), "97624" + "9231"
    sealed = [_GUARD.seal(turn, vault) for turn in ("not credited", question, uid, _HEX)]
    assert [finding.kind for finding in sealed[-1].findings] == ["txid"]


def test_a_bare_number_after_a_told_password_is_no_second_try_unless_it_is_said_to_be() -> None:
    vault = Vault()
    _GUARD.seal("my password is Blueberry77", vault)
    assert not _GUARD.seal("40718832", vault).secrets
    assert _GUARD.seal("then tried 4071", vault).secrets


_QUESTIONS = {
    "Maple!5521": ("Your login password please", "which password did you type", "用的什么密码啊", "麻烦提供一下登录密码"),
    "770812": ("fund password?", "tell me the trading password", "您的资金密码？", "資金密碼係乜"),
    "664 190": ("what code did you get?", "what does your authenticator show", "验证码收到了吗，是多少", "收到的六位数字告诉我"),
    "Kowalczyk": ("What is your mother's maiden name?", "name of your first pet?", "您的密保答案是？", "你小学叫什么"),
    "欧阳建国": ("Your full name?", "what name is on the account", "请问您贵姓？", "麻烦提供一下姓名"),
    "1990-03-07": ("date of birth?", "when were you born", "您的出生日期？", "生日是哪天"),
}
_REPLIES = ("{}", "it's {}", "ok {}", "{} i think", "sure, {}", "mine is {}", "是{}", "{}吧", "应该是{}", "好的 {}", "{}，对吗")
_NO_VALUES = (
    "i forgot", "忘了", "not sure", "等一下", "why do you need that", "手机没了", "记不清了", "nothing came", "没收到", "UID 40718832", "TRC20",
    "51008_1000", "500 USDT", "2026-11-20 10:30", "iPhone 15", "欧易钱包", "波场", "谢谢", "ok thanks", "人脸认证失败", "can't remember",
)  # fmt: skip


@pytest.mark.parametrize("value", _QUESTIONS)
def test_what_a_question_asks_for_is_hidden_however_the_reply_words_it(value: str) -> None:
    for question in _QUESTIONS[value]:
        for reply in _REPLIES:
            assert value not in _said(question, reply.format(value)), (question, reply)


@pytest.mark.parametrize("reply", _NO_VALUES)
def test_a_reply_that_gives_no_value_stays_as_it_is(reply: str) -> None:
    for questions in _QUESTIONS.values():
        for question in questions:
            vault = Vault()
            _GUARD.seal(question, vault)
            assert not [f for f in _GUARD.seal(reply, vault).findings if f.cls.value != "reference"], (question, reply)


def test_a_code_that_breaks_off_takes_its_rest_from_the_next_message() -> None:
    assert not {"48210", "3"} & set(_said("my otp is 48210", "3").split())
    assert "219" not in _said("资金密码558", "219")
    vault = Vault()
    _GUARD.seal("my otp is 482103", vault)
    assert not _GUARD.seal("3", vault).secrets
