"""Sealed messages of one conversation → slots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.amounts import find_amounts, find_terms
from assistant.drafting.corrections import Corrected, apply_corrections, correcting_spans
from assistant.drafting.identifiers import Original, find_identifiers, find_things
from assistant.drafting.moments import Moment, find_moments, stated_zone, when_said
from assistant.drafting.sentences import Clause, clauses, told, without_asides
from assistant.drafting.slots import Fact, Slots, gather
from assistant.drafting.vocabulary import vocabulary

MOST = 60
"""Facts of one slot that one message gives; a message with more is a pasted log, and its sentences still hold them."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The slots, the clauses that their sentences were chosen from, and what was corrected."""

    slots: Slots
    clauses: tuple[Clause, ...]
    corrected: Corrected


def extract_slots(
    turns: Sequence[str],
    glossary: Glossary,
    now: datetime,
    zone: tzinfo | None = None,
    *,
    original: Original | None = None,
    codes: Callable[[str], tuple[str, ...]] | None = None,
) -> Slots:
    """The slots that the user's sealed messages fill, by rules alone.

    ``now`` is aware; ``zone`` is where the user is, if that is known. ``original`` (``Vault.original``) tells the class behind a
    placeholder; ``codes`` (``ErrorCodes.find_codes``) finds error codes.
    """
    return extract(turns, glossary, now, zone, original=original, codes=codes).slots


def extract(
    turns: Sequence[str],
    glossary: Glossary,
    now: datetime,
    zone: tzinfo | None = None,
    *,
    original: Original | None = None,
    codes: Callable[[str], tuple[str, ...]] | None = None,
    choose: Callable[[Sequence[Clause]], Sequence[Clause]] | None = None,
    said_at: Sequence[datetime] = (),
) -> Extracted:
    """Like ``extract_slots``, with what the draft is written from. ``choose`` may give the clauses other roles.

    ``said_at``: when each message was said, where that was not ``now``.
    """
    home = next((z for z in map(stated_zone, turns) if z is not None), zone)
    facts: list[Fact] = []
    for number, text in enumerate(turns):
        facts += facts_of(number, text, glossary, when_said(number, said_at, now), home, original, codes)
    corrected = apply_corrections(facts, turns)
    parts = [c for number, text in enumerate(turns) for c in clauses(text, number) if not _only_corrects(c, corrected)]
    told_of = without_asides(parts, facts, glossary)
    chosen = tuple(choose(told_of)) if choose else told_of
    return Extracted(gather([*corrected.facts, *told(chosen, corrected.facts, turns)]), chosen, corrected)


def facts_of(
    number: int,
    text: str,
    glossary: Glossary,
    now: datetime,
    home: tzinfo | None,
    original: Original | None,
    codes: Callable[[str], tuple[str, ...]] | None,
) -> list[Fact]:
    """The facts of one sealed text, which is turn ``number``; sentences are not among them."""
    identifiers = find_identifiers(text, number, original)
    things = find_things(text, number, codes)
    moments: Sequence[Moment] = find_moments(text, now, home)
    taken = [(f.start, f.end) for f in (*identifiers, *things) if f.slot != "error_code" or f.text.replace("_", "").isdigit()]
    taken += [(m.start, m.end) for m in moments]
    amounts = find_amounts(text, number, glossary, taken, correcting_spans(text))
    folded = one_to_one(text)
    due = vocabulary().before("deadline")
    moments = [m for m in moments if m.problem or not due.search(folded[max(0, m.start - 16) : m.start])]
    # A year is when something else was, an address copied, a check passed: the story tells it, no case is looked up by it.
    years = {one_to_one(word) for word in vocabulary().cues["years"]}
    moments = [m for m in moments if folded[m.start : m.end].strip() not in years]
    times = [Fact("occurred_at", text[m.start : m.end], m.iso, number, m.start, m.end, m.about, m.problem, m.counted) for m in moments]
    found = [*identifiers, *things, *times, *amounts, *find_terms(text, number, glossary)]
    counts: Counter[str] = Counter()
    kept = []
    for fact in sorted(found, key=lambda f: f.start):
        counts[fact.slot] += 1
        if counts[fact.slot] <= MOST:
            kept.append(fact)
    return kept


def _only_corrects(clause: Clause, corrected: Corrected) -> bool:
    return any(turn == clause.turn and start <= clause.start and clause.end <= end for turn, start, end in corrected.sentences)
