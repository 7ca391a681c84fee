"""A page to draw on, which notes what is drawn where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path("/usr/share/fonts/truetype")
CJK = _FONTS / "wqy/wqy-microhei.ttc"
SANS = (_FONTS / "liberation/LiberationSans-Regular.ttf", _FONTS / "dejavu/DejaVuSans.ttf")
MONO = (_FONTS / "dejavu/DejaVuSansMono.ttf", _FONTS / "liberation/LiberationMono-Regular.ttf")
Quad = tuple[tuple[float, float], ...]


@dataclass(slots=True)
class Canvas:
    """A page to draw on; what is drawn with a ``mark`` is noted."""

    seed: str
    language: str
    size: int = 34
    width: int = 1080
    height: int = 1500
    dark: bool = False
    marks: list[tuple[str, str, str, list[Quad]]] = field(default_factory=list)
    image: Any = None
    pen: Any = None

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.width, self.height), "#101418" if self.dark else "#ffffff")
        self.pen = ImageDraw.Draw(self.image)

    def font(self, kind: str, size: int) -> Any:
        """``page`` is what the language is set in, ``mono`` for codes."""
        return _font(kind if kind == "mono" or self.language != "zh" else "cjk", size)

    def write(
        self, x: float, y: float, text: str, *, kind: str = "page", scale: float = 1.0, right: bool = False, faint: bool = False
    ) -> Quad:
        """Draw ``text`` with its top left corner there (``right``: its top right); gives its corners."""
        font = self.font(kind, round(self.size * scale))
        if right:
            x -= font.getlength(text)
        colour = ("#8a9099" if faint else "#e8eaed") if self.dark else ("#7a808a" if faint else "#16181c")
        self.pen.text((x, y), text, fill=colour, font=font)
        left, top, end, bottom = self.pen.textbbox((x, y), text, font=font)
        return ((left, top), (end, top), (end, bottom), (left, bottom))

    def note(self, cls: str, name: str, value: str, quads: list[Quad]) -> None:
        """What was drawn there counts as a value."""
        self.marks.append((cls, name, value, quads))

    def number(self, name: str, digits: int) -> str:
        """Digits that depend on the seed alone, the first not 0."""
        return str(10 ** (digits - 1) + int.from_bytes(self.digest(name), "big") % (9 * 10 ** (digits - 1)))

    def digest(self, name: str) -> bytes:
        """32 bytes that depend on the seed alone."""
        return hashlib.sha256(f"{self.seed}/{name}".encode()).digest()

    def wrapped(self, x: float, y: float, value: str, width: float, *, scale: float = 1.0, kind: str = "page") -> tuple[list[Quad], float]:
        """Draw ``value`` cut wherever the width ends; gives the corners of its pieces and where the next line begins."""
        font, quads = self.font(kind, round(self.size * scale)), []
        while value:
            count = len(value)
            while font.getlength(value[:count]) > width and count > 1:
                count -= 1
            quads.append(self.write(x, y, value[:count], scale=scale, kind=kind))
            value, y = value[count:], y + 1.35 * self.size * scale
        return quads, y


@cache
def _font(kind: str, size: int) -> Any:
    found = {"cjk": (CJK,), "mono": MONO}.get(kind, SANS)
    return ImageFont.truetype(str(next(path for path in found if path.exists())), size)


def can_draw(language: str) -> bool:
    """Whether this machine has a font for it."""
    return CJK.exists() if language == "zh" else any(path.exists() for path in SANS)
