"""Slips of OCR that can be told for sure, put right; the places of the characters stay."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import product

from assistant.screenshots.lines import Line

# A date and a time lose the space between them.
_MOMENT = re.compile(r"(?<!\d)(20\d\d[-/.](?:0\d|1[0-2])[-/.](?:[0-2]\d|3[01]))(?=(?:[01]\d|2[0-3]):[0-5]\d)")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-FOoIlSsZz]{30,64}(?![0-9A-Za-z])")
_LIKE = str.maketrans("OoIl", "0011")
# Addresses and keys in base58 have a checksum, and their alphabet lacks what OCR takes for its neighbours.
_BASE58 = re.compile(r"(?<![0-9A-Za-z])[T13KL59xyz][0-9A-Za-z]{24,111}(?![0-9A-Za-z])")
_MISREAD = {"0": "oDQ", "O": "oQD", "I": "1i", "l": "1i", "o": "o", "1": "1i", "i": "i1"}
_MOST_TRIES = 4096


def mended(line: Line) -> Line:
    """``line`` with a space between date and time, and hex words without the letters that hex does not have.

    >>> mended(Line("2026-11-2018:03", Box(0, 0, 90, 10), 1.0, ())).text
    '2026-11-20 18:03'
    """
    text = _HEX.sub(_as_hex, line.text)
    centres = line.centres
    for hit in reversed(list(_MOMENT.finditer(text))):
        at = hit.end(1)
        text = f"{text[:at]} {text[at:]}"
        if centres:
            centres = (*centres[:at], (centres[at - 1] + centres[at]) / 2, *centres[at:])
    return replace(line, text=text, centres=centres)


def repaired(text: str) -> str:
    """``text`` with base58 words put right where a checksum proves how; of the same length."""
    return _BASE58.sub(lambda hit: _proved(hit.group()), text)


def _proved(word: str) -> str:
    if _checks(word):
        return word
    choices = [_MISREAD.get(c, c) for c in word]
    if math.prod(map(len, choices)) > _MOST_TRIES:
        # Only what cannot be base58 is doubted.
        choices = [_MISREAD[c] if c in "0OIl" else c for c in word]
        if math.prod(map(len, choices)) > _MOST_TRIES:
            return word
    return next((tried for tried in map("".join, product(*choices)) if _checks(tried)), word)


def _checks(word: str) -> bool:
    from base58 import b58decode_check

    try:
        b58decode_check(word)
    except ValueError:
        return False
    return True


def _as_hex(hit: re.Match[str]) -> str:
    word = hit.group()
    hexed = word.translate(_LIKE)
    digits = hexed[2:] if hexed[:2] in ("0x", "0X") else hexed
    known = sum(c in "0123456789abcdefABCDEF" for c in word)
    return hexed if known >= len(word) - 4 and re.fullmatch(r"[0-9a-fA-F]+", digits) else word
