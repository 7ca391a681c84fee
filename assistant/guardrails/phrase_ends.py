"""Taking in what belongs to a phrase at its ends: a misspelt word, a word that only another list holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.guardrails.detector import Scan
from assistant.guardrails.mnemonics import Family, packed_counts

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEFT = re.compile(r"(?<![a-z0-9])([a-z]{3,10})[^a-z0-9\n]{1,6}$")
_RIGHT = re.compile(r"[^a-z0-9\n]{1,6}([a-z]{3,10})(?![a-z0-9])")
_MOST = 3
_REACH = 17


def widened(scan: Scan, start: int, end: int, family: Family) -> tuple[int, int]:
    """``[start, end)`` with up to three uncommon words more on either side that are nearly, or elsewhere, list words."""
    text, everyday = scan.lower, scan.words.set("everyday")
    for _ in range(_MOST):
        base = max(0, start - _REACH)
        left = _LEFT.search(text[base:start])
        if left is None or not _belongs(left.group(1), family, everyday):
            break
        start = base + left.start(1)
    for _ in range(_MOST):
        right = _RIGHT.match(text[end : end + _REACH])
        if right is None or not _belongs(right.group(1), family, everyday):
            break
        end += right.end(1)
    return start, end


def _belongs(word: str, family: Family, everyday: frozenset[str]) -> bool:
    return word not in everyday and (word in packed_counts() or misspelt(word, family.words))


def misspelt(word: str, table: Mapping[str, int]) -> bool:
    """Whether one slip (a letter too few, too many, wrong, or two swapped) makes ``word`` of a list word."""
    if word in table:
        return False
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return any(
        a + b[1:] in table
        or (len(b) > 1 and a + b[1] + b[0] + b[2:] in table)
        or any(a + c + b[1:] in table or a + c + b in table for c in _LETTERS)
        for a, b in cuts
    )
