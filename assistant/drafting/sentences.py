"""The sentences of a message by what they do: tell what happened, what was tried, what is wanted. Always the user's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.roles import EXPECTED, HAPPENED, NOTHING, TRIED, role_of, tells_onset
from assistant.drafting.slots import IDENTIFIERS, Fact
from assistant.drafting.vocabulary import any_of, vocabulary

__all__ = ["EXPECTED", "HAPPENED", "NOTHING", "TRIED", "Clause", "clauses", "pieces", "told"]
_STOPS = r"[。!?;\n]+|\.+(?=\s|$)|…+"
_WHOLE = re.compile(r"\{[^\n{}]*(?:\{[^\n{}]*\}[^\n{}]*)*\}|[\"“「][^\"”」\n]{1,160}[\"”」]")
"""Pasted replies and quotations: never cut."""
_EDGE = " \t\r\n,;:.!，。！；：、…~～-—"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of one message; ``role`` is a slot's name or empty for what tells nothing; ``sentence`` counts sentences."""

    turn: int
    start: int
    end: int
    text: str
    role: str
    sentence: int


def clauses(text: str, turn: int) -> tuple[Clause, ...]:
    """``text`` cut at sentence ends, commas and joining words, each piece with its role. No number or placeholder is cut."""
    folded = one_to_one(text)
    found: list[Clause] = []
    for number, (start, end) in enumerate(_cut(folded, 0, len(folded), _STOPS)):
        for piece in _cut(folded, start, end, _comma()):
            low, high = _trimmed(text, *piece)
            if low < high:
                previous = found[-1] if found and found[-1].sentence == number else None
                before = folded[previous.start : previous.end] if previous else ""
                role = role_of(folded[low:high].strip(_EDGE), previous.role if previous else NOTHING, before)
                if previous and previous.role == TRIED and tells_onset(folded[low:high]):
                    found[-1], role = replace(previous, role=HAPPENED), HAPPENED
                found.append(Clause(turn, low, high, text[low:high], role, number))
    return tuple(found)


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces of one sentence begin and end, cut at commas and joining words."""
    folded = one_to_one(text)
    cut = [_trimmed(text, *piece) for low, high in _cut(folded, 0, len(folded), _STOPS) for piece in _cut(folded, low, high, _comma())]
    return tuple((low, high) for low, high in cut if low < high)


def told(parts: Sequence[Clause], facts: Iterable[Fact], messages: Sequence[str]) -> tuple[Fact, ...]:
    """The clauses joined to the longest stretches of one role; those that only repeat an identifier of ``facts`` are left out."""
    spans = [f for f in facts if f.slot in (*IDENTIFIERS, "device", "app_version")]
    runs: list[Clause] = []
    left_out = True
    for part in parts:
        joins, left_out = not left_out, False
        if part.role == NOTHING or _only_identifier(part, spans):
            left_out = True
            continue
        last = runs[-1] if runs else None
        if last and (last.turn, last.role, last.sentence) == (part.turn, part.role, part.sentence) and joins:
            text = messages[part.turn][last.start : part.end]
            runs[-1] = replace(last, end=part.end, text=text)
        else:
            runs.append(part)
    return tuple(Fact(r.role, r.text, r.text, r.turn, r.start, r.end) for r in runs)


def _cut(folded: str, start: int, end: int, pattern: str) -> Iterable[tuple[int, int]]:
    kept = [m.span() for m in _WHOLE.finditer(folded, start, end)]
    if "[[" in folded:
        kept += [m.span() for m in PLACEHOLDER.finditer(folded.upper())]
    at = start
    for match in re.compile(pattern).finditer(folded, start, end):
        inside = any(s < match.start() < e for s, e in kept)
        figures = folded[match.start() - 1 : match.start()].isdigit() and folded[match.end() : match.end() + 1].isdigit()
        if inside or figures or match.start() < at:
            continue
        stop = match.end() if match.group().strip() and not match.group().strip()[0].isalpha() else match.start()
        yield at, stop
        at = stop
    if at < end:
        yield at, end


def _comma() -> str:
    words = vocabulary()
    starters = any_of(words.cues["starters"])
    connectors = any_of(words.cues["connectors"])
    return rf"[,、]+|(?<!\s)\s+(?=[\u4e00-\u9fff])|(?<!\s)\s+(?={starters}\s)|(?<=[^\s,没沒有无])\s{{0,2}}(?={connectors})"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    greeting = re.match(rf"{any_of(vocabulary().cues['greeting'])}[\s,!.]+(?=\S)", one_to_one(text[start:end]))
    start += greeting.end() if greeting else 0
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _only_identifier(part: Clause, facts: Sequence[Fact]) -> bool:
    inside = [f for f in facts if f.turn == part.turn and part.start <= f.start and f.end <= part.end]
    if not inside:
        return False
    rest = part.text
    for fact in inside:
        rest = rest.replace(fact.text, " ")
    return not _naming().sub("", one_to_one(rest))


@lru_cache(maxsize=1)
def _naming() -> re.Pattern[str]:
    words = vocabulary()
    return re.compile(
        any_of([*(w for ids in words.ids.values() for w in ids), *words.shapes["app"], *words.cues["naming"]]) + r"|[\s:=#,.()]"
    )
