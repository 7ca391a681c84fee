"""What a text must hold for a pattern to match in it, read off the pattern: words of a group, letters, digits, long runs.

A message is looked at with dozens of patterns of which most cannot match, and a look costs a microsecond at best, hundreds where
RE2 must first build states for a text it has never seen. What the pattern cannot do without is told in advance, so that most looks
need not be taken. Everything here errs on one side: a need that is not seen costs time, never a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, NamedTuple

try:  # Python's own parser of patterns is not public: where it is gone nothing is known of them, which costs time and no finding
    op, _parser = import_module("re._constants"), import_module("re._parser")
except ImportError:  # pragma: no cover - no Python yet
    op = _parser = None  # type: ignore[assignment]

_GROUP = re.compile(r"<<([a-z_]+)(~?)>>")
_POINT = re.compile(r"\\x\{([0-9a-fA-F]{2,6})\}")
_FIRST = 0xF0000  # private characters that stand for groups while a pattern is read
_RUN = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_+/-")
_DIGITS = frozenset(b"0123456789")
_HEX = frozenset(b"0123456789abcdefABCDEF")
_ALNUM = _RUN - frozenset(b"_+/-")
_LEAST_SIZE, _LEAST_OUTLINE, _MOST_OUTLINE = 20, 9, 60
_TELLING = frozenset("\"'`@$#()[]{}<>=:;,&%*+^~|/\\\n\t-")
_MOST_ATOMS = 60
DIGITS, RUN, HEX, SIZE, OUTLINE, WIDE, KANA, HANGUL = "digits", "run", "hex", "size", "outline", "wide", "kana", "hangul"
_FOLDED = (0x017F, 0x212A)  # the long s and the Kelvin sign, which without letter case are ASCII letters
_SCRIPTS = ((KANA, 0x3041, 0x30FE), (HANGUL, 0xAC00, 0xD7A3))


class Atom(NamedTuple):
    """One thing that a text may hold: ``kind`` is ``group`` (a word of it), ``literal``, or one of the names above.

    ``least``: how many digits (``DIGITS``), how many of ``0-9A-Za-z_+/-`` (``RUN``) or hexadecimal digits (``HEX``) in a row, how many
    characters in all (``SIZE``). ``OUTLINE``: ``text`` with ``a`` for a letter or digit, a space for a sign. ``WIDE``: anything
    beyond ASCII; ``KANA`` and ``HANGUL`` are scripts.
    """

    kind: str
    text: str = ""
    least: int = 0


Clause = frozenset[Atom]
"""Things of which a text must hold one."""


def needs(template: str) -> tuple[Clause, ...]:
    """What every text has in which ``template`` (RE2, with ``<<group>>``) matches, letter case aside; empty where nothing is known."""
    if _parser is None:
        return ()
    names: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        names.append(match.group(1))
        return chr(_FIRST + len(names) - 1)

    plain = _POINT.sub(lambda m: re.escape(chr(int(m.group(1), 16))), _GROUP.sub(stand_in, template))
    try:
        tree = _parser.parse(plain, re.ASCII)
    except (re.error, ValueError, OverflowError):
        return ()
    found = _clauses(list(_flat(tree)), names)
    counts = {DIGITS: _digits(tree), RUN: _longest(tree, _RUN), HEX: _longest(tree, _HEX), SIZE: int(tree.getwidth()[0])}
    found += [frozenset([Atom(kind, least=count)]) for kind, count in counts.items() if count > (_LEAST_SIZE if kind == SIZE else 0)]
    outline = max(_stretches(tree), key=lambda part: (part.count(" "), len(part)), default="")
    if len(outline) >= _LEAST_OUTLINE and outline.count(" ") > 1 and counts[RUN] < _LEAST_OUTLINE:
        found.append(frozenset([Atom(OUTLINE, outline)]))
    return tuple(dict.fromkeys(found))


def _flat(tree: Any) -> Iterator[tuple[Any, Any]]:
    """The nodes of a sequence, those of plain groups among them."""
    for node, value in tree:
        if node is op.SUBPATTERN:
            yield from _flat(value[3])
        elif node in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] == value[1] == 1:
            yield from _flat(value[2])
        else:
            yield node, value


def _clauses(nodes: Sequence[tuple[Any, Any]], names: Sequence[str]) -> list[Clause]:
    found: list[Clause] = []
    letters = ""
    for node, value in [*nodes, (None, None)]:
        if node is op.LITERAL and value < _FIRST:
            letters += chr(value).lower()
            continue
        if _is_telling(letters):
            found.append(frozenset([Atom("literal", letters)]))
        letters = ""
        if node is op.LITERAL:
            found.append(frozenset([Atom("group", names[value - _FIRST])]))
        elif node is op.IN:
            found += _one_of(value, names)
        elif node is op.BRANCH:
            found += _either([_clauses(list(_flat(way)), names) or _digit_clause(way) for way in value[1]])
        elif node in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
            found += _clauses(list(_flat(value[2])), names)
    return found


def _one_of(items: Sequence[tuple[Any, Any]], names: Sequence[str]) -> list[Clause]:
    """The clause of a character class: its characters where all are telling, or the script that they are of."""
    if all(node is op.LITERAL for node, _ in items) and len(items) <= _MOST_ATOMS:
        atoms = [_atom(value, names) for _, value in items]
        if all(atoms):
            return [frozenset(atom for atom in atoms if atom)]
    ends = [(value, value) if node is op.LITERAL else value if node is op.RANGE else (0, 0) for node, value in items]
    low, high = min(first for first, _ in ends), max(last for _, last in ends)
    if low < 0x80 or any(low <= folded <= high for folded in _FOLDED):
        return []
    return [frozenset([Atom(next((name for name, first, last in _SCRIPTS if first <= low and high <= last), WIDE))])]


def _atom(code: int, names: Sequence[str]) -> Atom | None:
    """What a single character of a pattern asks for; None if nearly every text has it."""
    if code >= _FIRST:
        return Atom("group", names[code - _FIRST])
    if code in _DIGITS:
        return Atom(DIGITS, least=1)
    return Atom("literal", chr(code).lower()) if _is_telling(chr(code)) else None


def _digit_clause(way: Any) -> list[Clause]:
    digits = _digits(way)
    return [frozenset([Atom(DIGITS, least=digits)])] if digits else []


def _either(ways: Sequence[Sequence[Clause]]) -> list[Clause]:
    """One clause for alternatives: the most telling one of each; none if an alternative needs nothing."""
    if not all(ways):
        return []
    joined: Clause = frozenset().union(*(min(way, key=_breadth) for way in ways))
    return [joined] if len(joined) <= _MOST_ATOMS else []


def _breadth(clause: Clause) -> tuple[int, int]:
    """How much a clause lets through, roughly: signs and single characters more than groups and words."""
    return max(2 if atom.kind == WIDE else 1 if atom.kind in ("literal", DIGITS) and len(atom.text) < 3 else 0 for atom in clause), len(
        clause
    )


def _is_telling(letters: str) -> bool:
    """Whether few texts hold ``letters``."""
    if len(letters) == 1:
        return letters in _TELLING or letters >= "\u0100"
    return any(c in _TELLING or c >= "\u0100" for c in letters) or sum(c.isalnum() for c in letters) > 1


def _width(node: Any, value: Any, among: frozenset[int]) -> int:
    """1 if the node is one character of ``among`` and nothing else, else 0."""
    if node is op.LITERAL:
        return int(value in among)
    if node is op.IN:
        return int(all(_is_within(item, entry, among) for item, entry in value))
    return 0


def _is_within(node: Any, value: Any, among: frozenset[int]) -> bool:
    if node is op.LITERAL:
        return value in among
    if node is op.RANGE:
        return value[1] < 0x80 and all(code in among for code in range(value[0], value[1] + 1))
    return node is op.CATEGORY and value is op.CATEGORY_DIGIT


def _digits(tree: Any) -> int:
    """How many digits a match holds at least."""
    total = 0
    for node, value in _flat(tree):
        if node is op.BRANCH:
            total += min(_digits(way) for way in value[1])
        elif node in (op.MAX_REPEAT, op.MIN_REPEAT):
            total += value[0] * _digits(value[2])
        else:
            total += _width(node, value, _DIGITS)
    return total


def _longest(tree: Any, among: frozenset[int]) -> int:
    """How many characters of ``among`` a match holds in a row at least."""
    best = row = 0
    for node, value in _flat(tree):
        count = inner = 0
        is_open = False
        if node is op.BRANCH:
            inner = min(_longest(way, among) for way in value[1])
        elif node in (op.MAX_REPEAT, op.MIN_REPEAT):
            body = list(_flat(value[2]))
            whole = sum(_width(n, v, among) for n, v in body)
            if whole == len(body):
                count, is_open = value[0] * whole, True
            elif value[0]:
                inner = _longest(value[2], among)
        else:
            count = _width(node, value, among)
        row = row + count if count or is_open or node is op.AT else 0
        best = max(best, row, inner)
    return best


def _stretches(tree: Any) -> Iterator[str]:
    """What a match is sure to hold in a row, in outline."""
    part = ""
    for sign, least, is_more in _outline(tree):
        if not sign or len(part) > _MOST_OUTLINE:
            yield part
            part = ""
            continue
        part += sign * least
        if is_more:  # there may be more of the same: the last of them still stand before what follows
            yield part
            part = sign * least
    yield part


def _outline(tree: Any) -> Iterator[tuple[str, int, bool]]:
    """For each node ``a`` or a space, how many at least, and whether there may be more; no sign for anything else."""
    for node, value in _flat(tree):
        if node in (op.MAX_REPEAT, op.MIN_REPEAT):
            body = list(_flat(value[2]))
            sign = _sign(*body[0]) if len(body) == 1 else ""
            if sign:
                yield sign, value[0], value[0] != value[1] or not _is_ascii(*body[0])
            elif value[0] == value[1] <= _MOST_OUTLINE:
                for _ in range(value[0]):
                    yield from _outline(value[2])
            else:
                yield "", 0, False
        elif node is not op.AT:
            yield _sign(node, value), 1, not _is_ascii(node, value)


def _sign(node: Any, value: Any) -> str:
    if _width(node, value, _ALNUM):
        return "a"
    if node is op.LITERAL and value < _FIRST and value not in _ALNUM:
        return " "
    is_signs = node is op.IN and all(item is op.LITERAL and entry < _FIRST and entry not in _ALNUM for item, entry in value)
    return " " if is_signs else ""


def _is_ascii(node: Any, value: Any) -> bool:
    """Whether the node is one byte."""
    entries = value if node is op.IN else [(node, value)]
    return all(item is not op.LITERAL or entry < 0x80 for item, entry in entries)
