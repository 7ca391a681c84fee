"""What a ticket needs, as the user said it: facts with their place in the user's words, gathered by slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from assistant.slot_names import IDENTIFIERS, SHAPED, TOLD

__all__ = ["IDENTIFIERS", "SHAPED", "TOLD", "Fact", "Slots", "gather"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one slot.

    ``text`` is ``turns[turn][start:end]``, the user's own words. ``value`` is its plain form: ``500 USDT`` for 五百U,
    ``TRC20`` for 波场, an ISO 8601 date or time (empty when the words are not certain), a placeholder for an identifier.
    ``about`` marks a time that is known to the hour at best, ``counted`` one that is counted from when it was said; ``problem`` is ``impossible`` or ``future`` for a time that cannot be.
    """

    slot: str
    text: str
    value: str
    turn: int
    start: int
    end: int
    about: bool = False
    problem: str = ""
    counted: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Turn and offset, to sort by."""
        return self.turn, self.start


@dataclass(frozen=True, slots=True)
class Slots:
    """The facts of a conversation by slot (``slot_names``), each in the order in which the user gave them, what was corrected taken out."""

    asset: tuple[Fact, ...] = ()
    network: tuple[Fact, ...] = ()
    amount: tuple[Fact, ...] = ()
    occurred_at: tuple[Fact, ...] = ()
    txid: tuple[Fact, ...] = ()
    address: tuple[Fact, ...] = ()
    memo: tuple[Fact, ...] = ()
    uid: tuple[Fact, ...] = ()
    order_id: tuple[Fact, ...] = ()
    withdrawal_id: tuple[Fact, ...] = ()
    deposit_id: tuple[Fact, ...] = ()
    ticket_id: tuple[Fact, ...] = ()
    error_code: tuple[Fact, ...] = ()
    device: tuple[Fact, ...] = ()
    app_version: tuple[Fact, ...] = ()
    endpoint: tuple[Fact, ...] = ()
    what_happened: tuple[Fact, ...] = ()
    steps_tried: tuple[Fact, ...] = ()
    expected: tuple[Fact, ...] = ()

    def facts(self, slot: str) -> tuple[Fact, ...]:
        """The facts of a slot by its name."""
        found: tuple[Fact, ...] = getattr(self, slot)
        return found

    def __iter__(self) -> Iterator[Fact]:
        for field in fields(self):
            yield from self.facts(field.name)

    def filled(self) -> frozenset[str]:
        """Names of the slots that hold something."""
        return frozenset(field.name for field in fields(self) if self.facts(field.name))

    def as_dict(self) -> dict[str, str]:
        """Slot → value as the API gives it, placeholders not yet restored; empty slots are left out."""
        told = {name: " ".join(f.value for f in self.facts(name)) for name in TOLD}
        shaped = {name: "; ".join(dict.fromkeys(_shown(f) for f in self.facts(name))) for name in SHAPED}
        return {name: value for name, value in (shaped | told).items() if value}


def gather(facts: Iterable[Fact]) -> Slots:
    """Facts by slot, in order of place, each value once."""
    kept: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: f.place):
        same = kept.setdefault(fact.slot, [])
        if fact.slot in TOLD or all(other.value != fact.value or (other.text != fact.text and not fact.value) for other in same):
            same.append(fact)
    return Slots(**{slot: tuple(found) for slot, found in kept.items()})


def _shown(fact: Fact) -> str:
    if fact.slot == "occurred_at" and fact.value:
        return f"{fact.text} ({fact.value})"
    return fact.value or fact.text
