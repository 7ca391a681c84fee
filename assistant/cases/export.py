"""A case as evidence: everything in it with UTC times and SHA-256 (FIPS 180-4), as Markdown, JSON or PDF.

The hash of an entry is over its text as exported, UTF-8, identifiers put back; that of the whole is over the hashes of the
entries in order, joined by line feeds. So anybody can check a printed case without this product.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.cases.case import CaseFile, CaseStatus, Entry, EntryKind
from assistant.cases.identifiers import reveal
from assistant.cases.tables import utc_text
from assistant.corpus.channels import Channels
from assistant.errors import ExportUnavailable
from assistant.languages import Pack

Form = Literal["md", "json", "pdf"]
# Fonts with Chinese characters, where Debian, macOS and Windows keep them.
FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)


@dataclass(frozen=True, slots=True)
class Export:
    """An exported case: a file name, what kind of file it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


def export_case(file: CaseFile, form: Form, pack: Pack, channels: Channels) -> Export:
    """A case in one of the forms; raises ``ExportUnavailable`` for a PDF on a machine without its library or a Chinese font."""
    name = f"case-{file.case.id}.{form}"
    if form == "json":
        return Export(name, "application/json", _as_json(file).encode())
    lines = _lines(file, pack, channels)
    if form == "md":
        return Export(name, "text/markdown; charset=utf-8", _as_markdown(lines).encode())
    return Export(name, "application/pdf", _as_pdf(lines))


def entry_hashes(file: CaseFile) -> tuple[str, ...]:
    """SHA-256 of each entry's text as exported."""
    return tuple(_sha256(reveal(entry.text, file.identifiers)) for entry in file.entries)


def whole_hash(file: CaseFile) -> str:
    """SHA-256 over the hashes of all entries in order."""
    return _sha256("\n".join(entry_hashes(file)))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _as_json(file: CaseFile) -> str:
    case = file.case
    entries = [
        {
            "kind": entry.kind.value,
            "at": utc_text(entry.at),
            "channel": entry.channel.value if entry.channel else None,
            "ticket": entry.ticket,
            "text": reveal(entry.text, file.identifiers),
            "sha256": digest,
        }
        for entry, digest in zip(file.entries, entry_hashes(file), strict=True)
    ]
    body = {
        "id": case.id,
        "title": reveal(case.title, file.identifiers),
        "issue_type": case.issue_type.value,
        "topic": case.topic,
        "channel": case.channel.value,
        "urgency": case.urgency.value,
        "status": case.status.value,
        "ticket_number": case.ticket_number,
        "created": utc_text(case.created),
        "updated": utc_text(case.updated),
        "identifiers": sorted(set(file.identifiers.values())),
        "entries": entries,
        "sha256": whole_hash(file),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class _Line:
    style: Literal["title", "head", "plain", "quote", "small"]
    text: str


def _lines(file: CaseFile, pack: Pack, channels: Channels) -> list[_Line]:
    case = file.case
    name = channels.channel(case.channel).name.in_language(pack.code)
    facts = {
        "id": case.id,
        "issue": case.topic or case.issue_type.value,
        "channel": name,
        "status": pack.text(f"cases.export.status.{case.status}"),
        "ticket": case.ticket_number or pack.text("cases.export.none"),
    }
    lines = [
        _Line("title", pack.text("cases.export.heading", title=reveal(case.title, file.identifiers))),
        _Line("plain", pack.text("cases.export.facts", **facts)),
        _Line("plain", pack.text("cases.export.times", created=utc_text(case.created), updated=utc_text(case.updated))),
        _Line("head", pack.text("cases.export.identifiers")),
    ]
    marks = [f"{mark.strip('[]')}: {value}" for mark, value in file.identifiers.items()]
    lines += [_Line("plain", text) for text in marks or [pack.text("cases.export.none")]]
    lines.append(_Line("head", pack.text("cases.export.timeline")))
    for entry, digest in zip(file.entries, entry_hashes(file), strict=True):
        lines += _entry_lines(entry, digest, file, pack, channels)
    lines.append(_Line("small", pack.text("cases.export.whole", sha256=whole_hash(file))))
    lines.append(_Line("small", pack.text("cases.export.about")))
    return lines


def _entry_lines(entry: Entry, digest: str, file: CaseFile, pack: Pack, channels: Channels) -> list[_Line]:
    parts = [utc_text(entry.at), pack.text(f"cases.export.kind.{entry.kind}")]
    if entry.channel is not None:
        parts.append(channels.channel(entry.channel).name.in_language(pack.code))
    if entry.ticket:
        parts.append(f"#{entry.ticket}")
    text = reveal(entry.text, file.identifiers)
    if entry.kind is EntryKind.STATUS and entry.text in set(CaseStatus):
        parts.append(pack.text(f"cases.export.status.{entry.text}"))
    return [_Line("head", " · ".join(parts)), _Line("quote", text), _Line("small", pack.text("cases.export.hash", sha256=digest))]


def _as_markdown(lines: Sequence[_Line]) -> str:
    made = []
    for line in lines:
        if line.style == "quote":
            # A fence longer than any run of backticks in the text, so that the text stays as it is, whatever it holds.
            fence = "`" * max(3, 1 + max((len(run) for run in _backticks(line.text)), default=0))
            made.append(f"{fence}text\n{line.text}\n{fence}")
        else:
            prefix = {"title": "# ", "head": "## ", "plain": "", "small": ""}[line.style]
            made.append(prefix + " ".join(line.text.split()))
    return "\n\n".join(made) + "\n"


def _backticks(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split(" ") if run]


def _as_pdf(lines: Sequence[_Line]) -> bytes:
    font = next((path for path in FONTS if Path(path).is_file()), None)
    if font is None:
        raise ExportUnavailable("a PDF needs a font with Chinese characters (Debian: apt-get install fonts-wqy-microhei); take md or json")
    try:
        from fpdf import FPDF
        from fpdf.enums import WrapMode
    except ModuleNotFoundError as error:
        raise ExportUnavailable("a PDF needs its library: pip install 'exchange-support-copilot[pdf]'; or take md or json") from error
    pdf = FPDF()
    pdf.add_font("text", fname=font)
    pdf.add_page()
    for line in lines:
        size = {"title": 16, "head": 11, "plain": 10, "quote": 10, "small": 7}[line.style]
        pdf.set_font("text", size=size)
        pdf.set_x(pdf.l_margin + (4 if line.style == "quote" else 0))
        pdf.multi_cell(0, size * 0.5, line.text, new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR)
        pdf.ln(1.5)
    return bytes(pdf.output())
