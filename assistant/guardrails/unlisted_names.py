"""Whether a capitalised word may be a name though no list of names has it."""

from __future__ import annotations

import re

from assistant.guardrails.detector import Scan
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.names import is_ordinary, listed, without_accents

_NO_NAME = re.compile(
    r"(?:[a-z'’]+(?:ed|ing|ly|ous|ful|less|able|ible|ent|ant|ive|ish|ese|ian|ean|can|ist|ic|al|er|or|ers|est|ment|ness|tion|sion|ware|user|bie|man|men|coin|swap|pay|scan)|[a-z]{1,2})",
)


def is_known_name(scan: Scan, word: str) -> bool:
    """Whether a list of given names has ``word``, and the language has not."""
    plain = without_accents(word.lower())
    ordinary = is_ordinary(plain, scan.words, capital=True) or plain in scan.words.set("no_first_name")
    return not ordinary and (plain in scan.words.set("given_name") or (plain in listed("given_names") and plain not in packed_counts()))


def is_unknown(scan: Scan, word: str) -> bool:
    """Whether ``word`` is none of the language: in no list of its words, without the endings of its words, and not shouted."""
    plain = word.lower()
    return len(word) > 3 and not word.isupper() and word[1:].islower() and not (_NO_NAME.fullmatch(plain) or _is_word(scan, plain))


def _is_word(scan: Scan, plain: str) -> bool:
    return plain in packed_counts() or is_ordinary(plain, scan.words) or plain in scan.words.set("no_first_name")


def is_half_listed(scan: Scan, text: str) -> bool:
    """Whether of two or three capitalised words a list of names has one, and the others are none of the language: "Rakesh Sharma"."""
    parts = text.split(" ")
    if not 2 <= len(parts) <= 3 or parts[0].lower() in scan.words.set("no_place"):
        return False
    known = [part.lower() in listed("surnames") or is_known_name(scan, part) for part in parts]
    return any(known) and all(is_known_name(scan, part) or is_unknown(scan, part) for part in parts)
