"""Phrasings: enough of them, no two alike, none claimed by two topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from assistant.corpus.document import Document
from assistant.corpus.document_rules import MIN_PHRASINGS
from assistant.corpus.plain_text import CJK, comparison_key

NEAR = 92
ROWS_AT_ONCE = 512


def phrasing_messages(document: Document) -> Iterator[str]:
    """Too few phrasings, and pairs inside one document that are the same sentence."""
    phrasings = document.head.phrasings
    if len(phrasings) < MIN_PHRASINGS:
        yield f"{len(phrasings)} phrasings; at least {MIN_PHRASINGS}"
    for a, b in combinations(phrasings, 2):
        why = _alike(comparison_key(a), comparison_key(b))
        if why:
            yield f"{why}: {a!r} and {b!r}"


def _alike(a: str, b: str) -> str:
    if a == b:
        return "the same phrasing twice"
    if CJK.search(a) and CJK.search(b):
        # A Chinese word is two characters as a rule.
        if min(len(a), len(b)) >= 8 and Levenshtein.distance(a, b, score_cutoff=2) <= 2:
            return "only a word differs"
    elif min(len(a.split()), len(b.split())) >= 4 and Levenshtein.distance(a.split(), b.split(), score_cutoff=1) <= 1:
        return "only a word differs"
    return "nearly the same" if fuzz.ratio(a, b) >= NEAR else ""


def collisions(documents: Sequence[Document]) -> Iterator[tuple[Document, str]]:
    """Phrasings of different topics that are equal or nearly so: search could not tell the topics apart."""
    rows = [(d, p, comparison_key(p)) for d in documents for p in d.head.phrasings]
    exact: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, key) in enumerate(rows):
        exact[key].append(number)
    for numbers in exact.values():
        for i, j in combinations(numbers, 2):
            if rows[i][0].slug != rows[j][0].slug:
                yield rows[i][0], f"{rows[i][1]!r} is also a phrasing of {rows[j][0].id}"
    for language in sorted({d.head.language for d in documents}):
        mine = [r for r in rows if r[0].head.language == language]
        for i, j in _near_pairs([key for _, _, key in mine]):
            (one, text, key), (other, other_text, other_key) = mine[i], mine[j]
            if one.slug != other.slug and key != other_key:
                yield one, f"{text!r} is nearly {other_text!r} of {other.id}"


def _near_pairs(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    # In strips, so that memory stays flat however large the corpus.
    for start in range(0, len(keys), ROWS_AT_ONCE):
        block = process.cdist(keys[start : start + ROWS_AT_ONCE], keys[start:], scorer=fuzz.ratio, score_cutoff=NEAR, dtype=np.uint8)
        for row, column in np.argwhere(block >= NEAR):
            if column > row:
                yield start + int(row), start + int(column)
