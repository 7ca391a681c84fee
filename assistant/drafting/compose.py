"""A problem description in one language, from the slots and the user's own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.corpus.edges import one_to_one
from assistant.drafting.form import platform_name
from assistant.drafting.material import Material, value_of
from assistant.drafting.moments import stamped
from assistant.drafting.phrases import phrases
from assistant.drafting.roles import is_reported, is_symptom
from assistant.drafting.said_times import said_time
from assistant.drafting.slots import SHAPED, Fact
from assistant.drafting.telling import Told, tell
from assistant.drafting.vocabulary import any_of, vocabulary
from assistant.languages import Pack, detect_language
from assistant.types import Channel, IssueType

_STYLES = {Channel.LIVE_CHAT: "chat", Channel.SOCIAL: "chat", Channel.APPEAL_IN_APP: "appeal"}
_SECTIONS = {"story": "what_happened", "tried": "steps_tried", "wish": "expected"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A title and a body, with placeholders that the guard restores."""

    title: str
    body: str


def write_draft(material: Material, pack: Pack, *, story: bool = True) -> Draft:
    """The draft in the language of ``pack``, fit for the triage's channel; without the user's sentences when ``story`` is off."""
    style = _style(material)
    sections = {name: lines for name, lines in _sections(material, pack, story).items() if lines}
    body = _chat(sections, material, pack) if style == "chat" else _letter(sections, material, pack, style)
    return Draft(_title(material, pack), body)


def bare_draft(material: Material, pack: Pack) -> Draft:
    """A draft that says nothing but the kind of problem."""
    frame = _frame(material, pack)
    return Draft(pack.text("draft.wording.title_bare", issue=frame.issue), "\n\n".join([frame.greeting, frame.opening, frame.closing]))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around a letter's facts."""

    issue: str
    greeting: str
    opening: str
    closing: str


def _style(material: Material) -> str:
    # Another platform's chat and appeals are not known.
    return "mail" if material.form.to else _STYLES.get(material.triage.channel, "mail")


def _frame(material: Material, pack: Pack) -> _Frame:
    form, style = material.form, _style(material)
    issue, greeting = pack.text(f"draft.issues.{material.triage.issue_type.value}"), pack.text(f"draft.{style}.greeting")
    if form.to:
        name = platform_name(form.to, pack.code)
        greeting = pack.text("draft.other.greeting", name=name)
        if material.triage.issue_type in (IssueType.DEPOSIT, IssueType.WITHDRAWAL):
            # Which of the two sent is told below; what OKX calls a deposit is a withdrawal there.
            issue = pack.text("draft.other.issue", name=name)
    polite = "_polite" if form.polite else ""
    opening = pack.text(f"draft.{style}.opening{polite}", issue=issue)
    return _Frame(issue, greeting, opening, pack.text(f"draft.{style}.closing{polite}"))


def attached(turns: Sequence[str]) -> bool:
    """Whether the user says that a screenshot is there."""
    return any(vocabulary().cue("attached").search(one_to_one(t)) for t in turns)


def _title(material: Material, pack: Pack) -> str:
    issue = _frame(material, pack).issue
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
    names, states = pack.value("draft.symptoms"), pack.value("draft.symptom_states")
    found: list[str] = []
    for fact in material.slots.what_happened:
        folded = one_to_one(fact.text)
        told = ((p, m) for p in phrases().phrases if p.name in states and pack.code in p.say for m in p.pattern.finditer(folded))
        found += [p.say[pack.code] for p, m in told if is_symptom(p.name, folded, *m.span()) and not is_reported(folded)]
        for name, words in vocabulary().symptom_words.items():
            found += [str(names[name]) for m in re.finditer(any_of(words), folded) if is_symptom(name, folded, *m.span())]
        for term in material.glossary.find_terms(fact.text):
            if term.kind != "action" or term.id not in names or names[term.id] in found:
                continue
            before = folded[max(0, term.start - 10) : term.start]
            asked = fact.text[term.end : term.end + 2].lstrip()[:1] in ("?", "？", "吗")
            denied = asked or re.search(rf"{any_of(_negations())}\s*$", before)
            if not denied and is_symptom(term.id, folded, term.start, term.end):
                found.append(str(names[term.id]))
    # 被冻结 beside 银行卡被冻结 says nothing more.
    return [one for one in dict.fromkeys(found) if not any(one != other and one in other for other in found)]


def _negations() -> tuple[str, ...]:
    return vocabulary().cues["negation"]


