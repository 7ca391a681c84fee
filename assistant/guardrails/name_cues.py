"""Words beside which a name may stand, found in one pass: ``转给…``, ``…的身份证``, "payment from …", "regards, …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from assistant.guardrails.detector import Scan
from assistant.guardrails.words import Words

BEFORE, TAIL, WEAK, FAINT, SIGN = "name_weak_hanzi", "name_tail_hanzi", "name_weak", "name_faint", "sign_off"
_GROUPS = {BEFORE: (BEFORE,), TAIL: (TAIL,), WEAK: (WEAK,), FAINT: (FAINT,), SIGN: (SIGN, "sign_off_hanzi")}


class Cue(NamedTuple):
    """A cue word in ``Scan.text`` and what it says of its neighbourhood."""

    start: int
    end: int
    group: str


def cues(scan: Scan) -> Iterator[Cue]:
    """Every cue of the message, by where it ends; longer ones first."""
    lower = scan.words.folded(scan.lower)
    size = len(lower)
    for last, (length, ascii_start, ascii_end, groups) in _automaton(scan.words).iter(lower):
        start, end = last + 1 - length, last + 1
        if ascii_start and start and lower[start - 1].isascii() and lower[start - 1].isalpha():
            continue
        if ascii_end and end < size and lower[end].isascii() and lower[end].isalpha():
            continue
        for group in groups:
            yield Cue(start, end, group)


@lru_cache(maxsize=8)
def _automaton(words: Words) -> Any:
    import ahocorasick

    by_word: dict[str, list[str]] = {}
    for group, sources in _GROUPS.items():
        for source in sources:
            for word in words.set(source):
                groups = by_word.setdefault(words.folded(word.lower()), [])
                if group not in groups:
                    groups.append(group)
    automaton = ahocorasick.Automaton()
    for word, found in by_word.items():
        automaton.add_word(word, (len(word), word[0].isascii(), word[-1].isascii(), tuple(found)))
    automaton.make_automaton()
    return automaton
