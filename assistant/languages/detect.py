"""Which language a message is in, and traditional characters made simplified."""

from __future__ import annotations

import re
from functools import cache

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_PLACEHOLDER = re.compile(r"\[\[[A-Z0-9_]+\]\]")
# Words that are the same in every language here: they tell nothing.
_NEUTRAL = re.compile(
    r"(?i)\b(?:usdt|usdc|btc|eth|xrp|sol|ton|trx|bnb|ltc|doge|okx|okb|trc20|erc20|bep20|bsc|txid|uid|api|kyc|p2p|c2c|app|id|vip|tag|memo|ios|android)\b"
)


def detect_language(text: str, default: str = "en") -> str:
    """``zh`` or ``en``: the language of the reply.

    A message that mixes both is Chinese: who writes a Chinese sentence around English product names reads
    Chinese. Only a clear majority of English words turns it ("what does 待审核 mean in the app").
    """
    text = _NEUTRAL.sub(" ", _PLACEHOLDER.sub(" ", text))
    han, words = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    if not han and not words:
        return default
    return "zh" if han and han * 2 >= words * 1.5 else "en"


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional Chinese → simplified, for search; other text unchanged."""
    if not _HAN.search(text):
        return text
    return str(_converter().convert(text))  # type: ignore[attr-defined]
