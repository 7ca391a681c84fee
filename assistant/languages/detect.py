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

_BUILDS_ZH = re.compile(r"[的了吗呢吧啊么是我你他她它们这那哪怎为什谁几没不有在就都也还又把被给让去来说想要能会可帮请叫问]")
_BUILDS_EN = re.compile(
    r"(?i)\b(?:a|an|the|is|are|was|were|am|be|been|do|does|did|dont|can|cant|could|will|would|should|may|must|have|has|had|i|im|my|me|you|your|"
    r"it|its|he|she|they|we|this|that|these|what|whats|where|when|why|who|how|which|to|of|in|on|at|for|from|with|and|or|but|not|no|so|if|still|says)\b"
)
_SENTENCE = 2  # words that build English sentences, with none that builds a Chinese one


def detect_language(text: str, default: str = "en") -> str:
    """``zh`` or ``en``: the language of the reply.

    A message that mixes both is Chinese: who writes a Chinese sentence around English product names reads
    Chinese. Only a clear majority of English words turns it, or an English sentence around what a Chinese page says ("what does 待审核
    mean"): words that build sentences are told apart from names.
    """
    text = _NEUTRAL.sub(" ", _PLACEHOLDER.sub(" ", text))
    han, words = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    if not han and not words:
        return default
    if han and words and not _BUILDS_ZH.search(text) and len(_BUILDS_EN.findall(text)) >= _SENTENCE:
        return "en"
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
