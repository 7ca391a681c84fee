"""A conversation's sealed messages → drafts in every language, proved, with what is missing and what does not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from langchain_core.language_models.chat_models import BaseChatModel

from assistant.corpus.document import Document
from assistant.corpus.evidence import Evidence
from assistant.corpus.glossary import Glossary
from assistant.drafting.compose import Draft, bare_draft, write_draft
from assistant.drafting.consistency import Note, check
from assistant.drafting.extract import extract
from assistant.drafting.form import PLAIN, LetterForm
from assistant.drafting.identifiers import Original
from assistant.drafting.material import Material
from assistant.drafting.moments import stated_zone, when_said
from assistant.drafting.pictured import differences, pictured_facts, pictured_slots, with_pictures
from assistant.drafting.readiness import Missing, readiness
from assistant.drafting.slots import SHAPED, Fact, Slots, gather
from assistant.drafting.verify import verify
from assistant.drafting.worded import chooser, translations
from assistant.languages import Pack
from assistant.types import Triage

RULES = "rules"
MOST_ALONE = 40


@dataclass(frozen=True, slots=True)
class DraftResult:
    """Everything in sealed form: release title, body, slot values, missing and warning texts before they are shown.

    ``drafts``: language → draft. ``readiness``: 0 to 1. ``made_by``: ``rules``, or ``model`` when a model chose or translated sentences.
    """

    drafts: Mapping[str, Draft]
    slots: Slots
    missing: tuple[Missing, ...]
    readiness: float
    warnings: tuple[Note, ...]
    made_by: str = RULES


def draft(
    turns: Sequence[str],
    document: Document | None,
    triage: Triage,
    *,
    packs: Mapping[str, Pack],
    glossary: Glossary,
    evidence: Evidence,
    now: datetime,
    languages: Sequence[str] = ("zh", "en"),
    language: str = "en",
    zone: tzinfo | None = None,
    original: Original | None = None,
    codes: Callable[[str], tuple[str, ...]] | None = None,
    model: BaseChatModel | None = None,
    sorts: bool = True,
    pictures: Sequence[str] = (),
    said_at: Sequence[datetime] = (),
    form: LetterForm = PLAIN,
) -> DraftResult:
    """Draft from the user's sealed messages, oldest first, and the sealed texts of his ``pictures``, which fill slots he left open.

    ``language`` is the user's: missing items and warnings are worded in it. ``now`` is aware; ``said_at`` is when each of the
    messages, then of the pictures, was said, ``now`` where that is not given; ``zone`` is where the user is, if that is known. ``original`` (``Vault.original``) lets shapes be checked and tells secrets apart; ``codes`` (``ErrorCodes.find_codes``)
    finds error codes. ``model`` may translate sentences and, where it ``sorts``, choose them; ``form`` is how the letter shall be. Whatever fails its check is replaced by
    the rules' version.
    """
    for code in (*languages, language):
        if code not in packs:
            raise ValueError(f"language {code!r}; allowed: {', '.join(packs)}")
    pack = packs[language]
    choose = chooser(model, pack) if model and sorts else None
    texts = [*turns, *pictures]
    said_at = [when_said(number, said_at, now) for number in range(len(texts))]
    found = extract(turns, glossary, now, zone, original=original, codes=codes, choose=choose, said_at=said_at)
    home = next((z for z in map(stated_zone, turns) if z is not None), zone)
    shown = pictured_facts(pictures, glossary, now, home, original=original, codes=codes, first=len(turns), said_at=said_at)
    seen = pictured_slots(shown)
    slots = with_pictures(found.slots, seen)
    material = Material(
        slots, found.corrected, texts, triage, glossary, evidence, original, pictured=bool(pictures), said_at=said_at, form=form
    )
    wanted = {code: packs[code] for code in languages}

    def proved(drafts: Mapping[str, Draft], held: Slots = slots) -> bool:
        return not verify(drafts, texts, held, wanted, glossary, now, zone, original, said_at)

    notes = check(slots, texts, triage.issue_type, glossary, pack, original) + differences(found.slots, seen, pack, original)
    drafts, made_by = _best(material, wanted, model, proved, now, zone)
    if drafts is None:
        drafts = _fact_by_fact(material, wanted, proved)
    if made_by == "":
        notes += (Note("unproved", pack.text("draft.warnings.unproved")),)
    zone_known = zone is not None or any(stated_zone(t) for t in turns) or any("T" in f.value for f in slots.occurred_at)
    ready = readiness(slots, document, triage, turns, evidence, pack, zone_known=zone_known, pictured=bool(pictures))
    if choose and choose.used and made_by == RULES:
        made_by = "model"
    return DraftResult(drafts, slots, ready.missing, ready.score, notes, made_by or RULES)


def _best(
    material: Material,
    packs: Mapping[str, Pack],
    model: BaseChatModel | None,
    proved: Callable[[Mapping[str, Draft]], bool],
    now: datetime,
    zone: tzinfo | None,
) -> tuple[Mapping[str, Draft] | None, str]:
    """The fullest drafts that are proved, and who made them; empty when the user's sentences had to be left out."""
    if model is not None:
        translated = translations(model, material, packs, now, zone)
        if translated:
            full = replace(material, translations=translated)
            drafts = {code: write_draft(full, pack) for code, pack in packs.items()}
            if proved(drafts):
                return drafts, "model"
    for story in (True, False):
        drafts = {code: write_draft(material, pack, story=story) for code, pack in packs.items()}
        if proved(drafts):
            return drafts, RULES if story else ""
    return None, ""


def _fact_by_fact(material: Material, packs: Mapping[str, Pack], proved: Callable[..., bool]) -> Mapping[str, Draft]:
    """Drafts of those facts that can be proved: one that cannot must not take the others with it."""
    drafts: Mapping[str, Draft] = {code: bare_draft(material, pack) for code, pack in packs.items()}
    kept: list[Fact] = []
    for fact in [f for f in material.slots if f.slot in SHAPED][:MOST_ALONE]:
        slots = gather([*kept, fact])
        tried = {code: write_draft(replace(material, slots=slots), pack, story=False) for code, pack in packs.items()}
        if proved(tried, slots):
            drafts, kept = tried, [*kept, fact]
    return drafts
