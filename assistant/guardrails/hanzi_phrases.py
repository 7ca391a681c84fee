"""Finding BIP-39 phrases written in Chinese characters, with and without spaces.

The lists hold the commonest 2048 characters, so ordinary Chinese is made of list words too, and one window in
sixteen passes the checksum by chance. What tells a phrase is that it draws rare characters as often as
common ones: both lists are ordered by frequency, so the index is the rank, and the logarithm of (uniform
÷ Zipf) over a window separates the two with hardly any overlap. Pairs of characters that make up words count against.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import add, sub
from pathlib import Path

from assistant.guardrails.detector import ASSIGN, Scan, Span
from assistant.guardrails.mnemonics import LENGTHS, checksum_holds, hanzi_positions

_HAN = "\u3400-\u9fff"
_SEPARATOR = r"[ \t\n,.、;:|/_\-\"'\[\]()0-9]"
_PLACE = "[一二三四五六七八九十0-9]{1,3}"
_ORDINAL = re.compile(f"第{_PLACE}(?:[ ]?[到至~-][ ]?第?{_PLACE})?[个個]?[词詞字]?")
_RANGE = re.compile(f"第{_PLACE}[ ]?[到至~-][ ]?第?{_PLACE}")
_STREAM = re.compile(f"[{_HAN}](?:{_SEPARATOR}{{0,6}}[{_HAN}]){{5,}}")
_FEW = re.compile(f"[{_HAN}](?:{_SEPARATOR}{{0,6}}[{_HAN}]){{2,}}")  # while more of a phrase is awaited
_OTHER = re.compile(f"[^{_HAN}]+")
_COUNTED = "[前后後][一二三四五六七八九十0-9]{1,3}[个個](?:字|词|詞|汉字|漢字)"
_LONE = re.compile(f"(?<![{_HAN}])[{_HAN}]{_SEPARATOR}{{1,6}}[{_HAN}](?![{_HAN}])")
_GROUP = re.compile(f"[{_HAN}]+")
_GLUED = re.compile(f"[{_HAN}]{{6,}}")
_APART = re.compile(f"(?<![{_HAN}])[{_HAN}](?:{_SEPARATOR}{{1,6}}[{_HAN}](?![{_HAN}])){{10,}}")
_APART_FEW = re.compile(f"(?<![{_HAN}])[{_HAN}](?:{_SEPARATOR}{{1,6}}[{_HAN}](?![{_HAN}])){{2,}}")
_APART_GLUED = re.compile(
    f"[{_HAN}](?:{_SEPARATOR}{{1,6}}[{_HAN}](?={_SEPARATOR})){{9,}}{_SEPARATOR}{{1,6}}[{_HAN}]"
)  # 短语畢-修-…-援也不行
_STOP = re.compile(r"[^ \t\n\u3400-\u9fff]")
_WORD = 5.0  # what an everyday word takes from a window's score
_PAIR_WEIGHTS = (6.0, 3.5)  # what a pair takes that stands in words far more often than by chance, or just more often
_ZIPF_SHIFT = 30
# Scores above which a window counts as a phrase; a random one of 12 is above -4 in 99.9 % of cases.
_WITH_CHECKSUM = -4.0
_ANNOUNCED = -9.0
_ALONE = 4.0
_COMMON = -9.0
# A whole clause: no sentence of this corpus comes above -4.8 with 11 characters or -6.4 with more, 99.5 % of drawn ones do.
_CLAUSE_OF_11, _CLAUSE, _UNSAID = -3.5, -5.0, 0.5
_MOST_WINDOWS = 3000
_LONGEST_GROUP = 6
_MOST_BESIDE = 12


def find_hanzi_phrases(scan: Scan) -> Iterator[Span]:
    """The spans of phrases in Chinese characters."""
    text = _ORDINAL.sub(lambda m: " " * len(m.group()), scan.text) if "第" in scan.text else scan.text
    few = scan.pending or scan.mentions(f"<<seed_phrase>>|<<piece>>|{_COUNTED}")
    if not few and not _LONE.search(text) and not _worth_it(text) and not scan.mentions("<<wallet_talk>>"):
        return
    apart = few and (scan.pending or _RANGE.search(scan.text) is not None)
    for match in (_FEW if few else _STREAM).finditer(text):
        start = match.start()
        block = match.group()
        for part_start, part, singles in _parts(block, few, apart):
            yield from _in_block(scan, start + part_start, part, singles)


def _worth_it(text: str) -> bool:
    """A cheap first look: whether any run of characters, whatever stands between them, is drawn as no sentence draws them."""
    running = list(accumulate(map(_weights().__getitem__, _OTHER.sub("", text)), initial=0.0))
    return max(map(sub, running[11:], running), default=-99.0) > _WITH_CHECKSUM


def _spaced_out(block: str, few: bool) -> bool:
    groups = _GROUP.findall(block)
    if any(len(group) > _LONGEST_GROUP and _reads_on(group) for group in groups):
        return False  # a sentence leads to what stands apart
    return len(groups) >= (3 if few else 6) and sum(len(group) == 1 for group in groups) >= 0.8 * len(groups)


def _reads_on(group: str) -> bool:
    """Whether a third of its neighbouring characters make up words."""
    pairs = known_pairs()
    return sum(map(pairs.__contains__, map(add, group, group[1:]))) * 3 >= len(group)


def _parts(block: str, few: bool, apart: bool) -> Iterator[tuple[int, str, bool]]:
    """Where, what, and whether its characters stand apart: the whole block if they do, or are in small groups; else what
    punctuation leaves together and what stands apart in it."""
    singles = _spaced_out(block, few)
    if singles or max(map(len, _GROUP.findall(block))) <= 4:
        yield 0, block, singles
        if few and not singles:
            yield from ((match.start(), match.group(), True) for match in _APART_FEW.finditer(block))
        return
    if not _STOP.search(block):
        yield 0, block, False  # cut by spaces or line ends only
    for match in _GLUED.finditer(block):
        yield match.start(), match.group(), False
    for pattern in (_APART, _APART_GLUED, *((_APART_FEW,) if apart else ())):
        for match in pattern.finditer(block):
            yield match.start(), match.group(), True


def _in_block(scan: Scan, base: int, block: str, singles: bool) -> Iterator[Span]:
    places = [i for i, c in enumerate(block) if c >= "\u3400"]
    letters = block if len(places) == len(block) else "".join([block[i] for i in places])
    told = _announced(scan, base, letters) or int(len(letters) in LENGTHS and scan.mentions("<<wallet_talk>>"))
    plain = list(accumulate(map(_weights().__getitem__, letters), initial=0.0))
    if not singles and not told and max(map(sub, plain[11:], plain), default=-99.0) <= _WITH_CHECKSUM:
        return  # however it is cut into words: a sentence
    scores = _running(scan, letters)
    for table in hanzi_positions():
        ranks = [table.get(c, -1) for c in letters]
        found = [*_by_checksum(scores, ranks, bool(told), singles), *_by_look(scan, scores, ranks, told, singles)]
        if found:
            first, last = min(f[0] for f in found), max(f[1] for f in found)
            if singles or told == 2:
                first, last = (0 if singles else first), len(letters)
            if not singles:
                first, last = _widened(scan, letters, first, last)
            proved = any(f[2] for f in found)
            yield Span(base + places[first], base + places[last - 1] + 1, checksum=proved)


def _by_checksum(scores: Sequence[float], ranks: Sequence[int], told: bool, singles: bool) -> Iterator[tuple[int, int, bool]]:
    least = -99.0 if singles else _ANNOUNCED if told else _WITH_CHECKSUM
    tried = 0
    unknown = _unknown(ranks)
    for length in LENGTHS:
        for start in range(len(ranks) - length + 1):
            if scores[start + length] - scores[start] > least:
                tried += 1
                if tried > _MOST_WINDOWS:
                    yield 0, len(ranks), False  # this many rare characters are no sentence: hide them all
                    return
                if unknown[start] == unknown[start + length] and checksum_holds(ranks[start : start + length]):
                    yield start, start + length, True


def _by_look(scan: Scan, scores: Sequence[float], ranks: Sequence[int], told: int, singles: bool) -> Iterator[tuple[int, int, bool]]:
    """Windows that no checksum proves, but that nobody writes: a typo, a missing word, a piece."""
    known = sum(rank >= 0 for rank in ranks)
    listed = told or scan.pending or scores[-1] > _COMMON  # "到|去|给|往" are the commonest characters, not drawn ones
    if singles and listed and known >= 0.8 * len(ranks) and known >= (3 if told or scan.pending else 10):
        yield 0, len(ranks), False
        return
    if told == 2 and known >= 6 and scores[-1] > _WITH_CHECKSUM:
        yield 0, len(ranks), False
    if not singles and known == len(ranks) >= 11:
        spoken_of = told or scan.mentions("<<seed_phrase>>|<<wallet_talk>>|wallet|ledger")
        if scores[-1] > ((_CLAUSE_OF_11 if known == 11 else _CLAUSE) if spoken_of else _UNSAID):
            yield 0, len(ranks), False
    unknown = _unknown(ranks)
    for start in range(len(ranks) - 10):
        if scores[start + 11] - scores[start] > _ALONE and unknown[start] == unknown[start + 11]:
            yield start, start + 11, False


def _unknown(ranks: Sequence[int]) -> list[int]:
    """How many characters of no list stand before each place."""
    return list(accumulate((rank < 0 for rank in ranks), initial=0))


def _running(scan: Scan, letters: str) -> list[float]:
    """Running sum of each character's score, so that a window's score is a difference of two."""
    scores, everyday, pairs = list(map(_weights().__getitem__, letters)), scan.words.set("everyday_hanzi"), known_pairs()
    plain = scan.words.folded(letters)
    for i, pair in enumerate(map(add, plain, plain[1:]), 1):
        scores[i] -= pairs.get(pair, 0.0) or (_WORD if pair in everyday else 0.0)
    return list(accumulate(scores, initial=0.0))


def _widened(scan: Scan, letters: str, first: int, last: int) -> tuple[int, int]:
    """A window with the characters beside it that belong to no word with their other neighbour: a wrong window passes by chance, too."""
    low, high = max(0, first - _MOST_BESIDE), min(len(letters), last + _MOST_BESIDE)
    while first > low and not _is_word(scan, letters[max(0, first - 2) : first]):
        first -= 1
    while last < high and not _is_word(scan, letters[last : last + 2]):
        last += 1
    return first, last


def _is_word(scan: Scan, pair: str) -> bool:
    plain = scan.words.folded(pair)
    return plain in known_pairs() or plain in scan.words.set("everyday_hanzi")


def _announced(scan: Scan, start: int, letters: str) -> int:
    if not (scan.pending or scan.mentions(f"<<seed_phrase>>|<<piece>>|{_COUNTED}")):
        return 0
    before = scan.text[max(0, start - 40) : start]
    if scan.words.regex(f"(?:{_COUNTED}{'|<<piece_awaited>>' if scan.pending else ''})[ ]$").search(before):
        return 2
    if scan.words.regex(rf"(?:<<seed_phrase>>|<<piece>>)(?:[^.!?。\n]{{0,16}}?(?:[:=]|<<is>>)|[^.!?。\n]{{0,6}}?\n){ASSIGN}$").search(
        before
    ):
        return 2
    return 1 if scan.words.regex("<<seed_phrase>>").search(before + " " + letters) else 0


class _Weights(dict[str, float]):
    """Any character that is in no list is somewhat likelier in a sentence."""

    def __missing__(self, _: str) -> float:
        return -1.0


@cache
def known_pairs() -> dict[str, float]:
    """Two characters of words → what it takes from a window's score that they follow each other."""
    table: dict[str, float] = {}
    for line in Path(__file__).with_name("hanzi_pairs.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            for weight, followers in zip(_PAIR_WEIGHTS, line[1:].split(" "), strict=True):
                table |= dict.fromkeys((line[0] + follower for follower in followers), weight)
    return table


@cache
def _weights() -> _Weights:
    """Character → logarithm of how much likelier a phrase is to hold it than a sentence."""
    whole = sum(1 / (rank + _ZIPF_SHIFT) for rank in range(2048))
    simplified, traditional = hanzi_positions()
    return _Weights({c: math.log(whole * (rank + _ZIPF_SHIFT) / 2048) for c, rank in (traditional | simplified).items()})
