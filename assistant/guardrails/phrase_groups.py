"""Pieces of a phrase that no checksum proves: several runs of as many list words each, and what people can still read of a paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guardrails.detector import Scan
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
_BEFORE, _AFTER = 48, 32


def pieces(runs: Sequence[Run], scan: Scan) -> Iterator[Run]:
    """The pieces in ``runs``, none of which is a phrase by itself."""
    segments = [segment for run in runs[:_MOST_RUNS] if run.family.name == "english" for segment in _segments(run, scan)]
    yield from _alike(segments, scan)
    if scan.pending:
        named = scan.mentions("<<seed_phrase>>")
        first = [segment for segment in segments if not scan.text[: segment.start].strip()]
        yield from (segment for segment in first if _rare(segment, scan) >= _LEAST_RARE or (named and _told(segment, scan)))
    if scan.mentions(_KEPT):
        yield from (segment for segment in segments if _is_kept(segment, scan))


def _alike(segments: Sequence[Run], scan: Scan) -> Iterator[Run]:
    """Those of as many words as another one, eight and more in all ("card 1: … card 2: …"), half of them in no message to support."""
    sizes: dict[int, list[Run]] = {}
    for segment in segments:
        sizes.setdefault(len(segment.known), []).append(segment)
    for size, alike in sizes.items():
        rare = sum(_rare(segment, scan) for segment in alike)
        if len(alike) > 1 and size * len(alike) >= _LEAST_ALL and rare * 2 >= size * len(alike):
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
    for word in (*run.all, None):
        if word is not None and word.start in known and (not segment or _SPACE.fullmatch(scan.text, segment[-1].end, word.start)):
            if segment or word.word not in asking:
                segment.append(word)
            continue
        if len(segment) >= _LEAST and len({token.word for token in segment}) == len(segment):
            yield Run(run.family, tuple(segment), segment, 0)
        segment = [word] if word is not None and word.start in known and word.word not in asking else []


def _told(run: Run, scan: Scan) -> int:
    """How many of its words are neither everyday ones nor those in which people speak of phrases."""
    ordinary = scan.words.set("everyday|phrase_talk|not_password")
    return sum(word.word not in ordinary for word in run.known)


def _rare(run: Run, scan: Scan) -> int:
    """How many of its words people do not write to support."""
    ordinary = scan.words.set(_ORDINARY)
    return sum(word.word not in ordinary for word in run.known)
