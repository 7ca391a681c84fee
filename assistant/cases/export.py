"""A case as evidence: everything in it with UTC times and SHA-256 (FIPS 180-4), as Markdown, JSON or PDF.

The hash of an entry is over its text as exported, UTF-8, identifiers put back; that of the whole is over the hashes of the
entries in order, joined by line feeds. So anybody can check a printed case without this product.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.cases.case import CaseFile, CaseStatus, Entry, EntryKind
from assistant.cases.identifiers import reveal
from assistant.cases.pdf import Line, as_pdf
from assistant.cases.tables import utc_text
from assistant.corpus.channels import Channels
from assistant.languages import Pack

Form = Literal["md", "json", "pdf"]


@dataclass(frozen=True, slots=True)
class Export:
    """An exported case: a file name, what kind of file it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


def export_case(file: CaseFile, form: Form, pack: Pack, channels: Channels) -> Export:
    """A case in one of the forms; raises ``ExportUnavailable`` for a PDF where its library or font was left out."""
    name = f"case-{file.case.id}.{form}"
    if form == "json":
        return Export(name, "application/json", _as_json(file).encode())
    lines = _lines(file, pack, channels)
    if form == "md":
        return Export(name, "text/markdown; charset=utf-8", _as_markdown(lines).encode())
    return Export(name, "application/pdf", as_pdf(lines))


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


def _lines(file: CaseFile, pack: Pack, channels: Channels) -> list[Line]:
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
        Line("title", pack.text("cases.export.heading", title=reveal(case.title, file.identifiers))),
        Line("plain", pack.text("cases.export.facts", **facts)),
        Line("plain", pack.text("cases.export.times", created=utc_text(case.created), updated=utc_text(case.updated))),
        Line("head", pack.text("cases.export.identifiers")),
    ]
    marks = [f"{mark.strip('[]')}: {value}" for mark, value in file.identifiers.items()]
    lines += [Line("plain", text) for text in marks or [pack.text("cases.export.none")]]
    lines.append(Line("head", pack.text("cases.export.timeline")))
    for entry, digest in zip(file.entries, entry_hashes(file), strict=True):
        lines += _entry_lines(entry, digest, file, pack, channels)
    lines.append(Line("small", pack.text("cases.export.whole", sha256=whole_hash(file))))
    lines.append(Line("small", pack.text("cases.export.about")))
    return lines


def _entry_lines(entry: Entry, digest: str, file: CaseFile, pack: Pack, channels: Channels) -> list[Line]:
    parts = [utc_text(entry.at), pack.text(f"cases.export.kind.{entry.kind}")]
    if entry.channel is not None:
        parts.append(channels.channel(entry.channel).name.in_language(pack.code))
    if entry.ticket:
        parts.append(f"#{entry.ticket}")
    text = reveal(entry.text, file.identifiers)
    if entry.kind is EntryKind.STATUS and entry.text in set(CaseStatus):
        parts.append(pack.text(f"cases.export.status.{entry.text}"))
    return [Line("head", " · ".join(parts)), Line("quote", text), Line("small", pack.text("cases.export.hash", sha256=digest))]


def _as_markdown(lines: Sequence[Line]) -> str:
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
