"""Values for examples: made when a test runs, the same each time, secrets of nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
HEX = "0123456789abcdef"


def data(seed: str, size: int) -> bytes:
    """``size`` bytes that follow from ``seed``."""
    return hashlib.shake_256(seed.encode()).digest(size)


def word(seed: str, size: int, alphabet: str = ALNUM) -> str:
    """``size`` characters of ``alphabet`` that follow from ``seed``."""
    return "".join(alphabet[byte % len(alphabet)] for byte in data(seed, size))


def uuid(seed: str) -> str:
    """A word of the shape of a UUID."""
    digits = word(seed, 32, HEX)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


_FRAMES = (
    "{}",
    "我的{}被人看到了",
    "here it is: {} what now?",
    '"{}"',
    "value={};",
    "导入{}失败",
    "（{}）",
    "[{}]",
    "客服要我发{}，我发了",
    "<{}>",
    "is {} safe\nor not",
    "钱包备份：{}。请帮我看看",
    "I pasted {}, then the page closed",
)


def in_sentences(*values: str, marked: bool = True) -> Iterator[str]:
    """The values in sentences of both languages, each frame used and each value used; ``⟦…⟧`` around them if ``marked``."""
    for turn in range(max(len(_FRAMES), len(values))):
        value = values[turn % len(values)]
        yield _FRAMES[turn % len(_FRAMES)].format(f"⟦{value}⟧" if marked else value)
