"""Six digits alone in a message, the blanks of examples, and pieces of a phrase: what only the conversation or the paper gives away."""

from __future__ import annotations

import pytest
from mnemonic import Mnemonic

from assistant.guardrails import Guard
from assistant.guardrails.made_up import HEX, uuid, word
from assistant.guardrails.vault import Vault

_GUARD = Guard()
_CODE, _PIN = "590" + "029", "417" + "751"


def _said(*turns: str) -> list[str]:
    vault = Vault()
    return [_GUARD.seal(turn, vault).text for turn in turns]


@pytest.mark.parametrize(
    "turns",
    [
        ("提现要输验证码", "请问页面提示什么错误？", f"{_CODE}，就输这个，说错误"),
        ("忘了资金密码", "您还记得大概是多少吗？请勿告知他人。", f"{_CODE}或者{_PIN}"),
        ("My withdrawal needs a fund password", "Please don't send it here.", f"So {_CODE}? That's rejected"),
        ("got the sms now", _CODE),
        ("验证码来了", _CODE),
        ("我收到一条短信", "写的什么", _CODE),
    ],
)
def test_digits_with_which_somebody_answers_once_codes_were_spoken_of_are_hidden(turns: tuple[str, ...]) -> None:
    last = _said(*turns)[-1]
    assert _CODE not in last
    assert _PIN not in last


@pytest.mark.parametrize(
    "turns",
    [
        ("codes don't arrive", "What's your ticket number?", _CODE),
        ("密码忘了", "请提供工单号", _CODE),
        ("验证码收不到", "提现金额多少", f"{_CODE} USDT"),
        ("验证码多久有效", _CODE),
        ("my order is stuck", _CODE),
        ("code expired", "block number?", _CODE),
    ],
)
def test_digits_that_answer_something_else_stay(turns: tuple[str, ...]) -> None:
    assert _CODE in _said(*turns)[-1]


_SHORT, _ORDER = "58" + "21", "85" + "27"
_BACKUP = "k7dm5-" + "2kv6x"


@pytest.mark.parametrize(
    ("turns", "gone"),
    [
        (("资金密码错误", "您是否记错了？", f"不会记错的，我生日倒过来，{_CODE}"), _CODE),
        (("提现密码不对", "请再确认", f"好像是 {_PIN}", f"不对的话就是{_CODE}"), _CODE),
        (("手机验证码老错", "请稍后再试", f"又试了一次，{_CODE}，还是错"), _CODE),
        (("wrong fund password", "Are you sure?", f"yes I'm sure, it's {_CODE}, set it two weeks ago"), _CODE),
        (("I got the text", "Great, please type it on the page.", f"it says wrong. it was {_CODE}, same as on my phone"), _CODE),
        (("it won't take the code", "Please retry", f"it won't take it! {_CODE}"), _CODE),
        (("锁屏密码忘了", "您还记得吗", f"印象里是 {_SHORT}，不行的话就 {_ORDER}"), _ORDER),
        (("what was my pin again", "We can't see it.", f"I think it's {_SHORT} or {_ORDER}"), _ORDER),
        (("我念给你哈", "请不要发送验证码", "前三位403", "后三位935"), "935"),
        (("lost my phone", "Do you have a backup code?", f"just the one: {_BACKUP}"), _BACKUP),
        (("none of my recovery codes work", f"not this one: {_BACKUP}, printed in May"), _BACKUP),
        (("备用码用不了", "试的哪个？", f"第一个是{_BACKUP}"), _BACKUP),
        (("key " + uuid("key"), word("secret", 32, HEX).upper(), "Maple" + "_2291!"), "Maple"),
        (("API密钥 " + uuid("key"), "还有呢", "Tulip" + "99Xz"), "Tulip"),
        (("中文助记词发你，第1到4个：友 葱 垂 姿", "第5到8个：下 纶 廷 隐"), "纶"),
        (("安全问题忘了", "选的哪个问题？", "小学班主任", "再想想", "我当时写的是周建国老师，一字不差"), "周建国"),
        (("security answer wrong", "which?", "first pet", "please retry", "it keeps failing. I typed Biscuit every time"), "Biscuit"),
    ],
)
def test_a_clause_that_is_an_answer_is_hidden_some_messages_later(turns: tuple[str, ...], gone: str) -> None:
    assert gone not in _said(*turns)[-1]


