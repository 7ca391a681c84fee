"""What stands beside and below what: lines → texts in the orders in which a person may read the picture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.screenshots.lines import Box, Line, around
from assistant.screenshots.mending import repaired

Place = tuple[int, int] | None
"""Which line and which of its characters a character of a reading came from; ``None`` for what was put between."""
Complete = Callable[[str], bool]
"""Whether a word is a whole identifier as it is, so that nothing that stands below belongs to it."""

_CUT_TAIL = re.compile(r"[0-9A-Za-z+/=_\-]{12,}$")
_CUT_HEAD = re.compile(r"[0-9A-Za-z+/=_\-]+")
_HEX = re.compile(r"(?:0x)?[0-9a-fA-F]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_WIDE = 8  # a hash or key is so many times wider than high
_LABEL = re.compile(r"[^\d]{1,40}")


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that are one: a line, or an identifier that was cut at the line's end and goes on below."""

    lines: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, and for each of its characters where in the picture it stands. ``labelled`` says that names stand right before values."""

    text: str
    places: tuple[Place, ...]
    labelled: bool = False


def units_of(lines: Sequence[Line], complete: Complete) -> tuple[Unit, ...]:
    """The lines, those of one cut identifier together."""
    below = {n: m for n in range(len(lines)) if (m := _continuation(n, lines, complete)) is not None}
    # A line goes on at most one other.
    below = {n: m for n, m in below.items() if list(below.values()).count(m) == 1}
    units = []
    for number in sorted(set(range(len(lines))) - set(below.values())):
        chain = [number]
        while (further := below.get(chain[-1])) is not None and not complete(_joined(chain, lines)):
            chain.append(further)
        units.append(Unit(tuple(chain), around(lines[n].place for n in chain)))
    seen = {n for unit in units for n in unit.lines}
    units += [Unit((n,), lines[n].place) for n in range(len(lines)) if n not in seen]
    return tuple(units)


def rows_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units that stand beside one another, from the top, each row from the left."""
    rows: list[list[Unit]] = []
    for unit in sorted(units, key=lambda u: (u.box.middle, u.box.left)):
        for row in reversed(rows[-3:]):
            if all(_is_beside(unit.box, other.box) for other in row):
                row.append(unit)
                break
        else:
            rows.append([unit])
    rows.sort(key=lambda row: min(u.box.middle for u in row))
    return [sorted(row, key=lambda u: u.box.left) for row in rows]


