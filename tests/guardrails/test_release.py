"""What may not go out."""

from __future__ import annotations

import pytest
from mnemonic import Mnemonic

from assistant.guardrails import Allowed, Guard, Vault

_GUARD = Guard()
_ALLOWED = Allowed(hosts=("okx.com",), emails=("@okx.com",), handles=("okx",))

# Hosts on which copies of the exchange's help pages were met, seen on 2026-11-22; none is known to be the exchange's.
_LOOKALIKES = (
    "oucnyi.com",
    "ouzhyi.blue",
    "ouzhyi.ninja",
    "ouzhyi.life",
    "ouzhyi.rocks",
    "oxyizhgwne.org",
    "ouyigw.life",
    "cnouyi.clothing",
    "cnouyi.fund",
    "radfugtic.com",
    "justpassingby.net",
    "74f1991d-7dec-4bee-ab10-47e7cc411e00.us-east-1.cloud.genez.io",
    "ouyizh.biz",
    "tbwghfetck.com",
    "chouyi.army",
    "chouyi.pink",
    "xqmnobxky.com",
    "morjqactby.com",
    "ouyishozyk.com",
    "blouxyighl.com",
    "oyuce.org",
    "cnouxyex.net",
    "ouchyi.army",
    "ouchyi.tv",
    "ouchyi.rocks",
    "growthweb.systems",
    "webbokjoinx.systems",
    "zhgwexpouy.info",
    "teouxyites.com",
    "tpouxyihas.com",
    "okxapi-1.xiaochuang.cc",
    "okxweb3.crypto-endpoint.com",
    "oyigwcn.org",
    "marketzones.io",
    "jkxjqsqvyivx.com",
    "okx-proxy.tokenize-dev.com",
    "okx.huicker.com",
    "47.74.183.27",
    "cnoyu.net",
    "okxwebsite.com",
)


def _checks(text: str) -> set[str]:
    return {v.check for v in _GUARD.release(text, Vault(), allowed=_ALLOWED).violations}


@pytest.mark.parametrize("host", _LOOKALIKES)
@pytest.mark.parametrize(
    "form", ["see https://{}/help now", "visit {} please", "请打开{}查看", "[OKX]({})", "http://okx.com@{}/", "HTTPS://{}:8443"]
)
def test_a_lookalike_host_does_not_go_out(host: str, form: str) -> None:
    released = _GUARD.release(form.format(host), Vault(), allowed=_ALLOWED)
    assert host not in released.text
    assert "link" in {v.check for v in released.violations}


@pytest.mark.parametrize(
    "text",
    [
        "Open https://www.okx.com/help and search.",
        "写信给 help@okx.com，或访问okx.com。",
        "Follow @okx. The fee is 0.1 USDT, e.g. on TRC20.",
        "Never share your seed phrase with anyone.",
        "Support will never ask for your password.",
        "请勿把验证码告诉任何人。",
        "输入短信验证码并确认提现。",
        "Provide your UID and the TXID.",
        "No one can guarantee that funds will be recovered.",
        "The deposit is credited after 12 confirmations.",
        "You can open a ticket from the support entry.",
        "This assistant is independent and is not OKX.",
        "App version 6.120.0 fixes it. See step 2.",
    ],
)
def test_what_helps_goes_out_unchanged(text: str) -> None:
    released = _GUARD.release(text, Vault(), allowed=_ALLOWED)
    assert (released.text, released.violations) == (text, ())


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("asks_for_secret", "Please send me your seed phrase so I can check."),
        ("asks_for_secret", "What is your fund password?"),
        ("asks_for_secret", "请把您的助记词发给我。"),
        ("asks_for_secret", "请提供您的资金密码。"),
        ("asks_for_secret", "Enter your private key here."),
        ("promises_outcome", "Your money will definitely be refunded."),
        ("promises_outcome", "放心，肯定能找回。"),
        ("claims_action", "I have opened a ticket for you."),
        ("claims_action", "我已为您提交工单。"),
        ("claims_identity", "This is OKX customer service."),
        ("claims_identity", "我是欧易客服小王。"),
        ("email", "write to help@okx-support.example"),
        ("handle", "contact @okx_support1"),
        ("link", "see \u043ekx.com"),
        ("invented_placeholder", "your [[EMAIL_3]]"),
    ],
)
def test_what_must_not_be_said_is_taken_out_and_named(check: str, text: str) -> None:
    assert check in _checks(text)


def test_only_the_offending_sentence_is_dropped() -> None:
    released = _GUARD.release("Check the status first. Please send me your password. Then wait.", Vault())
    assert released.text == "Check the status first. Then wait."


def test_a_seed_phrase_that_a_model_makes_up_does_not_go_out() -> None:
    phrase = str(Mnemonic("english").to_mnemonic(bytes(16)))
    released = _GUARD.release(f"Try this: {phrase}", Vault())
    assert "abandon" not in released.text
    assert {v.check for v in released.violations} == {"detector"}


_WARNED = Allowed(hosts=("okx.com",), emails=("support@okx.com",), warned=("support@okex.com",))


@pytest.mark.parametrize(
    "text",
    [
        "Do not use support@okex.com; old articles still spread it.",
        "不要用 support@okex.com，这是旧品牌的地址。",
        "support@okex.com is an old address and no longer read.",
        "1. Open the app.\n2. support@okx.com is named in a paper of 2024 (check it first).",
        "先核对。2. support@okx.com 见于 2024 年的一份文件（先核对）。",
    ],
)
def test_an_address_that_the_sentence_warns_of_stays(text: str) -> None:
    released = Guard().release(text, Vault(), allowed=_WARNED)
    assert released.text == text
    assert not released.violations


@pytest.mark.parametrize(
    "text",
    [
        "Write to support@okex.com.",
        "Do not use the app. Write to support@okex.com now.",
        "不要用 App。请写信到 support@okex.com。",
        "Do not use support@okex-help.com.",
    ],
)
def test_an_address_that_the_sentence_recommends_goes(text: str) -> None:
    released = Guard().release(text, Vault(), allowed=_WARNED)
    assert "support@okex" not in released.text
    assert released.violations
