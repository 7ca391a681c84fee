"""Six digits alone in a message, the blanks of examples, and pieces of a phrase: what only the conversation or the paper gives away."""

from __future__ import annotations

import pytest
from mnemonic import Mnemonic

from assistant.guardrails import Guard
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
