"""A problem description in one language, from the slots and the user's own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.corpus.edges import one_to_one
from assistant.corpus.evidence import Evidence
from assistant.corpus.glossary import Glossary
from assistant.drafting.corrections import Corrected, Place
from assistant.drafting.identifiers import PLACEHOLDER, Original, class_of
from assistant.drafting.moments import shown
from assistant.drafting.slots import SHAPED, Fact, Slots
from assistant.drafting.vocabulary import any_of, vocabulary
from assistant.languages import Pack, detect_language
from assistant.types import Channel, FindingClass, Triage

_STYLES = {Channel.LIVE_CHAT: "chat", Channel.SOCIAL: "chat", Channel.APPEAL_IN_APP: "appeal"}
_SECTIONS = {"story": "what_happened", "tried": "steps_tried", "wish": "expected"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A title and a body, with placeholders that the guard restores."""

    title: str
    body: str


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
    translations: Mapping[str, Mapping[Place, str]] = field(default_factory=dict)


def write_draft(material: Material, pack: Pack, *, story: bool = True) -> Draft:
    """The draft in the language of ``pack``, fit for the triage's channel; without the user's sentences when ``story`` is off."""
    style = _STYLES.get(material.triage.channel, "mail")
    sections = {name: lines for name, lines in _sections(material, pack, story).items() if lines}
    body = _chat(sections, material, pack) if style == "chat" else _letter(sections, material, pack, style)
    return Draft(_title(material, pack), body)


def bare_draft(triage: Triage, pack: Pack) -> Draft:
    """A draft that says nothing but the kind of problem."""
    issue = pack.text(f"draft.issues.{triage.issue_type.value}")
    style = _STYLES.get(triage.channel, "mail")
    lines = [pack.text(f"draft.{style}.greeting"), pack.text(f"draft.{style}.opening", issue=issue), pack.text(f"draft.{style}.closing")]
    return Draft(pack.text("draft.wording.title_bare", issue=issue), "\n\n".join(lines))


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


def attached(turns: Sequence[str]) -> bool:
    """Whether the user says that a screenshot is there."""
    return any(vocabulary().cue("attached").search(one_to_one(t)) for t in turns)


