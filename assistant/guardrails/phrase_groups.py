"""Pieces of a phrase that no checksum proves: several runs of as many list words each, and what people can still read of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.letters import Token
from assistant.guardrails.phrase_runs import Run

_SPACE = re.compile("[ ]{1,2}|[ ]?[,、][ ]?")
_CHINESE_BEFORE = re.compile(r"[\u3400-\u9fff][ \t:,.。;!\"'“「(0-9]{0,6}$")
_CHINESE_BEHIND = re.compile(r"[ \t,.;\"'”」)]{0,3}(?:[\u3400-\u9fff]|$|\n)")
_ENDS = re.compile(r"[\s.,。，]*(?:\n|$)")
_KEPT = "<<phrase_kept>>|<<in_parts>>"
_ORDINARY = "everyday|list_talk|phrase_talk|not_password"
_LEAST, _LEAST_ALL, _LEAST_KEPT = 3, 8, 4
_LEAST_RARE = 2
_MOST_RUNS = 12
_MOST_LEAD = 24
_BEFORE, _AFTER = 48, 32


def pieces(runs: Sequence[Run], found: Sequence[Span], scan: Scan) -> Iterator[Run]:
    """The pieces in ``runs`` that are no phrase by themselves, beside those that have been ``found``."""
    segments = [segment for run in runs[:_MOST_RUNS] if run.family.name == "english" for segment in _segments(run, scan)]
    yield from _alike(segments, found, scan)
    if scan.pending:
        named = scan.mentions("<<seed_phrase>>")
        # The rest of it may be called so: "the last four: …".
        first = [segment for segment in segments if not (lead := scan.text[: segment.start].strip()) or _is_rest(lead, segment, scan)]
        yield from (segment for segment in first if _rare(segment, scan) >= _LEAST_RARE or (named and _told(segment, scan)))
    if scan.mentions(_KEPT):
        yield from (segment for segment in segments if _is_kept(segment, scan))


def _is_rest(lead: str, segment: Run, scan: Scan) -> bool:
    """Whether what stands before a piece says that it is the rest, and half of its words stand in no message to support."""
    is_told = len(lead) <= _MOST_LEAD and scan.words.regex("<<rest_of_it>>").search(lead) is not None
    return is_told and _rare(segment, scan) * 2 >= len(segment.known)


def _alike(segments: Sequence[Run], found: Sequence[Span], scan: Scan) -> Iterator[Run]:
    """Those of as many words as another one, eight and more in all ("card 1: … card 2: …"), half of them in no message to support."""
    sizes: dict[int, list[Run]] = {}
    for segment in segments:
        sizes.setdefault(len(segment.known), []).append(segment)
    for size, alike in sizes.items():
        rare = sum(_rare(segment, scan) for segment in alike)
        sure = any(span.start <= segment.start < span.end for segment in alike for span in found)
        told = sure and sum(_told(segment, scan) for segment in alike) * 2 >= size * len(alike)
        if len(alike) > 1 and size * len(alike) >= _LEAST_ALL and (told or rare * 2 >= size * len(alike)):
            yield from alike


def _is_kept(segment: Run, scan: Scan) -> bool:
    """Whether four list words and more are what somebody remembers, or reads off what he kept: "I can only make out …"."""
    in_parts = scan.mentions("<<in_parts>>")
    if len(segment.known) < (_LEAST if in_parts and _ENDS.match(scan.text, segment.end) else _LEAST_KEPT):
        return False
    around = scan.text[max(0, segment.start - _BEFORE) : segment.start] + " | " + scan.text[segment.end : segment.end + _AFTER]
    if scan.words.regex(_KEPT).search(around) is None:
        return False
    chinese = _CHINESE_BEFORE.search(scan.text[max(0, segment.start - 8) : segment.start]) and _CHINESE_BEHIND.match(scan.text, segment.end)
    told = _told(segment, scan)
    return told * 2 >= len(segment.known) and (
        told * 4 >= 3 * len(segment.known) or chinese is not None or _rare(segment, scan) >= _LEAST_RARE
    )


def _segments(run: Run, scan: Scan) -> Iterator[Run]:
    """The parts of ``run`` that are list words with spaces between them, none twice, without the words that lead to them."""
    known = {word.start for word in run.known}
    asking = scan.words.set("asking")
    segment: list[Token] = []
    sign = ""  # what stands between its words, a comma or nothing but spaces
    for word in run.all:
        gap = scan.text[segment[-1].end : word.start] if segment else ""
        if word.start not in known or (segment and not _SPACE.fullmatch(gap)):
            yield from _whole(run, segment)
            segment = []
        elif len(segment) > 1 and gap.strip() != sign:
            yield from _whole(run, segment)
            segment = [segment[-1]] if sign else []  # "…, two, bamboo obvious aim": the last one began another
        if word.start in known and (segment or word.word not in asking):
            if len(segment) == 1:
                sign = scan.text[segment[-1].end : word.start].strip()
            segment.append(word)
    yield from _whole(run, segment)


def _whole(run: Run, segment: Sequence[Token]) -> Iterator[Run]:
    if len(segment) >= _LEAST and len({token.word for token in segment}) == len(segment):
        yield Run(run.family, tuple(segment), tuple(segment), 0)


def _told(run: Run, scan: Scan) -> int:
    """How many of its words are neither everyday ones nor those in which people speak of phrases."""
    ordinary = scan.words.set("everyday|phrase_talk|not_password")
    return sum(word.word not in ordinary for word in run.known)


def _rare(run: Run, scan: Scan) -> int:
    """How many of its words people do not write to support."""
    ordinary = scan.words.set(_ORDINARY)
    return sum(word.word not in ordinary for word in run.known)