def _sections(material: Material, pack: Pack, story: bool) -> dict[str, list[str]]:
    details = _details(material, pack)
    sections = {
        "summary": [pack.value("draft.wording.comma").join(details)] if details else [],
        "facts": [_item(pack, slot, values) for slot, values in _values(material, pack) if slot != "error_code"],
        "error": [value for slot, values in _values(material, pack) if slot == "error_code" for value in values],
        "attachments": list(_attachments(material, pack)),
    }
    told = {name: tell(material, slot, pack) if story else Told() for name, slot in _SECTIONS.items()}
    if material.form.short:
        facts = sections["facts"]
        sections |= {"summary": [], "attachments": [], "facts": [pack.value("draft.wording.gap").join(facts)] if facts else []}
    sections |= {name: list(said.lines) for name, said in told.items()}
    return sections | {"original": [words for said in told.values() for words in said.original]}


def _values(material: Material, pack: Pack) -> Iterator[tuple[str, list[str]]]:
    for slot in SHAPED:
        values = list(dict.fromkeys(_with_words(f, material, pack) for f in material.slots.facts(slot)))
        if values:
            yield slot, values


def _item(pack: Pack, slot: str, values: Sequence[str]) -> str:
    label = pack.text(f"draft.slots.{slot}")
    return pack.text("draft.wording.item", label=label, value=pack.value("draft.wording.list").join(values))


def _with_words(fact: Fact, material: Material, pack: Pack) -> str:
    """The value, with the user's own words where they say it in another way."""
    value = value_of(fact, pack)
    if fact.slot == "occurred_at":
        return _time(fact, value, material, pack)
    if fact.slot == "amount" and fact.value.partition(" ")[0] not in one_to_one(fact.text).replace(",", ""):
        return pack.text("draft.wording.said_as", value=value, words=fact.text)
    return value


def _time(fact: Fact, value: str, material: Material, pack: Pack) -> str:
    """A time as far as it is certain, with the words it was told in and, where they are counted from when they were said, that moment."""
    since = material.said_at[fact.turn] if fact.counted and fact.turn < len(material.said_at) else None
    if not fact.value:
        said = said_time(fact.text, pack.code)
        foreign = said != fact.text and detect_language(fact.text, pack.code) != pack.code
        unsure = pack.text("draft.wording.said_at", at=stamped(since)) if since else pack.text("draft.wording.unsure")
        return pack.text(f"draft.wording.told_{'said' if foreign else 'words'}", words=fact.text, said=said, unsure=unsure)
    if re.sub(r"\D", "", fact.text) == re.sub(r"\D", "", value):
        return value
    counted = pack.text("draft.wording.counted") if since else ""
    return pack.text(f"draft.wording.{'told_about' if fact.about else 'told_at'}", value=value, words=fact.text, counted=counted)


def _attachments(material: Material, pack: Pack) -> Iterator[str]:
    there = material.pictured or attached(material.turns)
    for item in material.triage.evidence:
        if item.item not in material.evidence.ids:
            continue
        record = material.evidence.item(item.item)
        if record.form in ("picture", "document"):
            have = item.have or (there and record.id == "screenshot")
            yield pack.text(f"draft.wording.{'attached' if have else 'to_attach'}", name=record.name.in_language(pack.code))


def _letter(sections: Mapping[str, list[str]], material: Material, pack: Pack, style: str) -> str:
    if material.form.short:
        return _chat(sections, material, pack)
    frame = _frame(material, pack)
    blocks = [frame.greeting, frame.opening]
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
    return "\n\n".join([*blocks, frame.closing])


def _chat(sections: Mapping[str, list[str]], material: Material, pack: Pack) -> str:
    frame = _frame(material, pack)
    headings = pack.value("draft.chat.headings")
    lines = []
    foreign = any(detect_language(f.text, pack.code) != pack.code for f in material.slots.what_happened)
    if (foreign or "story" not in sections) and "summary" in sections:
        lines.append(headings["summary"] + sections["summary"][0])
    lines += [_capital(line) for line in sections.get("facts", [])]
    if "error" in sections:
        lines.append(_item(pack, "error_code", sections["error"]))
    for name in (*_SECTIONS, "original"):
        if name in sections:
            lines.append(headings[name] + ("" if pack.code == "zh" else " ").join(f"{line}{_stop(line, pack)}" for line in sections[name]))
    opening = frame.greeting + (" " if pack.code != "zh" else "") + frame.opening
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return "\n".join(part for part in (opening, numbered, frame.closing) if part)


def _stop(line: str, pack: Pack) -> str:
    return "" if line[-1:] in "。.!?！？)）" else ("。" if pack.code == "zh" else ".")
