"""Which name a number was given: the nearest label before it, or right after it.

``UID 13812345678`` is an account number and ``手机 13812345678`` a phone number; the digits are the same. So
a detector of bare numbers asks here before it claims one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from assistant.guardrails.detector import Scan
from assistant.guardrails.words import Words

PERSONAL = ("phone", "id_card", "passport", "licence", "bank_card", "device", "chat_id", "person", "birth", "ip", "home")
REFERENCE = ("uid", "order", "withdrawal_id", "deposit_id", "ticket", "trade_id", "request", "memo", "txid", "crypto_address")
PLAIN = ("amount", "moment", "height", "version", "error_code", "one_time", "postal")
"""Groups of ``[words]`` that are labels; the last are names of what is no finding, or a secret of another detector."""

_HEXADECIMAL = frozenset("0123456789abcdef")
REACH = 28
"""Characters that may stand between a label and its value."""

_ENDS = re.compile(r"[。!?;,\ue000]|(?<!^)[.](?=\s)|\n")
_ABOVE = re.compile(r"[ \t:=|>*-]*\n[ \t>*-]*")
_VALUE = re.compile(r"[0-9][0-9A-Za-z-]{3,}")
_LISTED = re.compile(r"[ \t]*(?:、|/|&|\n|和|与|及|and)[ \t]*")
_BEHIND = re.compile(
    r"[ \t]{0,2}[(\[]?(?:(?:就是|这是|是|为|这个|这笔|那个|那笔|is|was|=)[ \t]?)?(?:我的|我|的|my|the|a)?[ \t]?", re.IGNORECASE
)
_OWN_VALUE = re.compile(r"[ \t]*(?:号|号码|no\.?|id|number)?[ \t]*(?:[:=#]|是|is)?[ \t]*[A-Za-z#!@$%&*_.-]{0,20}[0-9]", re.IGNORECASE)


class Label(NamedTuple):
    """A label in ``Scan.text``: where it stands and the word group it belongs to."""

    start: int
    end: int
    group: str


def labels(scan: Scan) -> list[Label]:
    """Every label of the message in order, none inside another; worked out once a message."""
    return scan.once(_labels)


def label_starts(scan: Scan) -> list[int]:
    """Where each of ``labels`` begins."""
    return scan.once(_starts)


def labels_between(scan: Scan, low: int, high: int) -> list[Label]:
    """The labels that begin within ``[low, high)``."""
    starts = label_starts(scan)
    return labels(scan)[bisect_left(starts, low) : bisect_left(starts, high)]


def governing(scan: Scan, start: int, end: int) -> str:
    """The label group of the value at ``[start, end)``; empty when nothing names it."""
    found = labels(scan)
    if not found:
        return ""
    at = bisect_right(label_starts(scan), start) - 1
    while at >= 0 and found[at].end > start:
        at -= 1
    if at >= 0 and start - found[at].end <= REACH and _leads(scan.text, found[at].end, start, end):
        return found[at].group
    behind = _BEHIND.match(scan.text, end)
    place = behind.end() if behind else end
    for label in found[max(0, at + 1) : at + 4]:
        if end <= label.start <= place <= label.start + 2 and not _OWN_VALUE.match(scan.text, label.end):
            return label.group
    return ""


def is_reference(scan: Scan, start: int, end: int) -> bool:
    """Whether a label says that the number is a reference, an amount, a time or the like, so nothing personal."""
    group = governing(scan, start, end)
    return group in REFERENCE or group in PLAIN


def _leads(text: str, after: int, start: int, end: int) -> bool:
    """Whether a label that ends at ``after`` still speaks of the value: same clause, or a list of like values."""
    gap = text[after:start]
    value = None
    for value in _VALUE.finditer(gap):  # noqa: B007 - the last one is wanted
        pass
    if value is not None:
        return len(value.group()) == end - start and text[start:end].isalnum() and _LISTED.fullmatch(gap, value.end()) is not None
    return not _ENDS.search(gap) or _ABOVE.fullmatch(gap) is not None


def _starts(scan: Scan) -> list[int]:
    return [label.start for label in labels(scan)]


def _labels(scan: Scan) -> list[Label]:
    lower = scan.folded
    size = len(lower)
    kept: list[Label] = []
    for last, (length, group, ascii_start, ascii_end) in _automaton(scan.words).iter(lower):
        start, end = last + 1 - length, last + 1
        if ascii_start and start and lower[start - 1].isascii() and lower[start - 1].isalnum():
            continue
        if ascii_end and end < size and lower[end].isascii() and lower[end].isalpha():
            continue
        if ascii_end and lower[start - 1 : start] == "-" and lower[end : end + 1].isdigit() and set(lower[start:end]) <= _HEXADECIMAL:
            continue  # "aba" in a UUID
        while kept and kept[-1].start >= start:
            kept.pop()
        if not kept or kept[-1].end < end or kept[-1].start > start:
            kept.append(Label(start, end, group))
    return kept


@lru_cache(maxsize=8)
def _automaton(words: Words) -> Any:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for group in (*PLAIN, *PERSONAL, *REFERENCE):
        for word in words.groups.get(group, ()):
            for spelling in _spellings(words.folded(word.lower())):
                automaton.add_word(spelling, (len(spelling), group, spelling[0].isascii(), spelling[-1].isascii()))
    automaton.make_automaton()
    return automaton


def _spellings(word: str) -> list[str]:
    parts = word.split(" ")
    gaps = product((" ", "", "_", "-"), repeat=min(len(parts) - 1, 3))
    return ["".join(part + gap for part, gap in zip(parts, (*gap_set, *[" "] * len(parts)), strict=False)).strip() for gap_set in gaps]
