"""One form of the text to look at, with a way back to the original offsets.

Full-width forms, zero-width characters, look-alike letters and compatibility forms are undone, so
that a detector needs one spelling only. Source: Unicode UAX #15 (NFKC), UTS #39 (confusables).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MASK = "\ue000"
"""Stands in the normalised text where a placeholder stood; no detector takes it for a value."""

_PUNCTUATION = tuple(zip("，：？！（）；　“”‘’｛｝", ",:?!(); \"\"''{}", strict=True))
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20e3\u3164\ufe00-\ufe0f\ufeff\ue000\uffa0\U000e0000-\U000e0fff"
)
# What is its own normal form and common enough to be worth skipping: ASCII, Latin-1 letters, kana,
# CJK ideographs, Hangul syllables and the punctuation that goes with them.
_ODD = re.compile(
    "[^\n\r\t -~¡-§©«¬®°±¶»¿À-ÖØ-öø-ıĸ-ľł-ňŊ-žƏ-ƿ"
    "\u2010\u2012-\u2016\u2018-\u201f\u2020-\u2023\u2030-\u203b\u2190-\u21ff\u2600-\u27bf"
    "\u3001-\u3035\u3041-\u3096\u309b-\u309e\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\ue001-\uf8ff]"
)
_SKIP = re.compile(f"[{_IGNORABLE}]")
_COMBINING = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0900-\u0903\u093c\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\uff9e\uff9f\ufe20-\ufe2f"
)
# So few, since each of a long run of them is looked behind.
_UNSEEN = f"[{_IGNORABLE}]{{0,4}}"
_CLUSTER = re.compile(
    f"(?P<plain>(?:[\n -~\u4e00-\u9fff](?!{_UNSEEN}[{_COMBINING}]))+)"  # what is common and its own normal form, all at once
    f"|[\u1100-\u115e\u1161-\u11ff](?:{_UNSEEN}[\u1100-\u115e\u1161-\u11ff])*"  # conjoining jamo compose with each other
    "|[\x00-\U0010ffff]"
    f"(?:{_UNSEEN}[{_COMBINING}])*"  # what nobody sees may stand between a letter and its mark
)
_MIXED = re.compile("[A-Za-z\u0370-\u03ff\u0400-\u052f\u0131\u0251\u0261]{2,}")
_LOOKALIKE = str.maketrans(
    "аеорсухіѕјһԁԛԝѵгкмтпвнАВЕКМНОРСТУХІЅЈԌҮοανικρτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ",
    "aeopcyxisjhdqwvrkmtnbhABEKMHOPCTYXISJGYoavikptuxwABEZHIKMNOPTYXiag",
)
_DASHES = str.maketrans("‐‑‒–—―−﹣－", "---------")


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` to look at. ``starts`` and ``ends`` map its characters to the original; None means one to one."""

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that gave ``[start, end)``, end exclusive, characters."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normalised:
    """``text`` with look-alike spellings undone. Never raises; the empty text gives the empty text."""
    if text.isascii():
        return Normalised(text)
    for wide, narrow in _PUNCTUATION:
        text = text.replace(wide, narrow)
    if not _ODD.search(text):
        return Normalised(text)
    return _normalise_clusters(text)


def _normalise_clusters(text: str) -> Normalised:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    known: dict[str, str] = {}
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        start, end = match.span()
        if match.lastgroup:
            pieces.append(cluster)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        shown = known.get(cluster)
        if shown is None:
            shown = known[cluster] = _SKIP.sub("", unicodedata.normalize("NFKC", _SKIP.sub("", cluster)).translate(_DASHES))
        pieces.append(shown)
        starts.extend([start] * len(shown))
        ends.extend([end] * len(shown))
    return Normalised(_MIXED.sub(_latin, "".join(pieces)), starts, ends)


def _latin(match: re.Match[str]) -> str:
    word = match.group()
    if word.isascii() or not any(c.isascii() for c in word):
        return word  # a plain English or a plain Russian or Greek word
    return word.translate(_LOOKALIKE)
