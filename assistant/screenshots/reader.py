"""OCR: pixels → lines. Source: PP-OCRv6 (detection and recognition of Chinese and English) as RapidOCR packages it."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any, Protocol

import numpy as np

from assistant.errors import GuardError, InputError, TooSlow
from assistant.screenshots.lines import Box, Line
from assistant.screenshots.picture import Pixels

LONGEST, WIDEST, SHARED = 2000, 1200, 160
"""Pixels: a picture longer than ``LONGEST`` is looked at in pieces that share ``SHARED`` when it is long and narrow, scaled down otherwise."""
MOST_PIECES = 8
_BATCH = 6
_LOOKS = 12  # lines whose direction is looked at


class Reader(Protocol):
    """What reads: one method. ``RapidReader`` is the real one, ``WrittenReader`` the one for tests."""

    def read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        """The picture turned upright, and its lines. ``deadline`` is in seconds of ``time.monotonic``; raises ``TooSlow`` past it."""
        ...


class WrittenReader:
    """Gives lines that were written down before; for tests of what comes after OCR."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = tuple(lines)

    def read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        """The picture as it is, and the lines given."""
        check_time(deadline)
        return pixels, self._lines


def check_time(deadline: float) -> None:
    """Raises ``TooSlow`` past the deadline."""
    if time.monotonic() > deadline:
        raise TooSlow("reading the picture took too long and was given up; cut it to the part that matters and send it again")


class RapidReader:
    """RapidOCR on onnxruntime. Loaded at the first picture (about 3 seconds, 0.5 GB); one picture at a time."""

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads or min(4, os.cpu_count() or 1)
        self._engine: Any = None
        self._lock = Lock()

    def read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        """See ``Reader``. Raises ``GuardError`` when OCR fails: what was not read cannot be sealed."""
        with self._lock:
            try:
                return self._read(pixels, deadline)
            except (TooSlow, InputError):
                raise
            except Exception as error:  # noqa: BLE001 - whatever OCR does wrong must close the way out
                raise GuardError(f"The picture could not be read ({type(error).__name__}).") from None

    def _read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        engine = self._loaded()
        quads = self._detect(engine, pixels, deadline)
        if turns := _turns(quads):
            pixels = np.ascontiguousarray(np.rot90(pixels, turns))
            quads = self._detect(engine, pixels, deadline)
        if quads and self._is_upside_down(engine, pixels, quads):
            pixels = np.ascontiguousarray(np.rot90(pixels, 2))
            quads = self._detect(engine, pixels, deadline)
        return pixels, tuple(self._recognise(engine, pixels, quads, deadline))

    def _loaded(self) -> Any:
        if self._engine is None:
            from rapidocr import RapidOCR

            settings = {
                "Global.log_level": "critical",
                "Global.return_word_box": True,
                # Faint and small text counts too: what is not found cannot be blacked out.
                "Det.box_thresh": 0.4,
                "EngineConfig.onnxruntime.intra_op_num_threads": self._threads,
            }
            self._engine = RapidOCR(params=settings)
        return self._engine

    def _detect(self, engine: Any, pixels: Pixels, deadline: float) -> list[Any]:
        """Four corners of each line, in the picture's own pixels."""
        import cv2
        from rapidocr.main import RapidOCRError

        found = []
        for piece, left, top, scale in _pieces(pixels):
            check_time(deadline)
            small: Any = piece
            if scale < 1:
                small = cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            record: dict[str, Any] = {}
            try:
                _, detected = engine.detect_and_crop(np.ascontiguousarray(small[:, :, ::-1]), record)
            except RapidOCRError:
                continue  # no text in this piece
            padding = record.get("padding_1", {"left": 0, "top": 0})
            for quad in detected.boxes:
                corners = (np.asarray(quad, dtype=np.float32) - (padding["left"], padding["top"])) / scale + (left, top)
                found.append(corners.astype(np.float32))
        return _once_each(found)

    def _is_upside_down(self, engine: Any, pixels: Pixels, quads: Sequence[Any]) -> bool:
        longest = sorted(quads, key=lambda q: -float(np.linalg.norm(q[1] - q[0])))[:_LOOKS]
        _, judged = engine.cls_and_rotate([_crop(pixels, quad) for quad in longest])
        return bool(sum(label == "180" and score > 0.9 for label, score in judged.cls_res) > len(longest) / 2)

    def _recognise(self, engine: Any, pixels: Pixels, quads: Sequence[Any], deadline: float) -> Iterator[Line]:
        height, width = pixels.shape[:2]
        turn = _level(quads)
        for at in range(0, len(quads), _BATCH):
            check_time(deadline)
            batch = quads[at : at + _BATCH]
            read = engine.recognize_txt([_crop(pixels, quad) for quad in batch])
            for quad, text, score, info in zip(batch, read.txts, read.scores, read.word_results, strict=True):
                whole = _around(quad)
                box = Box(max(0, whole.left), max(0, whole.top), min(width, whole.right), min(height, whole.bottom))
                flat = None if turn is None else _around(quad @ turn)
                yield Line(text, box, float(score), () if _is_tall(quad) else _centres(text, info), flat)