@pytest.mark.parametrize(
    "turns",
    [
        ("my withdrawal pin isn't accepted", "Did you set it recently?", "yeah, in 2021"),
        ("pin locked", "What does it say?", "error 58207, then 5012"),
        ("the sms code fails", "How much do you want to withdraw?", f"{_CODE}, all of it"),
        ("fund password reset", "ok", f"I got {_CODE} back from the seller"),
        ("the code fails", "anything else?", f"my balance shows {_CODE} USDT"),
        ("验证码错误", "提现金额是多少", f"大概 {_CODE}"),
        ("验证码收不到", "手机尾号多少", "后四位7781"),
        ("backup codes lost", "ok", "it happens since 2026-1120, on page-two2"),
        ("none of my recovery codes work", "Which phone?", "a sm-g991b"),
        ("security question failed", "ok", "I wrote to support twice"),
        ("my api key is rejected", "which library?", "ccxt 4.2.1 on iPhone15"),
        ("助记词是对的", "第1到4步都做了，第5到8步不会"),
        ("资金密码忘了", "什么时候设置的", "大概0412吧"),
        ("密保忘了", "好的", "我填的是官方表单"),
        ("安全问题改了", "好", "我写的很清楚了"),
    ],
)
def test_a_clause_that_tells_something_else_stays(turns: tuple[str, ...]) -> None:
    assert _said(*turns)[-1] == turns[-1]


@pytest.mark.parametrize(
    "text",
    [
        'passphrase: "your_passphrase"',
        "secretKey: xxxxxxxxxxxxxxxx",
        'curl -u "$USERNAME:$PASSWORD" "$API_URL/status"',
        "password: {{ .Values.dbPassword }}",
        "my_password = request.form['password']",
        "DATABASE_URL=mysql://user:${PASSWORD}@db.example.com:3306/app",
        "const { apiKey, secretKey, passphrase } = process.env",
    ],
)
def test_the_blanks_of_an_example_are_no_values(text: str) -> None:
    assert not [finding for finding in _GUARD.redact(text).findings if finding.cls.value == "secret"]


@pytest.mark.parametrize(
    "form", ["card 1: {} card 2: {} card 3: {}", "第一张 {} 第二张 {} 第三张 {}", "I have {} on one plate, {} on two, {} on three"]
)
def test_runs_of_as_many_list_words_are_pieces_of_a_phrase(form: str) -> None:
    words = Mnemonic("english").to_mnemonic(bytes(range(7, 23))).split()
    pieces = [" ".join(words[at : at + 4]) for at in (0, 4, 8)]
    text = _GUARD.redact(form.format(*pieces)).text
    assert not [piece for piece in pieces if piece in text], text


@pytest.mark.parametrize(
    "text",
    ["card 1: visa gold, card 2: visa black", "I remember the price, the amount and the time", "what I have: email phone passport photo"],
)
def test_lists_of_other_things_are_no_pieces(text: str) -> None:
    assert _GUARD.redact(text).text == text


@pytest.mark.parametrize(
    ("first", "then", "value"),
    [
        ("密码前半截 Hzvd*9", "后半截 63roc&", "63roc&"),
        ("my password starts with Hzvd*9x", "and the rest is 63roc&", "63roc&"),
        ("有个自称你们客服的人让我报码", f"我已经给他了 {_CODE} 怎么办", _CODE),
        ("the agent wants the number from the text", f"i gave him {_CODE}", _CODE),
        ("Did you use the right password?", "yes of course, Summer_917117, same as always", "Summer_917117"),
    ],
)
def test_the_other_half_and_what_was_handed_over_are_hidden(first: str, then: str, value: str) -> None:
    assert value not in _said(first, then)[1]


def test_a_set_up_key_in_two_halves_is_hidden() -> None:
    key = word("set-up key", 32, "ABCDEFGHJKMNPQRSTUVWXYZ234567")
    said = " ".join(_said("Do you still have the setup key?", f"yes but its long. {key[:16]}", f"rest {key[16:]}"))
    assert key[:16] not in said
    assert key[16:] not in said


@pytest.mark.parametrize("then", ["the rest is 500 USDT", "and then 3 days", "the rest is fine", "then error 58207", "yes, iPhone14Pro, same as always"])
def test_what_is_counted_or_named_behind_it_is_no_other_half(then: str) -> None:
    assert _said("my password is Hzvd*9x7", then)[1] == then
