"""What the user took back: "不是TRC20,是ERC20", "I meant 300 not 200". The later, explicit word wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.corpus.edges import one_to_one
from assistant.drafting.slots import Fact
from assistant.drafting.vocabulary import vocabulary

Place = tuple[int, int]
MOST = 60  # sentences of one message that correct; the last count
_STOPS = re.compile(r"[。!?;\n]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Corrected:
    """The facts that hold, and what stands now for a fact that was taken back, by the place of the latter."""

    facts: tuple[Fact, ...]
    instead: Mapping[Place, Fact]
    sentences: frozenset[tuple[int, int, int]]
    """Turn, start and end of the sentences that only correct: the story is told without them."""
    taken_back: tuple[Fact, ...] = ()
    """The facts behind the keys of ``instead``."""


def correcting_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of ``text`` that correct something."""
    folded = one_to_one(text)
    words = vocabulary()
    return tuple(
        (start, end)
        for start, end in sentence_spans(folded)
        if words.cue("correction").search(folded, start, end) or next(_denials(folded, start, end), None) is not None
    )


def sentence_spans(folded: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of a folded text."""
    at = 0
    for match in _STOPS.finditer(folded):
        yield at, match.end()
        at = match.end()
    if at < len(folded):
        yield at, len(folded)


def apply_corrections(facts: Sequence[Fact], turns: Sequence[str]) -> Corrected:
    """``facts`` (of all turns, in order) without what was denied or replaced later."""
    folded = [one_to_one(t) for t in turns]
    kept = sorted(facts, key=lambda f: f.place)
    instead: dict[Place, Fact] = {}
    used: set[tuple[int, int, int]] = set()
    taken_back: list[Fact] = []
    for turn, text in enumerate(folded):
        for start, end in correcting_spans(text)[-MOST:]:
            inside = [f for f in kept if f.turn == turn and start <= f.start < end]
            denied = [f for f in inside if _is_denied(text, f, start)]
            stated = [f for f in inside if f not in denied]
            if not denied and not (stated and vocabulary().cue("correction").search(text, start, end)):
                continue
            before = [f for f in kept if f.place < (turn, start)]
            changes = dict(_changes(denied, stated, before, had_cue=not denied))
            for old, new in changes.items():
                instead = {place: new if now.place == old.place else now for place, now in instead.items()} | {old.place: new}
            taken_back += changes
            gone = {f.place for f in denied} | {f.place for f in changes}
            kept = [instead_unit(f, changes) for f in kept if f.place not in gone]
            instead = {place: next((k for k in kept if k.place == new.place), new) for place, new in instead.items()}
            if changes:
                used.add((turn, start, end))
    return Corrected(tuple(kept), instead, frozenset(used), tuple(taken_back))


def instead_unit(fact: Fact, changes: Mapping[Fact, Fact]) -> Fact:
    """A bare number that replaces an amount takes over its unit: "I meant 300"."""
    for old, new in changes.items():
        if new.place == fact.place and fact.slot == "amount" and " " not in fact.value and " " in old.value:
            return replace(fact, value=f"{fact.value} {old.value.split(' ', 1)[1]}")
    return fact


def _changes(denied: Sequence[Fact], stated: Sequence[Fact], before: Sequence[Fact], had_cue: bool) -> Iterator[tuple[Fact, Fact]]:
    for no in denied:
        yes = next((s for s in stated if s.slot == no.slot and not _same(s, no)), None)
        if yes:
            yield from ((old, yes) for old in before if old.slot == no.slot and _same(old, no))
    if had_cue:
        for slot in dict.fromkeys(s.slot for s in stated):
            yes = next(s for s in stated if s.slot == slot)
            earlier = [f for f in before if f.slot == slot and not _same(f, yes)]
            yield from ((old, yes) for old in earlier if _same(old, earlier[-1]))


def _same(first: Fact, second: Fact) -> bool:
    if first.slot == "amount":
        one, other = first.value.split(" "), second.value.split(" ")
        return one[0] == other[0] and (len(one) == 1 or len(other) == 1 or one[1] == other[1])
    return (first.value or first.text) == (second.value or second.text)


def _is_denied(folded: str, fact: Fact, start: int) -> bool:
    left = folded[max(start, fact.start - 40) : fact.start]
    words = vocabulary()
    if words.before("asking").search(left):
        return False
    return words.before("denial").search(left) is not None


def _denials(folded: str, start: int, end: int) -> Iterator[int]:
    words = vocabulary()
    for match in words.cue("denial").finditer(folded, start, end):
        if not words.cue("asking").search(folded, max(start, match.start() - 2), min(end, match.end() + 2)):
            yield match.start()
