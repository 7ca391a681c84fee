"""What holds between documents: the two languages of a topic, and topics that say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.corpus.document import SECTIONS, Document
from assistant.corpus.plain_text import CJK, comparison_key

SAME_IN_BOTH = ("category", "evidence", "channel", "urgency", "related", "confidence", "reviewed", "valid_until", "outcome", "topic")
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:[.,]\d+)*(?![A-Za-z0-9])")
NEAR_DUPLICATE = {"error": 0.6, "warning": 0.4}


def language_messages(documents: Sequence[Document]) -> Iterator[tuple[Document, str]]:
    """Every topic exists in every language, with the same head and the same sections."""
    by_slug: dict[str, dict[str, Document]] = defaultdict(dict)
    for document in documents:
        by_slug[document.slug][document.head.language] = document
    for versions in by_slug.values():
        first = next(iter(versions.values()))
        for language in SECTIONS:
            if language not in versions:
                yield first, f"there is no {language} document of {first.slug!r}"
        for other in list(versions.values())[1:]:
            yield from ((other, message) for message in _differences(first, other))


def _differences(a: Document, b: Document) -> Iterator[str]:
    for name in SAME_IN_BOTH:
        mine, theirs = getattr(b.head, name), getattr(a.head, name)
        if mine != theirs:
            yield f"{name} differs: {_shown(mine)} here, {_shown(theirs)} in {a.id}"
    if [(s.kind, s.date) for s in a.head.sources] != [(s.kind, s.date) for s in b.head.sources]:
        yield f"sources differ in kind or date from {a.id}"
    if len(a.head.regions) != len(b.head.regions):
        yield f"regions differ from {a.id}"
    if len(a.next) != len(b.next):
        yield f"{len(b.next)} entries of what people ask next, {len(a.next)} in {a.id}"
    for number, (mine_next, their_next) in enumerate(zip(b.next, a.next, strict=False), 1):
        if _numbers(mine_next.answer) != _numbers(their_next.answer):
            yield f"entry {number} of what people ask next has other numbers than in {a.id}: {mine_next.answer[:40]!r}"
    if set(a.sections) != set(b.sections):
        yield f"sections differ from {a.id}: {', '.join(sorted(set(a.sections) ^ set(b.sections)))}"


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _shingles(document: Document) -> frozenset[str]:
    key = comparison_key(" ".join(document.sections.values()))
    if CJK.search(key):
        return frozenset(key[i : i + 5] for i in range(len(key) - 4))
    words = key.split()
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))


def near_duplicates(documents: Sequence[Document]) -> Iterator[tuple[Document, float, Document]]:
    """Pairs of topics of one language whose bodies share much: (one, share from 0 to 1, the other)."""
    for language in sorted({d.head.language for d in documents}):
        shingled = [(d, _shingles(d)) for d in documents if d.head.language == language]
        for (a, mine), (b, theirs) in combinations(shingled, 2):
            shared = len(mine & theirs)
            share = shared / max(1, len(mine) + len(theirs) - shared)
            if share >= NEAR_DUPLICATE["warning"]:
                yield a, share, b
