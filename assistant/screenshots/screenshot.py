"""A picture in, its sealed text and a blacked-out copy out. Nothing of it is kept."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.guardrails import Guard, Vault
from assistant.screenshots.codes import read_codes
from assistant.screenshots.layout import all_readings
from assistant.screenshots.lines import Box
from assistant.screenshots.mending import mended, repaired
from assistant.screenshots.picture import Pixels, as_png, open_picture
from assistant.screenshots.reader import Reader, check_time
from assistant.screenshots.sealing import SURE, Hidden, SealedPicture, seal_lines
from assistant.types import Finding, FindingClass, Sealed

SECONDS = 60.0
"""How long one picture may take."""


@dataclass(frozen=True, slots=True)
class Region:
    """A finding and where it stands in the picture, in pixels. ``start`` and ``end`` count in the sealed text."""

    finding: Finding
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Screenshot:
    """What is left of a picture: ``sealed`` text with references, ``regions`` of all findings, ``unread`` places that are
    blacked out because they could not be read surely, and ``image``, a PNG of ``width`` × ``height`` pixels, blacked out."""

    sealed: Sealed
    regions: tuple[Region, ...]
    unread: tuple[Box, ...]
    image: bytes
    width: int
    height: int
    masked: Sealed
    """The same text with references as placeholders of the vault, too."""


def read_screenshot(data: bytes, reader: Reader, guard: Guard, vault: Vault | None = None, *, seconds: float = SECONDS) -> Screenshot:
    """Read, seal, black out. ``vault``: the conversation's, for ``masked``; ``seconds``: given up after that.

    Raises ``InputError`` for what is no picture to read, ``TooSlow``, and ``GuardError`` when OCR or the guard
    fails; then nothing is given back.
    """
    deadline = time.monotonic() + seconds
    pixels, found = reader.read(open_picture(data), deadline)
    codes, unread_codes = read_codes(pixels)
    found = (*found, *codes)
    unread = [*unread_codes, *(line.box for line in found if line.score < SURE or not line.text.strip())]
    lines = [mended(line) for line in found if line.score >= SURE and line.text.strip()]
    readings = all_readings(lines, lambda word: _is_whole(word, guard))
    masked = seal_lines(lines, readings, guard, vault if vault is not None else Vault(), keep_references=False)
    shown = seal_lines(lines, readings, guard, Vault(), keep_references=True)
    check_time(deadline)
    unread += masked.doubtful
    black = _black_out(pixels, [*unread, *_to_hide(shown.hidden)])
    height, width = pixels.shape[:2]
    regions = tuple(Region(h.finding, tuple(_within(b, width, height) for b in h.boxes)) for h in shown.hidden)
    return Screenshot(shown.sealed, regions, tuple(_within(b, width, height) for b in unread), as_png(black), width, height, masked.sealed)


def _is_whole(word: str, guard: Guard) -> bool:
    """Whether a checksum or its length says that ``word`` is an identifier or key from end to end."""
    word = repaired(word)
    bare = word.removeprefix("0x")
    if len(bare) == 64 and all(c in "0123456789abcdefABCDEF" for c in bare):
        return True
    return any(c.checksum and c.start == 0 and c.end == len(word) for c in guard.engine.find(word).claims)


def _to_hide(hidden: Iterable[Hidden]) -> list[Box]:
    return [box for h in hidden if h.finding.cls is not FindingClass.REFERENCE for box in h.boxes]


def _black_out(pixels: Pixels, boxes: Sequence[Box]) -> Pixels:
    black = pixels.copy()
    for left, top, right, bottom in boxes:
        black[max(0, top) : bottom, max(0, left) : right] = 0
    return black


def _within(box: Box, width: int, height: int) -> Box:
    return Box(max(0, box.left), max(0, box.top), min(width, box.right), min(height, box.bottom))


__all__ = ["Region", "Screenshot", "SealedPicture", "read_screenshot"]
