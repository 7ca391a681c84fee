"""Where a Latin word begins and ends in text that mixes scripts.

``\\b`` sees Chinese characters as letters, so it misses the edge in ``卖usdt被冻``.
"""

from __future__ import annotations

import re

# Full-width forms (ＵＳＤＴ) stand for the ASCII ones; offsets must stay the same, so character by character.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_COUNTED = r"[)]?[多几幾]?[个個枚颗顆]?\s?$"
_NUMBER = re.compile(
    rf"(?:^|[^0-9A-Za-z.])[0-9][0-9,.]*(?:\s?[kwm万萬千百亿億])?{_COUNTED}|[一二两兩三四五六七八九十百千万萬亿億]{_COUNTED}",
)


def one_to_one(text: str) -> str:
    """Lower case and half width, each character by itself, so that offsets hold."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text.translate(_FULL_WIDTH))


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def after_number(folded: str, start: int) -> bool:
    """Whether an amount stands right before ``start``: ``100``, ``8万``, ``3k ``, ``两百``; not the end of ``up2``."""
    return _NUMBER.search(folded[max(0, start - 24) : start]) is not None


def latin_edges(folded: str, start: int, end: int) -> bool:
    """Whether ``folded[start:end]`` is cut out at edges: Latin letters and digits do not run on, an amount before may."""
    if _latin(folded[start]) and start and _latin(folded[start - 1]) and not (folded[start - 1].isdigit() and after_number(folded, start)):
        # "3kusdt", "5wu": the unit of an amount is a letter.
        return folded[start - 1] in "kwm" and after_number(folded, start)
    return not (end < len(folded) and _latin(folded[end - 1]) and _latin(folded[end]))
