"""A new topic: the two files with everything that has to be filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml

from assistant.corpus.document import SECTIONS, SLUG, read_document
from assistant.corpus.document_rules import MIN_PHRASINGS
from assistant.corpus.words import CorpusWords, read_words
from assistant.errors import CorpusError
from assistant.packaged import packaged


def _text(words: CorpusWords, category: str, today: date, asked: Sequence[str]) -> str:
    skeleton = words.skeleton
    to_write = range(1, max(1, MIN_PHRASINGS - len(asked)) + 3)
    head = {
        "title": skeleton["title"],
        "category": category,
        "language": words.language,
        "phrasings": [*asked, *(f"{skeleton['phrasing']} {number}" for number in to_write)],
        "channel": "help_center",
        "urgency": "normal",
        "evidence": [],
        "related": [],
        "sources": [{"kind": "official", "ref": skeleton["source"], "date": ""}],
        "reviewed": today,
        "confidence": "medium",
    }
    sections = "\n\n".join(f"## {heading}\n\n{skeleton[key]}" for key, heading in SECTIONS[words.language].items())
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n\n{sections}\n"


def new_document(
    slug: str, category: str, root: Path, today: date | None = None, phrasings: Mapping[str, Sequence[str]] | None = None
) -> tuple[Path, ...]:
    """Write ``<root>/<language>/<category>/<slug>.md`` for each language and read each back; gives the paths.

    ``phrasings``: language → ways in which the question was asked.

    Raises ``CorpusError`` for a name that is not lower-case words joined by ``-`` and for a topic that exists.
    """
    for name, value in (("slug", slug), ("category", category)):
        if not SLUG.match(value):
            raise CorpusError(f"{name} {value!r} is not allowed: lower-case words and digits joined by '-', like withdrawal-pending")
    existing = sorted(root.glob(f"*/*/{slug}.md"))
    if existing:
        raise CorpusError(f"topic {slug!r} exists: {existing[0]}; edit it, or choose another slug")
    texts = {
        code: _text(read_words(code, packaged("prompts")), category, today or date.today(), (phrasings or {}).get(code, ()))
        for code in SECTIONS
    }
    paths = []
    for code, text in texts.items():
        path = root / code / category / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        read_document(path)
        paths.append(path)
    return tuple(paths)
