"""What a draft is written from, and how a fact's value is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from assistant.corpus.evidence import Evidence
from assistant.corpus.glossary import Glossary
from assistant.drafting.corrections import Corrected, Place
from assistant.drafting.form import PLAIN, LetterForm
from assistant.drafting.identifiers import Original
from assistant.drafting.moments import shown
from assistant.drafting.slots import Fact, Slots
from assistant.languages import Pack
from assistant.types import Triage


@dataclass(frozen=True)
class Material:
    """What a draft is written from. ``translations``: language → place of a sentence → the checked translation."""

    slots: Slots
    corrected: Corrected
    turns: Sequence[str]
    triage: Triage
    glossary: Glossary
    evidence: Evidence
    original: Original | None = None
    pictured: bool = False
    """Whether screenshots came with it."""
    said_at: Sequence[datetime] = ()
    """When each of the turns was said."""
    translations: Mapping[str, Mapping[Place, str]] = field(default_factory=dict)
    form: LetterForm = PLAIN


def value_of(fact: Fact, pack: Pack) -> str:
    """A fact's value alone, in words for the language of ``pack``."""
    if fact.slot == "occurred_at":
        return shown(fact.value) if fact.value else fact.text
    if fact.slot == "amount":
        number, _, unit = fact.value.partition(" ")
        names = pack.value("draft.unit_names")
        return f"{number} {names.get(unit, unit)}".strip()
    value = fact.value or fact.text
    if fact.slot == "device":
        for word, name in pack.value("draft.device_names").items():
            value = value.replace(word, name).strip()
        value = " ".join(value.split())
    return value
