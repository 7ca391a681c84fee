"""What a message holds of all the things that patterns need (see ``needs``), told in one pass and a few look-ups.

One Aho-Corasick automaton finds words and literals, ``bytes.translate`` runs and digits: the same time for a text that was never
seen before as for one seen a hundred times, which cannot be said of automata that build their states as they go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from assistant.guardrails.needs import DIGITS, HANGUL, HEX, KANA, OUTLINE, RUN, SIZE, WIDE, Atom, Clause, needs
from assistant.guardrails.patterns import Pattern
from assistant.guardrails.words import Words

_ALSO = (
    "mine", "told", "piece", "digit_word", "changed_to", "explorer", "security_question", "reference_label", "not_code", "hash_like",
    "hash_label", "no_transaction", "key", "transaction", "looked_up", "in_parts", "wallet_talk", "api_talk", "entered", "yours",
    "bank_near", "key_near", "exchange",
)  # fmt: skip
"""Groups that patterns need beside those of the gates."""
_ALSO_LITERAL = ('"', "'", "`", "“", "”", "「", "」", "sshpass -p")
_SOUND = re.compile(r"\{([a-z]+)\}")
_ANY = "?"
_SMALL = 5  # letters: a part that many words of all texts are
_JOINTS = ("", *" \t_-", *map("".join, product(" \t_-", repeat=2)))
_COUNTS = {
    DIGITS: (1, 3, 5, 7, 9, 12, 17, 32),
    RUN: (4, 6, 8, 11, 15, 20, 24, 27, 32, 36, 42, 48, 50, 56, 63, 86),
    HEX: (8, 16, 20, 32, 62),
    SIZE: (20, 40, 80),
}
COARSE = (1 << sum(map(len, _COUNTS.values())) + 3) - 1
"""The bits of counts and scripts."""
_PLACES = {kind: place for place, kind in enumerate((kind, count) for kind, counts in _COUNTS.items() for count in counts)}
_WIDE = 1 << len(_PLACES)
LOTS = (1 << _PLACES[RUN, 24], 1 << _PLACES[RUN, 15], 1 << _PLACES[DIGITS, 5], 1 << _PLACES[DIGITS, 1], _WIDE, 0)
"""Needs by which patterns of shapes are sorted, the most telling first."""
_MOST_DIGITS = _COUNTS[DIGITS][-1]
_NO_DIGIT = bytes(b for b in range(256) if not 0x30 <= b <= 0x39)
_RUN_OF = bytes(0x61 if (chr(b).isalnum() and b < 0x80) or chr(b) in "_+/-" else 0x20 for b in range(256))
_HEX_OF = bytes(0x61 if chr(b) in "0123456789abcdefABCDEF" else 0x20 for b in range(256))
_OUTLINE_OF = bytes(0x61 if chr(b).isalnum() and b < 0x80 else 0x20 for b in range(256))
_KANA = re.compile(rb"\xe3[\x81-\x83]")
_HANGUL = re.compile(rb"[\xea-\xed]")
_SIZE_STEP = 20
_FREQUENT = (1.0, 1.0, 0.3, 0.1, 0.04, 0.01)
"""How many texts hold a part of so many letters, very roughly; a part of any more is as rare as the last."""


class Features(dict[Pattern, tuple[int, ...]]):
    """Tells which of the atoms in ``clauses`` a text holds, as the bits of a number.

    As a mapping it gives for each thing that a pattern needs the bits of which a text must hold one.
    """

    def __init__(self, clauses: Iterable[Clause], words: Words) -> None:
        super().__init__()
        self._words = words
        self._bits: dict[Atom, int] = {}
        self._shapes: dict[int, tuple[re.Pattern[str], tuple[int, ...]]] = {}
        for kind, counts in _COUNTS.items():
            for count in counts:
                self._add(Atom(kind, least=count))
        for kind in (WIDE, KANA, HANGUL):
            self._add(Atom(kind))
        for clause in clauses:
            for atom in sorted(clause):
                if atom.kind in ("group", "literal", OUTLINE):
                    self._add(atom)
        for group in _ALSO:
            if group in words.groups:
                self._add(Atom("group", group))
        for literal in _ALSO_LITERAL:
            self._add(Atom("literal", literal))
        bits = self._bits
        self._wide, self._kana, self._hangul = (bits[Atom(kind)] for kind in (WIDE, KANA, HANGUL))
        rising = [0]
        for count in range(1, _MOST_DIGITS + 1):
            rising.append(rising[-1] | bits.get(Atom(DIGITS, least=count), 0))
        self._by_digits = tuple(rising)
        self._runs, self._hex = (tuple((b"a" * count, bits[Atom(kind, least=count)]) for count in _COUNTS[kind]) for kind in (RUN, HEX))
        self._least_run = bits[Atom(RUN, least=_COUNTS[HEX][0])]
        sizes = range(0, _COUNTS[SIZE][-1] + 1, _SIZE_STEP)
        self._by_size = tuple(sum(bits[Atom(SIZE, least=count)] for count in _COUNTS[SIZE] if count <= size) for size in sizes)
        self._outlines = tuple((atom.text.encode(), bit) for atom, bit in bits.items() if atom.kind == OUTLINE)
        self._iter = self._automaton().iter

    def implies(self, masks: Iterable[int], need: int) -> bool:
        """Whether a text that holds one of the bits of each of ``masks`` holds ``need``, a bit of ``LOTS``, too."""
        kind, count = next((kind for kind, place in _PLACES.items() if 1 << place == need), (WIDE, 0))
        enough = {need} if kind == WIDE else {1 << _PLACES[kind, more] for more in _COUNTS[kind] if more >= count}
        return any(mask in enough for mask in masks)

    def of(self, folded: str, raw: bytes) -> int:
        """The bits of what a text holds: ``folded`` is the text in lower case and folded, ``raw`` its UTF-8 form."""
        held = self._counted(raw)
        if not folded.isascii():
            held |= self._wide
            if b"\xe3" in raw and _KANA.search(raw):
                held |= self._kana
            if _HANGUL.search(raw):
                held |= self._hangul
        for last, (free, tied, size) in self._iter(folded):
            held |= free
            if tied and not (last >= size and "a" <= folded[last - size] <= "z"):
                held |= tied
        return held

    def _counted(self, raw: bytes) -> int:
        held = self._by_digits[min(len(raw.translate(None, _NO_DIGIT)), _MOST_DIGITS)]
        held |= self._by_size[min(len(raw) // _SIZE_STEP, len(self._by_size) - 1)]
        row = raw.translate(_RUN_OF)
        for run, bit in self._runs:
            if run not in row:
                break
            held |= bit
        if held & self._least_run:
            row = raw.translate(_HEX_OF)
            for run, bit in self._hex:
                if run not in row:
                    break
                held |= bit
        row = raw.translate(_OUTLINE_OF)
        for outline, bit in self._outlines:
            if outline in row:
                held |= bit
        return held

    def frequency(self, mask: int) -> float:
        """How many texts hold one of the bits of ``mask``, very roughly: the more and the shorter the parts are that tell them."""
        return sum(frequency for bit, frequency in self._frequencies.items() if bit & mask)

    def __missing__(self, pattern: Pattern) -> tuple[int, ...]:
        masks = self[pattern] = tuple(dict.fromkeys(mask for mask in map(self._mask, needs(pattern.template)) if mask))
        return masks

    def shape(self, pattern: re.Pattern[str]) -> tuple[int, ...]:
        """As for a ``Pattern``, for one of Python's; nothing where it asks for digits of any script."""
        known = self._shapes.get(id(pattern))  # what a pattern is hashed by is long
        if known is None:
            found = () if r"\d" in pattern.pattern else map(self._mask, needs(pattern.pattern))
            known = self._shapes[id(pattern)] = pattern, tuple(dict.fromkeys(mask for mask in found if mask))
        return known[1]

    def known_shapes(self) -> Iterable[re.Pattern[str]]:
        """The patterns that ``shape`` was asked for."""
        return [pattern for pattern, _ in self._shapes.values()]

    def _mask(self, clause: Clause) -> int:
        """The bits of ``clause``; 0 if one of its atoms is not looked for."""
        joined = 0
        for atom in clause:
            if atom.kind in _COUNTS:
                enough = [count for count in _COUNTS[atom.kind] if count <= atom.least]
                bit = self._bits[Atom(atom.kind, least=enough[-1])] if enough else 0
            else:
                bit = self._bits.get(atom, 0)
            if not bit:
                return 0
            joined |= bit
        return joined

    def _add(self, atom: Atom) -> None:
        if atom not in self._bits:
            self._bits[atom] = 1 << len(self._bits)

    def _spelled(self, word: str) -> Iterable[str]:
        """``word`` with every ``{sound}`` as each of the characters that are typed for it."""
        sound = _SOUND.search(word)
        if sound is None:
            return (word,)
        return (
            spelled
            for c in self._words.sounds[sound.group(1)]
            for spelled in self._spelled(word[: sound.start()] + c + word[sound.end() :])
        )

    def _automaton(self) -> Any:
        import ahocorasick

        free: dict[str, int] = {}
        tied: dict[str, int] = {}
        for atom, bit in self._bits.items():
            if atom.kind == "literal":
                text = self._words.folded(atom.text)
                free[text] = free.get(text, 0) | bit
            elif atom.kind == "group":
                words = [word for entry in self._words.groups.get(atom.text, ()) for word in self._spelled(entry.lower())]
                for part, is_first in _anchors([self._words.folded(word) for word in words]):
                    into = tied if is_first and "a" <= part[0] <= "z" else free
                    into[part] = into.get(part, 0) | bit
        self._frequencies: dict[int, float] = {}
        automaton = ahocorasick.Automaton()
        for part in {**free, **tied}:
            for bit in _bits(free.get(part, 0) | tied.get(part, 0)):
                self._frequencies[bit] = self._frequencies.get(bit, 0.0) + _FREQUENT[min(len(part.encode()), len(_FREQUENT) - 1)]
            automaton.add_word(part, (free.get(part, 0), tied.get(part, 0), len(part)))
        automaton.make_automaton()
        return automaton


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _anchors(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """For each of ``words`` what stands wherever the word does, and whether no letter can stand right before it.

    Of several parts, which up to two signs may join or nothing at all, one is enough, or two small ones ("my id"): with nothing before
    them or glued to those before. Of a part with any letter in it ("?") the longest piece without one.
    """
    alone = {word for word in words if " " not in word}
    for word in words:
        parts = word.split(" ")
        best = next((place for place, part in enumerate(parts) if part in alone), -1)
        if best < 0:
            best = max(range(len(parts)), key=lambda place: _weight(parts[place]))
            if len(parts[best]) <= _SMALL and len(parts) > 1 and _ANY not in word:
                yield from _pairs(parts, min(best, len(parts) - 2))
                continue
        for first in range(best + 1):
            pieces = "".join(parts[first : best + 1]).split(_ANY)
            piece = max(pieces, key=len)
            yield piece, piece is pieces[0]


def _pairs(parts: Sequence[str], at: int) -> Iterator[tuple[str, bool]]:
    """The part at ``at`` and the next one with everything that may join them, glued to parts before or not."""
    for first in range(at + 1):
        for joint in _JOINTS:
            yield "".join(parts[first : at + 1]) + joint + parts[at + 1], True


def _weight(part: str) -> tuple[bool, int]:
    """How little of all text holds ``part``, roughly."""
    return any(character.isalnum() for character in part), len(part)
