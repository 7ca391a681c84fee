"""Names that nothing here knows."""

from __future__ import annotations

import pytest

from assistant.answering.names import unknown_name

KNOWN = frozenset({"google", "binance", "metamask"})
SAID = "Earn: Simple Earn and On-chain Earn hold your coins."


def _unknown(query: str) -> str:
    return unknown_name(query, SAID, KNOWN, lambda word: int(word == "tradingview"))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("how do I join the MoonVault plan", "MoonVault"),
        ("the OKX Comet Pass did not renew", "Comet Pass"),
        ("ComboUSD did not arrive", "ComboUSD"),
        ("we bought the Never-Liquidate upgrade", "Never-Liquidate"),
        ("我的OKX Turbo Shield怎么激活", "Turbo Shield"),
    ],
)
def test_a_made_up_name_is_found(query: str, name: str) -> None:
    assert _unknown(query) == name


@pytest.mark.parametrize(
    "query",
    [
        "My withdrawal is stuck",
        "Please Help",
        "is Google Authenticator needed",
        "where is Simple Earn",
        "TradingView wants my key",
        "sent from MetaMask on Monday",
        "USDT on TRC20 to OKX",
        "iPhone says no",
        "提币没到",
        "",
    ],
)
def test_what_is_known_or_no_name_is_left(query: str) -> None:
    assert _unknown(query) == ""
