"""Which detectors could fire on a text, told in microseconds.

What the gates of all detectors need is looked for in one pass (``features``); only a gate that finds all it needs is matched. One RE2
automaton for all gates would be twice as fast on a text that was seen before, but its states multiply (every counter with every word)
and are built as they are met: a new message then takes 300 µs and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.guardrails.detector import Detector, Scan
from assistant.guardrails.features import COARSE, Features
from assistant.guardrails.needs import needs
from assistant.guardrails.patterns import Pattern
from assistant.guardrails.words import Words

_LIMIT = re.compile(r"\{0,[0-9]{2,}\}\??")
"""How far apart two things may stand: every step is a state of its own, and a gate may be broad."""
_MOST_KINDS = 1000


class Gate:
    """Tells which of ``detectors`` could fire."""

    def __init__(self, detectors: Sequence[Detector], words: Words) -> None:
        self._always = tuple(d for d in detectors if not d.gate)
        self._features = Features((clause for d in detectors for template in d.gate for clause in needs(template)), words)
        self._gates: list[tuple[Detector, Pattern]] = []
        self._coarse: list[tuple[int, tuple[int, ...]]] = []
        self._fine: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
        self._by_kind: dict[int, tuple[int, ...]] = {}
        for detector in detectors:
            for template in detector.gate:
                self._enter(detector, words.regex(_LIMIT.sub("*", template)))

    def _enter(self, detector: Detector, pattern: Pattern) -> None:
        """Put a gate under the word, literal or outline that it needs, else with those that need only counts and scripts."""
        masks = self._features[pattern]
        first = min((mask for mask in masks if not mask & COARSE), key=int.bit_count, default=0)
        entry = len(self._gates), tuple(mask for mask in masks if mask != first)
        self._gates.append((detector, pattern))
        if not first:
            self._coarse.append(entry)
        while first:
            bit = first & -first
            self._fine.setdefault(bit, []).append(entry)
            first ^= bit

    def fired(self, scan: Scan) -> Iterable[Detector]:
        """The detectors that ``scan`` could fire, each once, in a fixed order."""
        subject = scan.subject
        subject.needs = self._features
        subject.held = held = self._features.of(scan.folded, subject.raw)
        coarse = held & COARSE
        able = set(self._by_kind.get(coarse) or self._kind(coarse))
        fine = held ^ coarse
        while fine:
            bit = fine & -fine
            fine ^= bit
            for number, others in self._fine.get(bit, ()):
                for mask in others:
                    if not held & mask:
                        break
                else:
                    able.add(number)
        found = dict.fromkeys(self._always)
        gates = self._gates
        for number in sorted(able):
            detector, pattern = gates[number]
            if detector not in found and pattern.matches(subject):
                found[detector] = None
        return found

    def _kind(self, coarse: int) -> tuple[int, ...]:
        """The gates that need only counts and scripts, and find them in ``coarse``; kept, since most texts are of few kinds."""
        able = tuple(number for number, masks in self._coarse if all(coarse & mask for mask in masks))
        if len(self._by_kind) < _MOST_KINDS:
            self._by_kind[coarse] = able
        return able
