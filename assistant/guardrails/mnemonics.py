"""BIP-39 word lists and the checksum. Source: BIP-39, "Generating the mnemonic"; lists from the ``mnemonic`` package."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

LANGUAGES = (
    "english",
    "chinese_simplified",
    "chinese_traditional",
    "japanese",
    "korean",
    "french",
    "italian",
    "spanish",
    "portuguese",
    "czech",
)
LENGTHS = (12, 15, 18, 21, 24)


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The 2048 words of ``language`` in order, as NFC."""
    text = files("mnemonic").joinpath("wordlist", f"{language}.txt").read_text("utf-8")
    return tuple(unicodedata.normalize("NFKC", word) for word in text.split())


@cache
def positions(language: str) -> dict[str, int]:
    """Word → index in its list; words with accents are also there without."""
    table: dict[str, int] = {}
    for index, word in enumerate(word_list(language)):
        table[word] = index
    if language in ("french", "spanish", "portuguese", "italian", "czech"):
        for index, word in enumerate(word_list(language)):
            table.setdefault(without_accents(word), index)
    return table


@cache
def languages_of() -> dict[str, tuple[str, ...]]:
    """Word → the languages whose lists hold it; Chinese characters aside."""
    table: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        if not language.startswith("chinese"):
            for word in positions(language):
                table[word] = (*table.get(word, ()), language)
    return table


def without_accents(word: str) -> str:
    """``word`` with combining marks taken off."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def checksum_holds(indices: Sequence[int]) -> bool:
    """Whether 12, 15, 18, 21 or 24 word indices end in the checksum of the entropy before it."""
    if len(indices) not in LENGTHS:
        return False
    bits = 0
    for index in indices:
        bits = bits << 11 | index
    size = len(indices) * 11 // 33  # checksum bits
    entropy = (bits >> size).to_bytes(size * 4, "big")
    return hashlib.sha256(entropy).digest()[0] >> (8 - size) == bits & ((1 << size) - 1)


def valid_windows(indices: Sequence[int]) -> list[tuple[int, int]]:
    """The ``[start, end)`` windows of a run of word indices whose checksum holds."""
    return [
        (start, start + length)
        for length in LENGTHS
        for start in range(len(indices) - length + 1)
        if checksum_holds(indices[start : start + length])
    ]
