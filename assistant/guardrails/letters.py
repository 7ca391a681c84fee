"""Cutting text into the words that a mnemonic could be made of, also where they are glued or spelled out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from assistant.guardrails.mnemonics import LANE, families, packed_counts

WORD = re.compile("[a-z\u00df-\u024f\u0400-\u04ff]+|[\u3041-\u309f\u30fc]+|[\uac00-\ud7a3]+")
_SPELLED = re.compile(r"(?<![a-z])(?:[a-z][ .,_*|/\-]{1,4}){11,}[a-z](?![a-z])")
GLUED = 14  # letters; no word of any list is longer
_LONGEST = 14
_TAIL = 3  # letters; no word of a list in an alphabet is shorter
_MOST_LETTERS = 16_000  # no phrase is longer; beyond it only time would be lost


_DISGUISED = re.compile(r"(?<![a-z0-9@$!])(?=[a-z0-9@$!]*[a-z])[a-z]*[013457@$!][a-z013457@$!]*(?![a-z0-9@$])")
DISGUISE = "[a-z][013457@$!]|[013457@$!][a-z]"
"""Pattern of a letter beside a digit or sign that may stand for another one."""
_DISGUISE = re.compile(DISGUISE)
_DISGUISES = tuple(str.maketrans("013457@$!", letters) for letters in ("oieastasi", "oleastasl"))
_LEAST_DISGUISED = 1


class Token(NamedTuple):
    """A word of the text: where it stands, its letters, and its packed counts (0 if in no list)."""

    start: int
    end: int
    word: str
    lanes: int


def undisguised(lower: str) -> str:
    """``lower`` with list words written in digits and signs ("d0ct0r") in letters, of the same length; else as it is."""
    if not _DISGUISE.search(lower):
        return lower
    table = packed_counts()
    changes: list[tuple[int, int, str]] = []
    for match in _DISGUISED.finditer(lower):
        word = next((w for w in (match.group().translate(signs) for signs in _DISGUISES) if w in table), None)
        if word:
            changes.append((*match.span(), word))
    if len(changes) < _LEAST_DISGUISED:
        return lower
    pieces: list[str] = []
    at = 0
    for start, end, word in changes:
        pieces += (lower[at:start], word)
        at = end
    return "".join((*pieces, lower[at:]))


def tokens(lower: str) -> list[Token]:
    """The words of ``lower``, in order; glued and spelled-out phrases come apart into their words."""
    table = packed_counts()
    found: list[Token] = []
    spelled = [m.span() for m in _SPELLED.finditer(lower)]
    for match in WORD.finditer(lower):
        start, end = match.span()
        if spelled and any(a <= start and end <= b for a, b in spelled):
            continue
        word = match.group()
        lanes = table.get(word, 0)
        if not lanes and end - start >= GLUED:
            found.extend(_apart(word, lambda i, base=start: base + i))  # type: ignore[misc]
        else:
            found.append(Token(start, end, word, lanes))
    for start, end in spelled:
        places = [i for i in range(start, end) if lower[i].isalpha()]
        found.extend(_apart("".join(lower[i] for i in places), lambda i, p=places: p[i]))  # type: ignore[misc]
    if spelled:
        found.sort()
    return found


@cache
def _tails() -> frozenset[str]:
    """The last letters of all words: where none of them ends, no word does."""
    return frozenset(word[-_TAIL:] for word in packed_counts())


def _apart(word: str, place: Callable[[int], int]) -> Iterator[Token]:
    """The list words that cover most of ``word``; letters that belong to none make unknown tokens.

    Words of one list are preferred: where several lists cut it ("season|scrap", "seasons|crap"), the one with most letters.
    """
    found = list(_cut(word, place, 0))
    lanes = sum(token.lanes for token in found)
    best = max(range(len(families())), key=lambda lane: lanes >> LANE * lane & 0xFFFF)
    if all(token.lanes >> LANE * best & 1 for token in found):
        return iter(found)
    alone = list(_cut(word, place, 1 << LANE * best))
    covered = [sum(len(t.word) for t in cut if t.lanes >> LANE * best & 1) for cut in (found, alone)]
    return iter(alone if covered[1] > covered[0] else found)


def _cut(word: str, place: Callable[[int], int], lane: int) -> Iterator[Token]:
    """``word`` cut into words of the list that ``lane`` marks, 0 for all lists."""
    table = packed_counts()
    word = word[:_MOST_LETTERS]
    size = len(word)
    covered = [0] * (size + 1)  # letters covered up to here, less one a word: few long words are better
    step = [0] * (size + 1)
    latin = word[0] <= "\u3000"
    for end in range(1, size + 1):
        covered[end], step[end] = covered[end - 1], 0
        if latin and word[max(0, end - _TAIL) : end] not in _tails():
            continue
        for length in range(_TAIL if latin else 1, min(_LONGEST, end) + 1):
            gain = covered[end - length] + 4 * length - 1
            if gain > covered[end] and (lanes := table.get(word[end - length : end])) and (not lane or lanes & lane):
                covered[end], step[end] = gain, length
    cuts: list[tuple[int, int, bool]] = []
    end = size
    while end:
        length = step[end]
        if length:
            cuts.append((end - length, end, True))
        elif cuts and not cuts[-1][2]:
            cuts[-1] = (end - 1, cuts[-1][1], False)
        else:
            cuts.append((end - 1, end, False))
        end -= length or 1
    for start, stop, known in reversed(cuts):
        piece = word[start:stop]
        yield Token(place(start), place(stop - 1) + 1, piece, table[piece] if known else 0)
