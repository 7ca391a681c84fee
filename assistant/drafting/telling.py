"""The user's sentences in a draft: his own words in his language; in the other, a translation where one is sure, else his words as quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.corpus.glossary import Glossary
from assistant.corpus.venting import without_curses
from assistant.drafting.gloss import Glossed, gloss
from assistant.drafting.identifiers import PLACEHOLDER, class_of
from assistant.drafting.material import Material, value_of
from assistant.drafting.roles import ME
from assistant.drafting.said_times import said_time
from assistant.drafting.sentences import EXPECTED, clauses
from assistant.drafting.slots import Fact
from assistant.languages import Pack, detect_language
from assistant.types import FindingClass

_BLANK = re.compile(r"(?<=[\u3400-\u9fff])[ \t]+(?=[\u3400-\u9fff])")
_OKX = re.compile(r"(?<![\w./@-])(?:okx|Okx)(?![\w./@-])", re.ASCII)
_I = re.compile(r"(?<![\w'’.])i(?=$|[\s,.!?;:]|['’](?:m|ve|d|ll)\b)")


@dataclass(frozen=True, slots=True)
class Told:
    """Lines in a draft's language, and in the person's own words what could not be said in it."""

    lines: tuple[str, ...] = ()
    original: tuple[str, ...] = ()


def tell(material: Material, slot: str, pack: Pack) -> Told:
    """The sentences of a slot in the language of ``pack``."""
    lines: list[str] = []
    original: list[str] = []
    translations = material.translations.get(pack.code, {})
    for fact in material.slots.facts(slot):
        text = as_told(fact, material, pack)
        if detect_language(text, pack.code) == pack.code:
            lines.append(pack.text("draft.wording.quote", text=text))
        elif fact.place in translations:
            lines.append(pack.text("draft.wording.translated", text=translations[fact.place], words=text))
        else:
            said, rest = _said(glossed(fact, material, pack), text, material, pack)
            # What is quoted whole need not be told in part.
            lines.append("" if rest and material.form.short else said)
            original.append(rest)
    return Told(tuple(filter(str.strip, lines)), tuple(filter(str.strip, original)))


def glossed(fact: Fact, material: Material, pack: Pack) -> tuple[Glossed, ...]:
    """A sentence piece by piece by the table of common phrasings, corrected values in brackets."""
    values = {}
    for one in material.corrected.facts:
        if one.turn == fact.turn:
            unsure = one.slot == "occurred_at" and not one.value
            values[one] = said_time(one.text, pack.code) if unsure else value_of(one, pack)
    for old in material.corrected.taken_back:
        if old.turn == fact.turn and old.place in material.corrected.instead:
            new = value_of(material.corrected.instead[old.place], pack)
            values[old] = pack.text("draft.wording.corrected", value=new)
    before = [c for c in clauses(material.turns[fact.turn], fact.turn) if c.start <= fact.start]
    agent = before[-1].agent if before else ME
    return gloss(fact.text, fact.start, tuple(values), pack.code, material.glossary, values, asks=fact.slot == EXPECTED, agent=agent)


def _said(parts: tuple[Glossed, ...], text: str, material: Material, pack: Pack) -> tuple[str, str]:
    """One line of what could be said, and the person's own words for the rest; of a sentence not understood whole, all of them."""
    whole = all(part.whole for part in parts)
    # Beside what could not be said, a bare name or time says nothing.
    told = parts if whole else tuple(part for part in parts if part.tells)
    said = str(pack.value("draft.wording.comma")).join(dict.fromkeys(_known(told, material)))
    return said[:1].upper() + said[1:], "" if whole else text


def _known(parts: tuple[Glossed, ...], material: Material) -> Iterator[str]:
    for part in parts:
        secret = any(class_of(m.group(), material.original) is FindingClass.SECRET for m in PLACEHOLDER.finditer(part.text))
        if part.text and not secret:
            yield part.text


def _hidden(text: str, material: Material, pack: Pack) -> str:
    removed = pack.text("draft.wording.removed")
    return PLACEHOLDER.sub(
        lambda m: removed if class_of(m.group(), material.original) is FindingClass.SECRET else m.group(), " ".join(text.split())
    )


def as_told(fact: Fact, material: Material, pack: Pack) -> str:
    """A sentence of the user, with the corrected value in brackets where an earlier one stood, and secrets taken out."""
    text = fact.text
    changes = [p for p in material.corrected.instead if p[0] == fact.turn and fact.start <= p[1] < fact.end]
    for place in sorted(changes, reverse=True):
        old = next((f for f in material.corrected.taken_back if f.place == place), None)
        if old is not None and old.end <= fact.end:
            new = value_of(material.corrected.instead[place], pack)
            text = text[: old.start - fact.start] + pack.text("draft.wording.corrected", value=new) + text[old.end - fact.start :]
    return worded(_hidden(text, material, pack), material.glossary)


def worded(text: str, glossary: Glossary) -> str:
    """A sentence as it is written in a letter: no curses, a comma where Chinese has a blank, capitals where English has them."""
    text = _BLANK.sub("，", text)
    if (calm := without_curses(text)) != text:
        text = " ".join(_BLANK.sub("", calm).split()).strip(" ,，、")
    text = _OKX.sub("OKX", text)
    if detect_language(text) != "zh":
        text = _I.sub("I", text)
    first = re.match(r"[a-z]+(?![\w.:/@-]|\s?[\u3400-\u9fff])", text)
    if first and not any(term.start == 0 for term in glossary.find_terms(text)):
        text = text[:1].upper() + text[1:]
    return text
