"""Mnemonic word lists and their checksums.

Sources: BIP-39 ("Generating the mnemonic"), lists from the ``mnemonic`` package; Electrum 1 and Monero
lists from ``bip_utils``; SLIP-39 list from ``shamir_mnemonic``. Only their data files are read: importing
``bip_utils`` whole costs most of a second.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from assistant.errors import GuardError

_T = TypeVar("_T")
LENGTHS = (12, 15, 18, 21, 24)
LANE = 16  # bits of a packed count, one lane a family
_ACCENTED = ("french", "spanish", "portuguese", "italian", "czech")
_MONERO_PREFIX = {
    "english": 3,
    "dutch": 4,
    "french": 4,
    "german": 4,
    "italian": 4,
    "japanese": 4,
    "portuguese": 4,
    "russian": 4,
    "spanish": 4,
}


@dataclass(frozen=True, slots=True)
class Family:
    """A word list of one scheme: ``words`` maps each word, also without its accents, to its index."""

    name: str
    kind: str
    words: dict[str, int]
    prefix: int = 0

    def windows(self, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The ``[start, end)`` windows of ``tokens`` (all of this list) whose checksum holds, as they are found."""
        if self.kind == "monero_seed":
            return _windows(tokens, (13, 25), self._monero)
        if self.kind == "slip39_share":
            return _windows(tokens, (20, 33), self._slip39)
        if self.kind == "seed_phrase":
            return _windows([self.words[token] for token in tokens], LENGTHS, checksum_holds)
        return iter(())

    def _monero(self, tokens: Sequence[str]) -> bool:
        cut = self.prefix
        payload = [token[:cut] for token in tokens[:-1]]
        at = zlib.crc32("".join(payload).encode()) % len(payload)
        return payload[at] == tokens[-1][:cut]

    def _slip39(self, tokens: Sequence[str]) -> bool:
        from shamir_mnemonic.rs1024 import verify_checksum  # type: ignore[import-untyped]

        values = [self.words[token] for token in tokens]
        extendable = values[1] >> 4 & 1  # the flag after 15 bits of identifier
        return bool(verify_checksum(values, b"shamir_extendable" if extendable else b"shamir"))


def _windows(items: Sequence[_T], lengths: Sequence[int], holds: Callable[[Sequence[_T]], bool]) -> Iterator[tuple[int, int]]:
    for length in lengths:
        for start in range(len(items) - length + 1):
            if holds(items[start : start + length]):
                yield start, start + length


def checksum_holds(indices: Sequence[int]) -> bool:
    """Whether 12, 15, 18, 21 or 24 word indices end in the checksum of the entropy before it."""
    if len(indices) not in LENGTHS:
        return False
    bits = 0
    for index in indices:
        bits = bits << 11 | index
    size = len(indices) // 3  # checksum bits
    entropy = (bits >> size).to_bytes(size * 4, "big")
    return hashlib.sha256(entropy).digest()[0] >> (8 - size) == bits & ((1 << size) - 1)


@cache
def families() -> tuple[Family, ...]:
    """Every list that is written with an alphabet, kana or Hangul."""
    bip39 = ("english", "japanese", "korean", "french", "italian", "spanish", "portuguese", "czech")
    found = [Family(name, "seed_phrase", _table(bip39_words(name), name)) for name in bip39]
    found.append(Family("electrum", "electrum_seed", _table(_read("bip_utils", "electrum/mnemonic_v1/wordlist/english.txt"))))
    found.append(Family("slip39", "slip39_share", _table(_read("shamir_mnemonic", "wordlist.txt"))))
    for name, prefix in _MONERO_PREFIX.items():
        words = _read("bip_utils", f"monero/mnemonic_legacy/wordlist/{name}.txt")
        found.append(Family(f"monero_{name}", "monero_seed", _table(words, name), prefix))
    return tuple(found)


@cache
def packed_counts() -> dict[str, int]:
    """Word → one in the lane of every family that holds it; adding up counts all families at once."""
    table: dict[str, int] = {}
    for lane, family in enumerate(families()):
        for word in family.words:
            table[word] = table.get(word, 0) | 1 << LANE * lane
    return table


@cache
def hanzi_positions() -> tuple[dict[str, int], dict[str, int]]:
    """Character → index in the simplified and in the traditional list; both begin with the commonest ones."""
    return _table(bip39_words("chinese_simplified")), _table(bip39_words("chinese_traditional"))


@cache
def bip39_words(language: str) -> tuple[str, ...]:
    """The 2048 words of ``language`` in order, composed (NFKC)."""
    return _read("mnemonic", f"wordlist/{language}.txt")


def without_accents(word: str) -> str:
    """``word`` with combining marks taken off."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _table(words: Sequence[str], language: str = "") -> dict[str, int]:
    table = {word: index for index, word in enumerate(words)}
    if language in _ACCENTED or language == "german":
        for index, word in enumerate(words):
            table.setdefault(without_accents(word), index)
    if language == "english" and len(words) == 2048:
        for index, word in enumerate(words):  # four letters tell the word, so people write no more
            table.setdefault(word[:4], index)
    return table


def _read(package: str, path: str) -> tuple[str, ...]:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / path
        if file.is_file():
            return tuple(unicodedata.normalize("NFKC", word) for word in file.read_text("utf-8").lower().split())
    raise GuardError(f"The guard needs the word list {path} of the package {package}: install the package again.")
