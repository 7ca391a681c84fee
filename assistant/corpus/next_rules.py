"""What holds for the entries of what people ask next: several wordings each, none in two of them, an answer that is read at once."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.corpus.document import Document
from assistant.corpus.plain_text import comparison_key, length

MIN_WORDINGS = 3
LONGEST = {"en": 60, "zh": 150}
"""Words of an answer, or characters."""


def next_messages(document: Document) -> Iterator[str]:
    """Entries with too few wordings or too long an answer, and wordings that stand in two."""
    known: dict[str, int] = {}
    for number, entry in enumerate(document.next, 1):
        if len(entry.asked) < MIN_WORDINGS:
            yield f"entry {number} has {len(entry.asked)} wordings; at least {MIN_WORDINGS}, joined by ‘ / ’"
        size, longest = length(entry.answer, document.head.language), LONGEST[document.head.language]
        if size > longest:
            yield f"the answer of entry {number} has {size} words or characters; {longest} at most: {entry.answer[:40]!r}"
        if "[" in entry.answer or "|" in entry.answer:
            yield f"the answer of entry {number} is no plain sentence: {entry.answer[:40]!r}"
        for wording in entry.asked:
            if known.setdefault(comparison_key(wording), number) != number:
                yield f"{wording!r} stands in entry {known[comparison_key(wording)]} and entry {number}"
