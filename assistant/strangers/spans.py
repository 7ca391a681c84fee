"""Where in a message a stranger's words stand: quoted, announced with a colon, or opening like a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.languages import load_packs
from assistant.strangers.signs import patterns

_QUOTES = re.compile(
    r"“[^”]{8,}”|\"[^\"\n]{12,}\"|「[^」]{8,}」|『[^』]{8,}』|«[^»]{8,}»|‘[^’]{14,}’|```.+?```|(?:^|(?<=\n))[ \t]*>[^\n]+", re.DOTALL
)
_PARAGRAPH = re.compile(r"\n\s*\n|\Z")
_SENTENCE = re.compile(r"[^。.!?！？\n]*(?:[。!?！？\n]+|\.(?=\s|\Z)|\.(?=\S)|\Z)")


def spans(even: str) -> Iterator[tuple[int, int]]:
    """Where something is quoted, announced with a colon, or opens like a notice."""
    for match in _QUOTES.finditer(even):
        yield match.span()
    for pattern in (*all_of("announces"), *all_of("opens")):
        for match in pattern.finditer(even):
            start = match.end() if pattern in all_of("announces") else match.start()
            end = _PARAGRAPH.search(even, start)
            yield start, _before_the_question(even, start, end.start() if end else len(even))


def _before_the_question(even: str, start: int, end: int) -> int:
    """The end without the person's own question behind it ("…。这是真的吗")."""
    sentences = [m for m in _SENTENCE.finditer(even, start, end) if m.group().strip()]
    while sentences and any(p.search(sentences[-1].group()) for p in (*all_of("ask_real"), *all_of("own_question"))):
        end = sentences.pop().start()
    return end


def merged(found: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """In order, those that touch as one, crumbs left out."""
    last: tuple[int, int] | None = None
    for start, end in sorted(s for s in found if s[1] - s[0] >= 4):
        if last is None:
            last = (start, end)
        elif start <= last[1]:
            last = (last[0], max(last[1], end))
        else:
            yield last
            last = (start, end)
    if last is not None:
        yield last


def without(text: str, found: list[tuple[int, int]]) -> str:
    """``text`` without what stands there."""
    pieces, at = [], 0
    for start, end in found:
        pieces.append(text[at:start])
        at = end
    return " ".join(" ".join([*pieces, text[at:]]).split())


def said_in(text: str, found: Sequence[tuple[int, int]]) -> str:
    """What stands there, a line each."""
    return "\n".join(text[a:b].strip() for a, b in found)


@cache
def all_of(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns at ``key`` of all packs: people mix languages."""
    return tuple(p for code in load_packs() for p in patterns(code, f"stranger.{key}"))
