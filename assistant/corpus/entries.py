"""Entries: what of a document is made findable. Phrasings, titles and sections are separate vectors of one document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.corpus.document import Document


@dataclass(frozen=True, slots=True)
class Entry:
    """One vector's text. ``kind`` is ``title``, ``phrasing`` or ``section``; ``id`` is stable while the text is."""

    id: str
    document_id: str
    topic: str
    language: str
    kind: str
    section: str
    text: str


def plain(markdown: str) -> str:
    """Markdown → text with the marks of lists, tables and emphasis taken away."""
    text = re.sub(r"(?m)^\s*(?:[-*]|\d+\.)\s+", "", markdown)
    text = re.sub(r"(?m)^\|?[\s:|-]+\|?$\n?", "", text)
    return re.sub(r"[ \t]*\|[ \t]*", " ", text).replace("**", "").strip()


def entries_of(document: Document) -> Iterator[Entry]:
    """The title, each phrasing, each section (under its title, so that it stands alone)."""
    yield _entry(document, "title", "", document.head.title)
    for phrasing in document.head.phrasings:
        yield _entry(document, "phrasing", "", phrasing)
    for section, text in document.sections.items():
        yield _entry(document, "section", section, f"{document.head.title}\n{plain(text)}")


def _entry(document: Document, kind: str, section: str, text: str) -> Entry:
    digest = hashlib.sha256(f"{document.id}\0{kind}\0{section}\0{text}".encode()).hexdigest()[:24]
    return Entry(digest, document.id, document.topic, document.head.language, kind, section, text)
