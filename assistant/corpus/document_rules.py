"""What one document must satisfy by itself. Each rule takes a ``Subject`` and yields messages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.corpus.document import SECTIONS, Document
from assistant.corpus.plain_text import length, sentences, to_simplified
from assistant.corpus.words import CorpusWords

Level = Literal["error", "warning"]
Messages = Iterator[tuple[Level, str]]

SCOPE = "scope"
REQUIRED = ("situation", "steps", "where")
MIN_PHRASINGS = 20
BODY_LENGTH = {"en": (150, 400), "zh": (200, 600)}
# First number: a long sentence, worth a look; second: nobody reads it to its end.
SENTENCE_LENGTH = {"en": (25, 40), "zh": (45, 70)}
MAX_GRADE = 12.0
BACKED = frozenset({"official", "repository", "error_table"})
_SOURCE_DATE = re.compile(r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")


@dataclass(frozen=True, slots=True)
class Subject:
    """A document with what is needed to judge it. ``evidence`` is empty when no list of evidence items exists."""

    document: Document
    raw: str
    words: CorpusWords
    slugs: frozenset[str]
    evidence: frozenset[str]
    today: date


def sections_in_order(s: Subject) -> Messages:
    """The required sections are there, none twice, in the order of the language."""
    language = s.document.head.language
    for key in REQUIRED:
        if not s.document.sections.get(key):
            yield "error", f"section “## {SECTIONS[language][key]}” is missing or empty"
    headings = re.findall(r"(?m)^##[ \t]+(.+?)[ \t]*$", s.raw.split("\n---", 1)[-1])
    for heading, count in Counter(headings).items():
        if count > 1:
            yield "error", f"section “## {heading}” occurs {count} times"
    order = [h for h in SECTIONS[language].values() if h in headings]
    if list(dict.fromkeys(headings)) != order:
        yield "error", f"sections out of order; expected: {', '.join(order)}"


def steps_numbered(s: Subject) -> Messages:
    """Steps are a numbered list of 3 to 6."""
    steps = s.document.sections.get("steps", "")
    numbers = [int(n) for n in re.findall(r"(?m)^(\d+)[.)、]\s", steps)]
    if s.document.head.category == SCOPE or not steps:
        return
    if not numbers:
        yield "error", "the steps are not a numbered list (“1. …”)"
    elif numbers != list(range(1, len(numbers) + 1)):
        yield "error", f"the steps are numbered {numbers}"
    elif not 3 <= len(numbers) <= 6:
        yield "warning", f"{len(numbers)} steps; 3 to 6 are read"


def body_length(s: Subject) -> Messages:
    """A body is long enough to act on and short enough to read; tables are not counted as too much."""
    language = s.document.head.language
    low, high = BODY_LENGTH[language]
    text = "\n".join(s.document.sections.values())
    size = length(text, language)
    size_without_tables = length("\n".join(line for line in text.splitlines() if not line.lstrip().startswith("|")), language)
    unit = "characters" if language == "zh" else "words"
    if size < low and s.document.head.category != SCOPE:
        yield "error", f"the body has {size} {unit}; at least {low}"
    if size_without_tables > high:
        yield "error", f"the body has {size_without_tables} {unit} beside its tables; at most {high}"


def sentence_length(s: Subject) -> Messages:
    """No sentence is longer than a person reads."""
    language = s.document.head.language
    long, too_long = SENTENCE_LENGTH[language]
    for text in s.document.texts.values():
        for sentence in sentences(text):
            size = length(sentence, language)
            if size > long:
                level: Level = "error" if size > too_long else "warning"
                yield level, f"a sentence of {size} ({long} at most): {sentence[:50]!r}…"


def reading_level(s: Subject) -> Messages:
    """English stays under grade 12 of the automated readability index (it needs no word list)."""
    if s.document.head.language != "en":
        return
    import textstat

    parts = [p for text in s.document.sections.values() for p in sentences(text)]
    grade = float(textstat.automated_readability_index(" ".join(p if p[-1] in ".!?" else p + "." for p in parts)))
    if grade > MAX_GRADE:
        yield "warning", f"reading level is grade {grade:.1f}; {MAX_GRADE:.0f} at most: shorter sentences, plainer words"


def simplified(s: Subject) -> Messages:
    """Chinese bodies and titles are in simplified characters; phrasings may be in any."""
    if s.document.head.language != "zh":
        return
    text = s.document.head.title + "".join(s.document.texts.values())
    strange = sorted({a for a, b in zip(text, to_simplified(text), strict=False) if a != b})
    if strange:
        yield "error", f"traditional characters in title or body: {''.join(strange)}"


def known_ids(s: Subject) -> Messages:
    """Evidence items and related topics exist."""
    head = s.document.head
    for item in head.evidence:
        if s.evidence and item not in s.evidence:
            yield "error", f"evidence {item!r} is not in evidence.yaml"
    for slug in head.related:
        if slug == s.document.slug:
            yield "error", "the document is related to itself"
        elif slug not in s.slugs:
            yield "error", f"related topic {slug!r} has no document"
    if len(head.related) != len(set(head.related)) or not (2 <= len(head.related) <= 5 or head.category == SCOPE):
        yield "error", f"{len(set(head.related))} different related topics; 2 to 5"


def dates(s: Subject) -> Messages:
    """Dates are real, in order, and not run out."""
    head = s.document.head
    if head.reviewed > s.today:
        yield "error", f"reviewed {head.reviewed} lies in the future"
    if head.valid_until is not None:
        if head.valid_until <= head.reviewed:
            yield "error", f"valid_until {head.valid_until} is not after reviewed {head.reviewed}"
        elif head.valid_until < s.today:
            yield "warning", f"valid_until {head.valid_until} is past: read the sources again"
    for source in head.sources:
        if source.date and not _SOURCE_DATE.match(source.date):
            yield "error", f"source date {source.date!r}; allowed: YYYY, YYYY-MM, YYYY-MM-DD or empty"
        elif source.date and source.date > head.reviewed.isoformat():
            yield "error", f"source date {source.date} is after reviewed {head.reviewed}"


def confidence_earned(s: Subject) -> Messages:
    """High confidence needs more than hearsay."""
    kinds = {source.kind for source in s.document.head.sources}
    if s.document.head.confidence == "high" and not kinds & (BACKED | {"practice"}):
        yield "error", f"confidence is high, but every source is {', '.join(sorted(kinds))}"


def hedged(s: Subject) -> Messages:
    """Times and limits that no official source backs are said with care, in the section that says them."""
    if any(source.kind in BACKED for source in s.document.head.sources):
        return
    for key, text in s.document.texts.items():
        found = s.words.quantities.search(text)
        if found and not s.words.hedges.search(text):
            remedy = f"a word of care (prompts/{s.words.language}/corpus.toml, hedges)"
            yield "error", f"{key}: {found.group(0)!r} has no official source: name one, or add {remedy}"


def asks_no_secret(s: Subject) -> Messages:
    """No document asks for a password, a code, a key or a seed phrase."""
    for key, text in s.document.texts.items():
        if key == "avoid":
            continue
        for sentence in sentences(text):
            if s.words.secrets.search(sentence) and s.words.asks.search(sentence) and not s.words.excuses.search(sentence):
                yield "error", f"{key} seems to ask for a secret: {sentence[:60]!r}"


def filled_in(s: Subject) -> Messages:
    """Nothing of a new document's skeleton is left."""
    if s.words.skeleton["unfilled"] in s.raw:
        yield "error", f"still holds {s.words.skeleton['unfilled']!r} of the skeleton"


RULES: dict[str, Callable[[Subject], Messages]] = {
    "sections": sections_in_order,
    "steps": steps_numbered,
    "length": body_length,
    "sentence": sentence_length,
    "reading-level": reading_level,
    "script": simplified,
    "known": known_ids,
    "dates": dates,
    "confidence": confidence_earned,
    "hedge": hedged,
    "secret": asks_no_secret,
    "unfilled": filled_in,
}