def _title(material: Material, pack: Pack) -> str:
    issue = pack.text(f"draft.issues.{material.triage.issue_type.value}")
    details = _details(material, pack)
    if not details:
        return _capital(pack.text("draft.wording.title_bare", issue=issue))
    return _capital(pack.text("draft.wording.title", issue=issue, details=pack.value("draft.wording.list").join(details)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _details(material: Material, pack: Pack) -> list[str]:
    slots = material.slots
    coins = {f.value.partition(" ")[2] for f in slots.amount}
    details = [value_of(f, pack) for f in slots.amount]
    details += [f.value for f in slots.asset if f.value not in coins]
    details += [f.value for f in slots.network]
    details += _symptoms(material, pack)
    return list(dict.fromkeys(details))


def _symptoms(material: Material, pack: Pack) -> list[str]:
    names = pack.value("draft.symptoms")
    found: list[str] = []
    for fact in material.slots.what_happened:
        folded = one_to_one(fact.text)
        found += [str(names[n]) for n, words in vocabulary().symptom_words.items() if re.search(any_of(words), folded)]
        for term in material.glossary.find_terms(fact.text):
            if term.kind != "action" or term.id not in names or names[term.id] in found:
                continue
            before = one_to_one(fact.text[max(0, term.start - 10) : term.start])
            asked = fact.text[term.end : term.end + 2].lstrip()[:1] in ("?", "？", "吗")
            if not asked and not re.search(rf"{any_of(_negations())}\s*$", before):
                found.append(str(names[term.id]))
    return list(dict.fromkeys(found))


def _negations() -> tuple[str, ...]:
    return vocabulary().cues["negation"]


def _sections(material: Material, pack: Pack, story: bool) -> dict[str, list[str]]:
    details = _details(material, pack)
    sections = {
        "summary": [pack.value("draft.wording.comma").join(details)] if details else [],
        "facts": [_item(pack, slot, values) for slot, values in _values(material.slots, pack) if slot != "error_code"],
        "error": [value for slot, values in _values(material.slots, pack) if slot == "error_code" for value in values],
        "attachments": list(_attachments(material, pack)),
    }
    for name, slot in _SECTIONS.items():
        sections[name] = _told(material, slot, pack) if story else []
    return sections


def _values(slots: Slots, pack: Pack) -> Iterator[tuple[str, list[str]]]:
    for slot in SHAPED:
        values = list(dict.fromkeys(_with_words(f, pack) for f in slots.facts(slot)))
        if values:
            yield slot, values


def _item(pack: Pack, slot: str, values: Sequence[str]) -> str:
    label = pack.text(f"draft.slots.{slot}")
    return pack.text("draft.wording.item", label=label, value=pack.value("draft.wording.list").join(values))


def _with_words(fact: Fact, pack: Pack) -> str:
    """The value, with the user's own words where they say it in another way."""
    value = value_of(fact, pack)
    if fact.slot == "occurred_at":
        if not fact.value:
            return pack.text("draft.wording.told_words", words=fact.text)
        if re.sub(r"\D", "", fact.text) == re.sub(r"\D", "", value):
            return value
        return pack.text(f"draft.wording.{'told_about' if fact.about else 'told_at'}", value=value, words=fact.text)
    if fact.slot == "amount" and fact.value.partition(" ")[0] not in one_to_one(fact.text).replace(",", ""):
        return pack.text("draft.wording.said_as", value=value, words=fact.text)
    return value


def _told(material: Material, slot: str, pack: Pack) -> list[str]:
    """The user's sentences of a slot; those in another language translated where a checked translation is there, else marked."""
    lines = []
    translations = material.translations.get(pack.code, {})
    for fact in material.slots.facts(slot):
        if fact.place in translations:
            lines.append(pack.text("draft.wording.translated", text=translations[fact.place]))
            continue
        text = as_told(fact, material, pack)
        if detect_language(text, pack.code) == pack.code:
            lines.append(pack.text("draft.wording.quote", text=text))
        else:
            meaning = pack.value("draft.wording.list").join(_meanings(text, slot, pack))
            gap = " " if meaning and pack.code != "zh" else ""
            lines.append(pack.text("draft.wording.quote_foreign", text=text, meaning=meaning + gap))
    return [line for line in lines if line.strip()]


def _meanings(text: str, slot: str, pack: Pack) -> Iterator[str]:
    """What can be said in another language of a sentence without translating it: the known steps and wishes in it."""
    words = vocabulary()
    table = {"steps_tried": ("steps", words.step_words), "expected": ("wishes", words.wish_words)}.get(slot)
    folded = one_to_one(text)
    for name, cues in table[1].items() if table else ():
        for match in re.compile(any_of(cues)).finditer(folded):
            if not re.search(rf"{any_of(_negations())}[\s\w]{{0,3}}$", folded[max(0, match.start() - 8) : match.start()]):
                yield pack.text(f"draft.{table[0] if table else ''}.{name}")
                break


def as_told(fact: Fact, material: Material, pack: Pack) -> str:
    """A sentence of the user, with the corrected value in brackets where an earlier one stood, and secrets taken out."""
    text = fact.text
    changes = [p for p in material.corrected.instead if p[0] == fact.turn and fact.start <= p[1] < fact.end]
    for place in sorted(changes, reverse=True):
        old = next((f for f in material.corrected.taken_back if f.place == place), None)
        if old is not None and old.end <= fact.end:
            new = value_of(material.corrected.instead[place], pack)
            text = text[: old.start - fact.start] + pack.text("draft.wording.corrected", value=new) + text[old.end - fact.start :]
    removed = pack.text("draft.wording.removed")
    return PLACEHOLDER.sub(
        lambda m: removed if class_of(m.group(), material.original) is FindingClass.SECRET else m.group(), " ".join(text.split())
    )


def _attachments(material: Material, pack: Pack) -> Iterator[str]:
    there = attached(material.turns)
    for item in material.triage.evidence:
        if item.item not in material.evidence.ids:
            continue
        record = material.evidence.item(item.item)
        if record.form in ("picture", "document"):
            have = item.have or (there and record.id == "screenshot")
            yield pack.text(f"draft.wording.{'attached' if have else 'to_attach'}", name=record.name.in_language(pack.code))


def _letter(sections: Mapping[str, list[str]], material: Material, pack: Pack, style: str) -> str:
    issue = pack.text(f"draft.issues.{material.triage.issue_type.value}")
    blocks = [pack.text(f"draft.{style}.greeting"), pack.text(f"draft.{style}.opening", issue=issue)]
    headings = pack.value(f"draft.{style}.headings")
    for name in pack.value(f"draft.{style}.order"):
        lines = sections.get(name, [])
        if not lines:
            continue
        if name == "story" and len(lines) > 1:
            lines = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
        elif name != "summary":
            lines = [pack.text("draft.wording.list_item", text=line) for line in lines]
        blocks.append("\n".join([headings[name], *lines]))
    return "\n\n".join([*blocks, pack.text(f"draft.{style}.closing")])


def _chat(sections: Mapping[str, list[str]], material: Material, pack: Pack) -> str:
    issue = pack.text(f"draft.issues.{material.triage.issue_type.value}")
    headings = pack.value("draft.chat.headings")
    lines = []
    foreign = any(detect_language(f.text, pack.code) != pack.code for f in material.slots.what_happened)
    if (foreign or "story" not in sections) and "summary" in sections:
        lines.append(headings["summary"] + sections["summary"][0])
    lines += [_capital(line) for line in sections.get("facts", [])]
    if "error" in sections:
        lines.append(_item(pack, "error_code", sections["error"]))
    for name in _SECTIONS:
        if name in sections:
            lines.append(headings[name] + " ".join(f"{line}{_stop(line, pack)}" for line in sections[name]))
    opening = pack.text("draft.chat.greeting") + (" " if pack.code != "zh" else "") + pack.text("draft.chat.opening", issue=issue)
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return "\n".join(part for part in (opening, numbered, pack.text("draft.chat.closing")) if part)


def _stop(line: str, pack: Pack) -> str:
    return "" if line[-1:] in "。.!?！？)）" else ("。" if pack.code == "zh" else ".")
