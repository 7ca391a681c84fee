"""How much of the corpus is written: a row per category."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.document import SECTIONS, Document, read_corpus


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """Counts for one category; ``documents``, ``phrasings`` and ``fewest`` (phrasings of the poorest document) are by language."""

    category: str
    topics: int
    documents: dict[str, int]
    phrasings: dict[str, int]
    fewest: dict[str, int]


def _row(category: str, documents: list[Document]) -> CoverageRow:
    counts = {code: [len(d.head.phrasings) for d in documents if d.head.language == code] for code in SECTIONS}
    return CoverageRow(
        category=category,
        topics=len({d.slug for d in documents}),
        documents={code: len(n) for code, n in counts.items()},
        phrasings={code: sum(n) for code, n in counts.items()},
        fewest={code: min(n, default=0) for code, n in counts.items()},
    )


def coverage(root: Path) -> tuple[CoverageRow, ...]:
    """A row per category and a last one, ``all``; raises ``CorpusError`` for a file that cannot be read."""
    by_category: dict[str, list[Document]] = defaultdict(list)
    for document in read_corpus(root):
        by_category[document.head.category].append(document)
    everything = [d for documents in by_category.values() for d in documents]
    return (*(_row(name, by_category[name]) for name in sorted(by_category)), _row("all", everything))


def format_coverage(rows: tuple[CoverageRow, ...]) -> str:
    """The rows as a table for a terminal."""
    codes = list(SECTIONS)
    heads = ["category", "topics", *codes, *(f"phrasings {c}" for c in codes), *(f"fewest {c}" for c in codes)]
    lines = [heads]
    for row in rows:
        numbers = [row.topics, *(row.documents[c] for c in codes), *(row.phrasings[c] for c in codes), *(row.fewest[c] for c in codes)]
        lines.append([row.category, *map(str, numbers)])
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    shown = []
    for first, *others in lines:
        shown.append("  ".join([first.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]))
    return "\n".join(shown)
