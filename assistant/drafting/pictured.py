"""What a screenshot shows of the problem: facts for the slots, and where they differ from what the user said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.consistency import Note, revealed
from assistant.drafting.extract import facts_of
from assistant.drafting.identifiers import Original
from assistant.drafting.material import value_of
from assistant.drafting.moments import when_said
from assistant.drafting.slots import IDENTIFIERS, Fact, Slots, gather
from assistant.drafting.vocabulary import any_of
from assistant.languages import Pack, load_packs

COMPARED = ("amount", "network", *IDENTIFIERS)


def pictured_facts(
    pictures: Sequence[str],
    glossary: Glossary,
    now: datetime,
    zone: tzinfo | None = None,
    *,
    original: Original | None = None,
    codes: Callable[[str], tuple[str, ...]] | None = None,
    first: int = 0,
    said_at: Sequence[datetime] = (),
) -> tuple[Fact, ...]:
    """The facts in the sealed texts of pictures, whose turns are counted from ``first``, as are those of ``said_at``. No sentence of a picture is told as a story,
    and what stands in a line about a fee or a balance is not the amount of the problem."""
    facts: list[Fact] = []
    for number, text in enumerate(pictures, first):
        for fact in facts_of(number, text, glossary, when_said(number, said_at, now), zone, original, codes):
            line = text[text.rfind("\n", 0, fact.start) + 1 : fact.start]
            if fact.slot == "amount" and _aside().search(one_to_one(line)):
                continue
            facts.append(fact)
    return tuple(facts)


def pictured_slots(facts: Iterable[Fact]) -> Slots:
    """Facts of pictures by slot."""
    return gather(facts)


def with_pictures(said: Slots, shown: Slots) -> Slots:
    """What was said, and from the pictures what was not said at all."""
    missing = {slot: shown.facts(slot) for slot in shown.filled() if not said.facts(slot)}
    return replace(said, **missing)


def differences(said: Slots, shown: Slots, pack: Pack, original: Original | None = None) -> tuple[Note, ...]:
    """A note for each slot of which the words and the pictures say something and agree on nothing."""
    notes = []
    for slot in COMPARED:
        told, seen = said.facts(slot), shown.facts(slot)
        if told and seen and not _values(told, original) & _values(seen, original):
            join = pack.value("draft.wording.list").join
            words, picture = (join(dict.fromkeys(value_of(f, pack) for f in facts)) for facts in (told, seen))
            name = pack.text(f"draft.slots.{slot}")
            notes.append(Note(f"picture_{slot}", pack.text("screenshot.differs", slot=name, said=words, shown=picture)))
    return tuple(notes)


def _values(facts: Iterable[Fact], original: Original | None) -> set[str]:
    return {revealed(f.value, original) or f.value for f in facts}


@lru_cache(maxsize=1)
def _aside() -> re.Pattern[str]:
    return re.compile(any_of(word for pack in load_packs().values() for word in pack.value("screenshot.aside")))
