"""What may stand between two words of a phrase, and what belongs to it at its ends: misspelt words, words of another list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.guardrails.detector import Scan
from assistant.guardrails.mnemonics import Family, packed_counts

_GAP = re.compile(
    r"[^0-9a-z\u3400-\u9fff]{0,8}(?:(?:第|no\.?|#)?\s?[0-9一二三四五六七八九十]{0,3}[个個号號]?[词詞]?[^0-9a-z\u3400-\u9fff]{0,6})"
)
_HOLE = re.compile(
    r"[^0-9a-z]{0,3}(?:[(\[{<][^)\]}>\n]{0,16}[)\]}>]|[?_*.x…]{1,8}|[\u3400-\u9fff]{1,5})[^0-9a-z]{0,3}"
)  # a word is forgotten
_JOINED = re.compile(r"(?:[^0-9a-z\u3400-\u9fff]{0,6}(?:and|then|li|br|td|tr|p|div|span|ol|ul|b|code)){1,4}[^0-9a-z\u3400-\u9fff]{0,8}")
JOINERS = frozenset(("and", "then", "li", "br", "td", "tr", "p", "div", "span", "ol", "ul", "b", "code"))
"""Words that join the words of a list, or mark them up."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEFT = re.compile(r"(?<![a-z0-9])([a-z]{3,10})[^a-z0-9\n]{1,6}$")
_RIGHT = re.compile(r"[^a-z0-9\n]{1,6}([a-z]{3,10})(?![a-z0-9])")
_MOST = 3
_BLANK = 90
_REACH = 17


def joins(text: str, end: int, start: int) -> bool:
    """Whether what stands between a word that ends at ``end`` and one that begins at ``start`` lets them be of one phrase."""
    gap = start - end
    if gap <= 2 or (gap <= _BLANK and text[end:start].isspace()):
        return True
    return gap <= 24 and any(pattern.fullmatch(text, end, start) for pattern in (_GAP, _JOINED, _HOLE))


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