def columns_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Units that stand below one another, from the left, each column from the top."""
    columns: list[list[Unit]] = []
    for unit in sorted(units, key=lambda u: (u.box.left, u.box.top)):
        for column in columns:
            left, right = column[0].box.left, max(u.box.right for u in column)
            edge = abs(unit.box.left - left) <= max(12, unit.box.height // 2)
            if edge or (unit.box.left >= left and unit.box.right <= right):
                column.append(unit)
                break
        else:
            columns.append([unit])
    return [sorted(column, key=lambda u: u.box.top) for column in columns]


def by_rows(rows: Sequence[Sequence[Unit]], lines: Sequence[Line]) -> Reading:
    """As the eye goes: row by row."""
    return _reading(((" " if n else "\n", unit) for row in rows for n, unit in enumerate(row)), lines)


def by_columns(columns: Sequence[Sequence[Unit]], lines: Sequence[Line]) -> Reading:
    """Column by column, each unit on a line of its own."""
    return _reading((("\n\n" if not n else "\n", unit) for column in columns for n, unit in enumerate(column)), lines)


def by_labels(rows: Sequence[Sequence[Unit]], lines: Sequence[Line]) -> Reading:
    """Each value after its name: the words left of it in its row, else the words right above it."""
    names: dict[Unit, list[Unit]] = {}
    for number, row in enumerate(rows):
        for at, unit in enumerate(row):
            beside = row[at - 1] if at and _is_label(row[at - 1], lines) else None
            above = None
            if not _is_label(unit, lines) and (beside is None or unit.box.width > _WIDE * lines[unit.lines[0]].place.height):
                # A hash may have its name above and something else on its left: both are read, the guard knows which is a name.
                above = _above(unit, rows[max(0, number - 2) : number], lines)
            if found := [name for name in (beside, above) if name is not None]:
                names[unit] = found
    used = {name for found in names.values() for name in found}
    parts: list[tuple[str, Unit]] = []
    for unit in (unit for row in rows for unit in row):
        # A name is read where its value is, and only there.
        if unit in names:
            parts += [("\n" if not n else " ", name) for n, name in enumerate(names[unit])] + [(": ", unit)]
        elif unit not in used:
            parts.append(("\n", unit))
    return _reading(parts, lines, labelled=True)


def _reading(parts: Iterable[tuple[str, Unit]], lines: Sequence[Line], labelled: bool = False) -> Reading:
    characters: list[str] = []
    places: list[Place] = []
    for glue, unit in parts:
        if characters:
            characters += glue
            places += [None] * len(glue)
        characters += repaired("".join(lines[number].text for number in unit.lines))
        places += [(number, at) for number in unit.lines for at in range(len(lines[number].text))]
    return Reading("".join(characters), tuple(places), labelled)


def _joined(chain: Iterable[int], lines: Sequence[Line]) -> str:
    text = "".join(lines[n].text for n in chain)
    hit = _CUT_TAIL.search(text)
    return hit.group() if hit else text


def _continuation(number: int, lines: Sequence[Line], complete: Complete) -> int | None:
    """The line that goes on with the identifier at the end of this one: right below, in the same column, nothing but more of the same."""
    line = lines[number]
    tail = _CUT_TAIL.search(line.text)
    if tail is None or complete(tail.group()) or not any(c.isdigit() for c in tail.group()):
        return None
    below = [n for n, o in enumerate(lines) if n != number and _is_below(line.place, o.place) and _goes_on(tail.group(), o.text, complete)]
    return min(below, key=lambda n: lines[n].place.top, default=None)


def _is_below(box: Box, other: Box) -> bool:
    height = min(box.height, other.height)
    gap = other.top - box.bottom
    alike = max(box.height, other.height) <= 1.35 * height
    column = abs(box.left - other.left) <= 0.8 * height or (abs(box.right - other.right) <= 0.8 * height and other.width <= 1.1 * box.width)
    return alike and -0.5 * height <= gap <= 0.9 * height and column


def _goes_on(tail: str, text: str, complete: Complete) -> bool:
    """Whether ``text`` is more of an identifier that ends in ``tail``, and not a word below it ("Copy")."""
    head = _CUT_HEAD.fullmatch(text.strip())
    if head is None:
        return False
    more = head.group()
    if complete(tail + more):
        return True
    if _HEX.fullmatch(tail):
        return _HEX.fullmatch(more) is not None and not more.startswith("0x")
    if _WORD.fullmatch(more) and len(more) >= 3:
        return False
    return not (tail.isdigit() and not more.isdigit())


def _is_beside(box: Box, other: Box) -> bool:
    shared = box.beside(other)
    return shared >= 0.6 * min(box.height, other.height) and box.overlap(other) < 0.5 * min(box.width, other.width)


def _is_label(unit: Unit, lines: Sequence[Line]) -> bool:
    text = lines[unit.lines[0]].text.strip()
    return len(unit.lines) == 1 and _LABEL.fullmatch(text) is not None


def _above(unit: Unit, rows: Sequence[Sequence[Unit]], lines: Sequence[Line]) -> Unit | None:
    """The name right above a value, if it stands near."""
    reach = 2.2 * lines[unit.lines[0]].place.height
    near = [
        o for row in rows for o in row if _is_label(o, lines) and o.box.overlap(unit.box) and 0 <= unit.box.top - o.box.bottom + 4 <= reach
    ]
    return max(near, key=lambda o: o.box.bottom, default=None)


def all_readings(lines: Sequence[Line], complete: Complete) -> tuple[Reading, ...]:
    """By rows, which is the text of the picture; by labels; by columns where there are any; by their numbers where words have some."""
    from assistant.screenshots.numbered import by_numbers

    units = units_of(lines, complete)
    rows = rows_of(units)
    readings = [by_rows(rows, lines), by_labels(rows, lines)]
    columns = columns_of(units)
    if len(columns) > 1:
        readings.append(by_columns(columns, lines))
    readings += _present(by_numbers(rows, lines))
    return tuple(readings)


def _present(reading: Reading | None) -> Iterator[Reading]:
    if reading is not None:
        yield reading
