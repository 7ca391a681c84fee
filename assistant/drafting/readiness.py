"""What is still missing for the ticket, the most useful first, and how ready it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus.document import Document
from assistant.corpus.evidence import Evidence, EvidenceRecord
from assistant.drafting.compose import attached
from assistant.drafting.slots import Slots
from assistant.languages import Pack
from assistant.types import Triage


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to add: the id of the evidence item (or ``time_zone``, ``what_happened``) and how to find it, in words."""

    item: str
    text: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """``score`` from 0 to 1: the share of what the topic needs that is there."""

    score: float
    missing: tuple[Missing, ...]


def readiness(
    slots: Slots,
    document: Document | None,
    triage: Triage,
    turns: Sequence[str],
    evidence: Evidence,
    pack: Pack,
    *,
    zone_known: bool,
    pictured: bool = False,
) -> Readiness:
    """What the topic's document (or, without one, any problem) needs, against what the user gave."""
    wanted = document.head.evidence if document else tuple(pack.value("draft.need.evidence"))
    if triage.alarm:  # what an emergency needs, a police report say, whatever the document is about
        wanted = tuple(dict.fromkeys([*wanted, *(item.item for item in triage.evidence)]))
    ticked = {item.item for item in triage.evidence if item.have}
    filled = slots.filled()
    there = pictured or attached(turns)
    missing: list[Missing] = []
    total, have = 1, 0
    if "what_happened" in filled:
        have += 1
    else:
        missing.append(Missing("what_happened", pack.text("draft.need.told")))
    for record in (evidence.item(i) for i in wanted if i in evidence.ids):
        if record.form == "in_app":
            continue  # done on the exchange's page, never part of a ticket
        total += 1
        if record.id in ticked or (record.slot in filled) or (there and record.id == "screenshot"):
            have += 1
        else:
            missing.append(_asked(record, pack))
    if "occurred_at" in filled and not zone_known:
        missing.append(Missing("time_zone", pack.text("draft.need.zone")))
    return Readiness(round(have / total, 2), tuple(missing))


def _asked(record: EvidenceRecord, pack: Pack) -> Missing:
    name, where = record.name.in_language(pack.code), record.where.in_language(pack.code)
    return Missing(record.id, pack.text("draft.need.ask", name=name, where=where))