def _crop(pixels: Pixels, quad: Any) -> Any:
    """The line cut out and straightened, in the order of colours that the models were made with."""
    from rapidocr.utils.process_img import get_rotate_crop_image

    return np.ascontiguousarray(get_rotate_crop_image(pixels, quad.copy())[:, :, ::-1])


def _around(quad: Any) -> Box:
    (left, top), (right, bottom) = np.floor(quad.min(axis=0)).astype(int), np.ceil(quad.max(axis=0)).astype(int)
    return Box(int(left), int(top), int(right), int(bottom))


def _level(quads: Sequence[Any]) -> Any:
    """What turns places so that lines run level; ``None`` where they do."""
    slopes = [math.atan2(*(q[1] - q[0])[::-1]) for q in quads if np.linalg.norm(q[1] - q[0]) > 4 * np.linalg.norm(q[3] - q[0])]
    angle = float(np.median(slopes)) if len(slopes) > 2 else 0.0
    if not 0.005 < abs(angle) < 0.3:
        return None
    return np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]], dtype=np.float32)


def _is_tall(quad: Any) -> bool:
    across, down = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    return bool(down >= 1.5 * across)


def _turns(quads: Sequence[Any]) -> int:
    """1 when most of the text runs up or down, 0 when it lies."""
    sizes = [(float(np.linalg.norm(q[1] - q[0]) * np.linalg.norm(q[3] - q[0])), _is_tall(q)) for q in quads]
    return int(sum(area for area, tall in sizes if tall) > 0.6 * sum(area for area, _ in sizes)) if sizes else 0


def _pieces(pixels: Pixels) -> Iterator[tuple[Pixels, int, int, float]]:
    """What is looked at in one go: the piece, its left and top in the picture, and the scale to look at it."""
    height, width = pixels.shape[:2]
    if height <= 2.2 * width:
        yield pixels, 0, 0, min(1.0, LONGEST / max(height, width))
        return
    scale = min(1.0, WIDEST / width)
    size, shared = int(LONGEST / scale), int(SHARED / scale)
    tops = range(0, max(1, height - shared), size - shared)
    if len(tops) > MOST_PIECES:
        raise InputError(f"the picture is {height} pixels long for {width} of width; cut it to the part that matters")
    for top in tops:
        yield pixels[top : top + size], 0, top, scale


def _once_each(quads: Sequence[Any]) -> list[Any]:
    """Without what two pieces both saw: of two that mostly cover each other the taller stays, since a cut line is lower."""
    kept: list[tuple[Box, Any]] = []
    for quad in sorted(quads, key=lambda q: float(q[:, 1].min() - q[:, 1].max())):
        box = _around(quad)
        if not any(_covers(other, box) for other, _ in kept):
            kept.append((box, quad))
    return [quad for box, quad in sorted(kept, key=lambda k: (k[0].top, k[0].left))]


def _covers(box: Box, other: Box) -> bool:
    shared = box.overlap(other) * box.beside(other)
    return shared > 0.7 * max(1, other.width * other.height)


def _centres(text: str, info: Any) -> tuple[float, ...]:
    """How far along the line each character stands; empty when that is not known."""
    columns = [column for word in info.word_cols for column in word]
    solid = sum(not c.isspace() for c in text)
    if not text or len(columns) != solid or info.line_txt_len <= 0:
        return ()
    rest = iter(columns)
    places = [None if c.isspace() else min(1.0, (next(rest) + 0.5) / info.line_txt_len) for c in text]
    known = [place for place in places if place is not None]
    filled, last = [], 0.0
    for place in places:
        # A space stands between its neighbours.
        here = place if place is not None else (last + next((k for k in known if k > last), 1.0)) / 2
        last = max(last, here)
        filled.append(last)
    return tuple(filled)
