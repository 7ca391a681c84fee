"""Lines of text as they stand in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels, from the picture's top left corner; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Height of its middle line, from the top."""
        return (self.top + self.bottom) / 2

    def overlap(self, other: Box) -> int:
        """How many pixels of width the two share."""
        return max(0, min(self.right, other.right) - max(self.left, other.left))

    def beside(self, other: Box) -> int:
        """How many pixels of height the two share."""
        return max(0, min(self.bottom, other.bottom) - max(self.top, other.top))


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of ``boxes``; there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. ``score`` from 0 to 1 is how sure the reading is.

    ``flat`` is where it would stand if the picture were not askew; the box itself unless given.
    ``centres``: for each character of ``text``, how far along the line's width it stands, from 0 to 1; empty when not known.
    """

    text: str
    box: Box
    score: float
    centres: tuple[float, ...]
    flat: Box | None = None

    @property
    def place(self) -> Box:
        """Where it stands beside other lines."""
        return self.flat or self.box

    def span(self, start: int, end: int) -> Box:
        """The box of ``text[start:end]``, wide enough that no edge of a letter sticks out of it."""
        box, pad = self.box, 0.3 * self.box.height / max(1, self.box.width)
        inside = bool(self.centres)
        left = self.centres[start] - pad - self._half(start) if inside and start > 0 else 0.0
        right = self.centres[end - 1] + pad + self._half(end - 1) if inside and end < len(self.text) else 1.0
        grow = max(2, box.height // 8)
        return Box(
            max(0, box.left + int(max(0.0, left) * box.width) - grow),
            max(0, box.top - grow),
            box.left + int(min(1.0, right) * box.width + 0.999) + grow,
            box.bottom + grow,
        )

    def _half(self, at: int) -> float:
        """Half the distance to the nearer neighbour."""
        gaps = [abs(self.centres[at] - self.centres[n]) for n in (at - 1, at + 1) if 0 <= n < len(self.centres)]
        return min(gaps, default=0.0) / 2
