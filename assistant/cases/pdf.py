"""Lines as a PDF with an embedded font that has Chinese, so that it looks the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from assistant.errors import ExportUnavailable

# Noto Sans SC, SIL Open Font License 1.1: from a package, so that a fresh machine has it.
FONT = ("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")
_SIZES = {"title": 16, "head": 11, "plain": 10, "quote": 10, "small": 7}
_UNKNOWN = "\u25a1"


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a paragraph: how it is set, and what it says."""

    style: Literal["title", "head", "plain", "quote", "small"]
    text: str


def as_pdf(lines: Sequence[Line], title: str = "") -> bytes:
    """The lines in order, a page number under each page. Raises ``ExportUnavailable`` where the library or the font was left out.

    A character that the font does not have (an emoji) is a square.
    """
    try:
        from fpdf import FPDF
        from fpdf.enums import WrapMode

        font = files(FONT[0]) / FONT[1]
    except ModuleNotFoundError as error:
        raise ExportUnavailable("a PDF needs its library and font: pip install fpdf2 pylopdf-fonts-zh-cn; or take md or json") from error

    class Paged(FPDF):
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("text", size=7)
            self.cell(0, 6, str(self.page_no()), align="C")

    pdf = Paged()
    pdf.set_title(title)
    pdf.set_auto_page_break(True, margin=18)
    pdf.add_font("text", fname=str(font))
    known = set(getattr(pdf.fonts["text"], "cmap", ()))
    pdf.add_page()
    for line in lines:
        size = _SIZES[line.style]
        pdf.set_font("text", size=size)
        pdf.set_text_color(110 if line.style == "small" else 0)
        pdf.set_x(pdf.l_margin + (4 if line.style == "quote" else 0))
        text = "".join(c if ord(c) in known or c == "\n" else " " if c.isspace() else _UNKNOWN for c in line.text)
        pdf.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR, align="L")
        pdf.ln(2.5 if line.style == "title" else 1.5)
    return bytes(pdf.output())
