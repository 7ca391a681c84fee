"""Which detectors could fire on a text, told in microseconds.

What the gates of all detectors need is looked for in one pass (``features``). A gate that needs a word is matched only where that
stands; those of shapes are matched one after the other, in RE2 and not from here, in a few lots by what they need. One automaton for
all gates would be faster on a text that was seen before, but its states multiply (every counter with every word) and are built as
they are met: a new message then takes 300 µs and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from re2 import Options, _re2

from assistant.guardrails.detector import Detector, Scan
from assistant.guardrails.features import COARSE, LOTS, Features
from assistant.guardrails.needs import needs
from assistant.guardrails.patterns import Pattern
from assistant.guardrails.words import Words

_LIMIT = re.compile(r"\{0,[0-9]{2,}\}\??")
"""How far apart two things may stand: every step is a state of its own, and a gate may be broad."""
_Gated = tuple[Pattern, tuple[int, ...], frozenset[int]]


class Gate:
    """Tells which of ``detectors`` could fire."""

    def __init__(self, detectors: Sequence[Detector], words: Words) -> None:
        self._detectors = tuple(detectors)
        self._always = [place for place, detector in enumerate(detectors) if not detector.gate and not detector.awaits]
        self._awaiting = [place for place, detector in enumerate(detectors) if not detector.gate]
        self._features = Features((clause for d in detectors for template in d.gate for clause in needs(template)), words)
        self._by_need: dict[int, list[_Gated]] = {}
        self._gated = 0  # the bits that are in there
        self._lots = {need: _Lot() for need in LOTS}
        guarded: dict[str, list[int]] = {}
        for place, detector in enumerate(detectors):
            for template in detector.gate:
                guarded.setdefault(_LIMIT.sub("*", template), []).append(place)
        for template, places in guarded.items():
            self._enter(words.regex(template), words, frozenset(places))
        for lot in self._lots.values():
            lot.compile()

    def _enter(self, pattern: Pattern, words: Words, places: frozenset[int]) -> None:
        """Put a gate under the word, literal or outline that it needs, else into the lot of the most telling need."""
        masks = sorted(self._features[pattern], key=self._features.frequency)
        first = next((mask for mask in masks if not mask & COARSE), 0)
        if not first:
            need = next(need for need in LOTS if not need or self._features.implies(masks, need))
            self._lots[need].add(words.expand(pattern.template), places)
        gated = pattern, tuple(mask for mask in masks if mask != first), places
        self._gated |= first
        while first:
            bit = first & -first
            self._by_need.setdefault(bit, []).append(gated)
            first ^= bit

    def fired(self, scan: Scan) -> Sequence[Detector]:
        """The detectors that ``scan`` could fire, each once, in a fixed order."""
        subject = scan.subject
        subject.needs = self._features
        if "\u0131" not in scan.text and "\u0130" not in scan.text:  # i without a dot, I with one: to Python they are i, to RE2 not
            subject.shapes = self._features.shape
        subject.held = held = self._features.of(scan.folded, subject.raw)
        found = set(self._awaiting if scan.pending else self._always)
        for need, lot in self._lots.items():
            if held & need == need:
                found.update(*lot.matched(subject.raw))
        left = held & self._gated
        while left:
            bit = left & -left
            left ^= bit
            for pattern, others, places in self._by_need.get(bit, ()):
                if places <= found:
                    continue
                for mask in others:
                    if not held & mask:
                        break
                else:
                    if pattern.matches(subject):
                        found |= places
        detectors = self._detectors
        return [detectors[place] for place in sorted(found)]

    def shapes(self) -> Iterable[re.Pattern[str]]:
        """Python's patterns whose needs are known by now."""
        return self._features.known_shapes()


class _Lot:
    """Patterns matched one after the other in a single call."""

    def __init__(self) -> None:
        self._filter: Any = _re2.Filter()
        self._places: list[frozenset[int]] = []

    def add(self, pattern: str, places: frozenset[int]) -> None:
        options = Options()
        options.case_sensitive = False
        self._filter.Add(pattern.encode(), options)
        self._places.append(places)

    def compile(self) -> None:
        if self._places:
            self._filter.Compile()

    def matched(self, raw: bytes) -> list[frozenset[int]]:
        """What was added with each of the patterns that match somewhere."""
        places = self._places
        return [places[number] for number in self._filter.Match(raw, False)] if places else []
