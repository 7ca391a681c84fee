"""Slips of OCR that can be told for sure, put right; the places of the characters stay."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.screenshots.lines import Line

# A date and a time lose the space between them.
_MOMENT = re.compile(r"(?<!\d)(20\d\d[-/.](?:0\d|1[0-2])[-/.](?:[0-2]\d|3[01]))(?=(?:[01]\d|2[0-3]):[0-5]\d)")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-FOoIlSsZz]{30,64}(?![0-9A-Za-z])")
_LIKE = str.maketrans("OoIl", "0011")


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


def _as_hex(hit: re.Match[str]) -> str:
    word = hit.group()
    hexed = word.translate(_LIKE)
    digits = hexed[2:] if hexed[:2] in ("0x", "0X") else hexed
    known = sum(c in "0123456789abcdefABCDEF" for c in word)
    return hexed if known >= len(word) - 4 and re.fullmatch(r"[0-9a-fA-F]+", digits) else word
