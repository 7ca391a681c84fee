"""Words with numbers before them, as a wallet shows its backup: read in the order of the numbers, slips of the reading put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from assistant.screenshots.lines import Line

if TYPE_CHECKING:
    from assistant.screenshots.layout import Place, Reading, Unit

_CELL = re.compile(r"(?<![0-9A-Za-z])#?([1-9]|1[0-9]|2[0-4])\s?[.)、:：,]?\s?([A-Za-z|01!]{3,9})(?![0-9A-Za-z])")
_NUMBER = re.compile(r"#?([1-9]|1[0-9]|2[0-4])[.)、:：]?")
_WORD = re.compile(r"[A-Za-z|01!]{3,9}")
_FEWEST, _SHARE = 6, 0.5
# What the guard's packs know as the announcement of a phrase: numbered words are one even where the picture does not say so.
_ANNOUNCED = "seed phrase: "

Cell = tuple[int, int, int, int]
"""Number, line, first and last (exclusive) character of the word."""


def by_numbers(rows: Sequence[Sequence[Unit]], lines: Sequence[Line]) -> Reading | None:
    """The numbered words in order, announced as a phrase; ``None`` where there are too few, or most are of no word list."""
    from assistant.screenshots.layout import Reading

    cells = {cell[0]: cell for cell in reversed(_cells(rows, lines))}
    words = {number: _mended(lines[line].text[start:end].lower()) for number, line, start, end in cells.values()}
    known = sum(word in _listed() for word in words.values())
    if len(cells) < _FEWEST or known < _SHARE * len(cells):
        return None
    characters: list[str] = list(_ANNOUNCED)
    places: list[Place] = [None] * len(characters)
    for number, line, start, end in sorted(cells.values()):
        if places[-1] is not None:
            characters.append(" ")
            places.append(None)
        word = words[number]
        characters += word
        places += [(line, min(start + at, end - 1)) for at in range(len(word))]
        # A word that lost letters still stands over all of them.
        places[-1] = (line, end - 1)
    return Reading("".join(characters), tuple(places))


def _cells(rows: Sequence[Sequence[Unit]], lines: Sequence[Line]) -> list[Cell]:
    found: list[Cell] = []
    for row in rows:
        numbers = [unit.lines[0] for unit in row]
        for at, line in enumerate(numbers):
            text = lines[line].text
            found += [(int(hit.group(1)), line, *hit.span(2)) for hit in _CELL.finditer(text)]
            number = _NUMBER.fullmatch(text.strip())
            if number and at + 1 < len(numbers):
                word = _WORD.fullmatch(lines[numbers[at + 1]].text.strip())
                if word:
                    other = lines[numbers[at + 1]].text
                    start = len(other) - len(other.lstrip())
                    found.append((int(number.group(1)), numbers[at + 1], start, start + len(word.group())))
    return found


@cache
def _listed() -> frozenset[str]:
    from mnemonic import Mnemonic

    return frozenset(Mnemonic("english").wordlist)


def _mended(word: str) -> str:
    """The one list word that is a single slip away; the word itself where it is on the list or none or several are near."""
    from rapidfuzz.distance import Levenshtein

    plain = word.replace("|", "l").replace("!", "l").replace("1", "l").replace("0", "o")
    if plain in _listed():
        return plain
    near = [w for w in _listed() if abs(len(w) - len(plain)) <= 1 and Levenshtein.distance(w, plain, score_cutoff=1) <= 1]
    return near[0] if len(near) == 1 else plain
