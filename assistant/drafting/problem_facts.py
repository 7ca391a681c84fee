"""What tells one problem of a person from another: how much of which coin, which way, which error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.extract import extract_slots
from assistant.drafting.vocabulary import vocabulary

_KINDS = ("asset", "network", "error_code")
LONGEST = 4_000


def problem_facts(text: str, glossary: Glossary, codes: Callable[[str], tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """``amount`` (numbers alone, without their unit), ``asset``, ``network``, ``error_code`` and ``direction`` of a sealed text."""
    text = text[:LONGEST]
    slots = extract_slots([text], glossary, datetime.now(UTC), codes=codes)
    found = {"amount": frozenset(f.value.partition(" ")[0].rstrip("+") for f in slots.amount)}
    found |= {kind: frozenset(f.value for f in slots.facts(kind)) for kind in _KINDS}
    folded, words = one_to_one(text), vocabulary()
    ways = {"in": words.cue("incoming").search(folded), "out": words.cue("outgoing").search(folded)}
    found["direction"] = frozenset(way for way, match in ways.items() if match)
    return {kind: values for kind, values in found.items() if values}
