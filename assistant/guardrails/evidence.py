"""What a message speaks of around a value that nobody names: typing, getting in, being refused, who wants the digits.

The words lie in ``prompts/<language>/guard_evidence.toml``; all are looked for in one pass, and only once a message holds something
that might be a value.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.guardrails.detector import Scan
from assistant.guardrails.words import Words

_GROUPS = (
    "gets_in", "to_log_in", "refused", "habit", "put_in", "spelling", "handle",
    "types_digits", "gets_digits", "digits_thing", "hands_on", "purpose_thing", "is_what_came",
)  # fmt: skip
_LONGEST = 40


class Sign(NamedTuple):
    """A word of ``group`` in ``Scan.text``."""

    start: int
    end: int
    group: str


def around(scan: Scan, start: int, end: int) -> dict[str, int]:
    """Group → how many of its words lie within ``[start, end)``, of those that lie in one another only the first."""
    found: dict[str, int] = {}
    last: dict[str, int] = {}
    for sign in _between(scan, start, end):
        if sign.end <= end and sign.start >= last.get(sign.group, 0):
            found[sign.group] = found.get(sign.group, 0) + 1
            last[sign.group] = sign.end
    return found


def right_before(scan: Scan, start: int, group: str, gap: int) -> Iterator[Sign]:
    """The words of ``group`` that end at most ``gap`` characters before ``start``."""
    return (sign for sign in _between(scan, start - gap - _LONGEST, start) if sign.group == group and start - gap <= sign.end <= start)


def right_behind(scan: Scan, end: int, group: str, gap: int) -> bool:
    """Whether a word of ``group`` begins at most ``gap`` characters behind ``end``."""
    return any(sign.group == group and sign.start <= end + gap for sign in _between(scan, end, end + gap + 1))


def _between(scan: Scan, start: int, end: int) -> Iterator[Sign]:
    signs = scan.once(_signs)
    for place in range(bisect_left(signs, (start,)), len(signs)):
        if signs[place].start >= end:
            return
        yield signs[place]


def _signs(scan: Scan) -> list[Sign]:
    lower = scan.folded
    size = len(lower)
    found: list[Sign] = []
    for last, (length, ascii_start, ascii_end, groups) in _automaton(scan.words).iter(lower):
        start, end = last + 1 - length, last + 1
        if ascii_start and start and lower[start - 1].isascii() and lower[start - 1].isalnum():
            continue
        if ascii_end and end < size and lower[end].isascii() and lower[end].isalpha():
            continue
        found += [Sign(start, end, group) for group in groups]
    found.sort()
    return found


@lru_cache(maxsize=8)
def _automaton(words: Words) -> Any:
    import ahocorasick

    by_word: dict[str, list[str]] = {}
    for group in _GROUPS:
        for word in words.groups.get(group, ()):
            groups = by_word.setdefault(words.folded(word.lower()), [])
            if group not in groups:
                groups.append(group)
    automaton = ahocorasick.Automaton()
    for word, found in by_word.items():
        automaton.add_word(
            word, (len(word), word[0].isascii() and word[0].isalnum(), word[-1].isascii() and word[-1].isalnum(), tuple(found))
        )
    automaton.make_automaton()
    return automaton
