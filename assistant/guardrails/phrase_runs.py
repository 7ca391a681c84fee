"""Runs of list words: what stands in a row in a text and could be a phrase or a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.guardrails.letters import Token
from assistant.guardrails.mnemonics import LANE, Family
from assistant.guardrails.phrase_ends import JOINERS, joins, misspelt

_NUMBER = re.compile("[0-9]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of one family in a row, at most one other word between two of them."""

    family: Family
    all: Sequence[Token]
    known: Sequence[Token]
    everyday: int

    @property
    def start(self) -> int:
        return self.all[0].start

    @property
    def end(self) -> int:
        return self.all[-1].end


def runs(
    words: Sequence[Token], listed: Sequence[tuple[int, int]], lane: int, family: Family, text: str, everyday: frozenset[str]
) -> Iterator[Run]:
    """The runs of three words and more of ``family``, which is number ``lane`` of its kind, in ``words`` of ``text``.

    ``listed``: the places and lanes of those that are in any list.
    """
    shift = LANE * lane
    for first, last in _clusters(words, listed, shift):
        yield from _runs(words, first, last, shift, family, text, everyday)


def _clusters(words: Sequence[Token], listed: Sequence[tuple[int, int]], shift: int) -> Iterator[tuple[int, int]]:
    """First and last places of three words of the list and more between any two of which at most one other word stands."""
    bit = 1 << shift
    first = last = -1
    count = 0
    for place in [place for place, lanes in listed if lanes & bit]:
        if last < 0 or (place - last > 2 and _are_apart(words, last, place)):
            if count > 2:
                yield first, last
            first, count = place, 0
        last = place
        count += 1
    if count > 2:
        yield first, last


def _are_apart(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether two words and more, joiners aside, stand between the places ``first`` and ``last``."""
    others = 0
    for place in range(first + 1, last):
        if words[place].word not in JOINERS:
            others += 1
            if others > 1:
                return True
    return False


def _runs(words: Sequence[Token], first: int, end: int, shift: int, family: Family, text: str, everyday: frozenset[str]) -> Iterator[Run]:
    run: list[Token] = []
    other: Token | None = None
    for place in range(first, end + 1):
        word = words[place]
        if word.word in JOINERS and not word.lanes >> shift & 1:
            continue
        last = other or (run[-1] if run else None)
        joined = last is not None and joins(text, last.end, word.start)
        if word.lanes >> shift & 1:
            if run and joined:
                run += [other, word] if other else [word]
            else:
                if len(run) > 2:
                    yield _run(run, shift, family, everyday)
                run = [word]
            other = None
        elif (
            run
            and joined
            and other is None
            and (
                (len(word.word) > 2 and word.word not in everyday)
                or (len(word.word) > 1 and _is_slip(run, words[place : place + 3], shift, family, everyday, text))
            )
        ):
            other = word
        else:
            if len(run) > 2:
                yield _run(run, shift, family, everyday)
            run, other = [], None
    if len(run) > 2:
        yield _run(run, shift, family, everyday)


def _is_slip(run: Sequence[Token], rest: Sequence[Token], shift: int, family: Family, everyday: frozenset[str], text: str) -> bool:
    """Whether the first of ``rest`` is an everyday word by a slip of the fingers alone.

    List words stand on both sides, uncommon ones too, and like signs between them all.
    """
    sides = (*run[-2:], *rest[1:])
    known = [token for token in sides if token.lanes >> shift & 1]
    uncommon = sum(token.word not in everyday for token in known)
    if len(rest) < 2 or len(known) < min(3, len(sides)) or uncommon < 2:
        return False
    gaps = {_NUMBER.sub("", text[a.end : b.start]) for a, b in pairwise((*run[-2:], *rest))}
    return len(gaps) == 1 and misspelt(rest[0].word, family.words)


def _run(run: Sequence[Token], shift: int, family: Family, everyday: frozenset[str]) -> Run:
    known = [word for word in run if word.lanes >> shift & 1]
    return Run(family, tuple(run), known, sum(word.word in everyday for word in run))
