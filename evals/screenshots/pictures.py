"""Screenshots drawn when they are needed: pages of an exchange and a wallet with made-up values whose place is known to the pixel."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from evals.screenshots.canvas import Canvas, Quad
from evals.screenshots.layouts import LAYOUTS

EXIF_TURNS = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that was drawn. ``cls``: secret, personal or reference; ``name``: its slot or kind; ``quads``: where its pieces stand."""

    cls: str
    name: str
    value: str
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture file and what is in it."""

    data: bytes
    marks: tuple[Mark, ...]


def draw(spec: dict[str, Any]) -> Drawn:
    """The picture that a case describes: ``layout`` and, where given, ``language``, ``dark``, ``size``, ``words``, ``exif``, ``photo``."""
    wide = spec.get("width", 1080)
    canvas = Canvas(spec["id"], spec["language"], spec.get("size", 34), wide, spec.get("height", 1500), spec.get("dark", False))
    LAYOUTS[spec["layout"]](canvas, spec)
    marks = [Mark(cls, name, value, tuple(quads)) for cls, name, value, quads in canvas.marks]
    image = canvas.image
    if spec.get("photo"):
        image, marks = _photographed(image, marks, canvas)
    return Drawn(_encoded(image, spec), tuple(marks))


def _photographed(image: Any, marks: list[Mark], canvas: Canvas) -> tuple[Any, list[Mark]]:
    """As a telephone's camera sees a screen: a little askew, a little soft, with noise and uneven light."""
    angle, (width, height) = 1.2, image.size
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="#555555").filter(ImageFilter.GaussianBlur(0.8))
    noise = np.random.default_rng(int.from_bytes(canvas.digest("noise")[:4], "big"))
    pixels = np.asarray(turned, dtype=np.float32)
    light = np.linspace(1.0, 0.78, width)[None, :, None]
    pixels = pixels * light + noise.normal(0, 7, pixels.shape)
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))

    def moved(quad: Quad) -> Quad:
        return tuple(
            (
                (x - width / 2) * cosine + (y - height / 2) * sine + width / 2,
                (y - height / 2) * cosine - (x - width / 2) * sine + height / 2,
            )
            for x, y in quad
        )

    shifted = [Mark(m.cls, m.name, m.value, tuple(map(moved, m.quads))) for m in marks]
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)), shifted


def _encoded(image: Any, spec: dict[str, Any]) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    if spec.get("exif"):
        image = image.transpose(EXIF_TURNS[spec["exif"]])
        exif[0x0112] = spec["exif"]
        exif[0x010F] = "Camera of Margaret"
    if spec.get("sideways"):
        image = image.transpose(Image.Transpose.ROTATE_90)
    form = spec.get("form_of_file", "JPEG" if spec.get("photo") or spec.get("exif") else "PNG")
    image.save(out, form, exif=exif, **({"quality": 72 if spec.get("photo") else 90} if form == "JPEG" else {}))
    return out.getvalue()


def covered(pixels: Any, quad: Quad) -> float:
    """The share of a drawn piece that is solid black in ``pixels`` (height × width × 3)."""
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    left, right, top, bottom = (int(v) for v in (max(0, min(xs)), max(xs), max(0, min(ys)), max(ys)))
    piece = pixels[top : bottom + 1, left : right + 1]
    return float((piece.max(axis=2) == 0).mean()) if piece.size else 0.0


def pieces(drawn: Drawn, cls: str) -> Iterator[tuple[Mark, Quad]]:
    """Every drawn piece of every value of a class."""
    return ((mark, quad) for mark in drawn.marks if mark.cls == cls for quad in mark.quads)
