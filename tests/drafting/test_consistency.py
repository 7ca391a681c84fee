"""Warnings before sending: each has a case that raises it and a near miss that doesn't."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from .conftest import Drafted

Make = Callable[..., Drafted]
HEX = hashlib.sha256(b"a transaction").hexdigest()
EVM = "0x" + hashlib.sha256(b"an address").hexdigest()[:40]
TRON = "T" + "9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWw"[:33].ljust(33, "b")


@pytest.mark.parametrize(
    ("text", "topic", "check"),
    [
        (f"提了500U走TRC20,交易哈希 0x{HEX}", "withdrawal/withdrawal-not-received", "txid_network"),
        (f"withdrew 500 USDT via ERC20, txid {HEX}", "withdrawal/withdrawal-not-received", "txid_network"),
        (f"走TRC20提了500U,提币地址 {EVM}", "withdrawal/withdrawal-not-received", "address_network"),
        ("大饼走TRC20没到", "withdrawal/withdrawal-not-received", "coin_network"),
        ("充了1500 XRP没到账", "deposit/deposit-not-arrived", "memo"),
        ("提了500U没到,金额是600U", "withdrawal/withdrawal-not-received", "amounts"),
        ("提币选的TRC20,记录上是ERC20", "withdrawal/withdrawal-not-received", "networks"),
        ("2026-12-25 提的500U", "withdrawal/withdrawal-not-received", "future"),
        ("2月30日提的500U", "withdrawal/withdrawal-not-received", "impossible"),
        ("昨天25:61提的", "withdrawal/withdrawal-not-received", "impossible"),
        ("UID 2511201234567890123", "withdrawal/withdrawal-not-received", "uid_order"),
    ],
)
def test_what_does_not_fit_is_said(drafted: Make, text: str, topic: str, check: str) -> None:
    for language in ("zh", "en"):
        notes = {n.check: n.text for n in drafted(text, topic=f"zh/{topic}", language=language).result.warnings}
        assert check in notes
        assert len(notes[check]) > 15


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (f"提了500U走TRC20,交易哈希 {HEX}", "withdrawal/withdrawal-not-received"),
        (f"withdrew 500 USDT via ERC20, txid 0x{HEX}, address {EVM}", "withdrawal/withdrawal-not-received"),
        (f"txid 0x{HEX}", "withdrawal/withdrawal-not-received"),
        ("充了1500 XRP没到账,tag 123456", "deposit/deposit-not-arrived"),
        ("充了1500 XRP,忘了填memo", "deposit/deposit-not-arrived"),
        ("提了500U,只到498U", "withdrawal/withdrawal-not-received"),
        ("I withdrew 500 USDT but only received 498 USDT", "withdrawal/withdrawal-not-received"),
        ("昨晚10点提的500U走TRC20", "withdrawal/withdrawal-not-received"),
        ("XRP 现货下单失败", "trading/order-not-filled"),
        ("UID 123456789012", "withdrawal/withdrawal-not-received"),
        ("usdt 走的以太坊", "withdrawal/withdrawal-not-received"),
    ],
)
def test_what_fits_raises_no_warning(drafted: Make, text: str, topic: str, glossary: object) -> None:
    assert drafted(text, topic=f"zh/{topic}").result.warnings == ()


def test_a_warning_changes_nothing_in_the_draft(drafted: Make) -> None:
    made = drafted(f"提了500U走TRC20,交易哈希 0x{HEX}")
    assert made.result.warnings
    for text in made.both():
        assert "TRC20" in text
        assert "[[TXID_1]]" in text
