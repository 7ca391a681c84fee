"""What a chat model may do for a draft: sort the user's pieces by number, and translate them. It can add nothing: both are checked.

Errors of the model's client pass through; draft again without it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from decimal import Decimal

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.corrections import Place
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.material import Material
from assistant.drafting.moments import find_moments
from assistant.drafting.numerals import find_numbers
from assistant.drafting.phrases import phrases
from assistant.drafting.sentences import EXPECTED, HAPPENED, NOTHING, TRIED, Clause
from assistant.drafting.slots import TOLD
from assistant.drafting.telling import as_told, glossed
from assistant.drafting.vocabulary import any_of, vocabulary
from assistant.languages import Pack, detect_language

MAX_TOKENS = 400
MOST_SENTENCES = 8
LONGEST = 400
"""Characters of a sentence that a model is asked for; what is longer is a pasted log."""
_CURRENCIES = {"元": "CNY", "块": "CNY", "¥": "CNY", "$": "USD", "刀": "USD", "€": "EUR", "£": "GBP"}
_FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")


class _Sorted(BaseModel):
    """The model's answer: numbers of pieces, from 1."""

    model_config = ConfigDict(extra="forbid")

    happened: list[int]
    tried: list[int]
    expected: list[int]


class _Sentence(BaseModel):
    """One translation, by the number of its sentence."""

    model_config = ConfigDict(extra="forbid")

    number: int
    text: str


class _Translated(BaseModel):
    """The model's answer: a translation for each sentence."""

    model_config = ConfigDict(extra="forbid")

    sentences: list[_Sentence]


class Chooser:
    """Gives clauses the roles that a model chooses. ``used`` says, after a call, that its choice was taken."""

    def __init__(self, model: BaseChatModel, pack: Pack) -> None:
        self._model, self._pack = model, pack
        self.used = False

    def __call__(self, parts: Sequence[Clause]) -> Sequence[Clause]:
        """``parts`` with the model's roles, or as they were when its answer is no choice among them."""
        told = [p for p in parts if p.role != NOTHING]
        if len(told) < 2:
            return parts
        listed = "\n".join(f"{number}. {p.text}" for number, p in enumerate(told, start=1))
        schema = {"name": "pieces", "strict": True, "schema": _Sorted.model_json_schema()}
        answer = self._model.invoke(
            [SystemMessage(self._pack.prompt("draft_choose")), HumanMessage(listed)],
            max_tokens=MAX_TOKENS,
            response_format={"type": "json_schema", "json_schema": schema},
        )
        roles = _roles(str(answer.text), len(told))
        if roles is None:
            return parts
        self.used = True
        chosen = {(p.turn, p.start): roles.get(number, p.role) for number, p in enumerate(told, start=1)}
        return tuple(replace(p, role=chosen.get((p.turn, p.start), p.role)) for p in parts)


def chooser(model: BaseChatModel, pack: Pack) -> Chooser:
    """A chooser that asks ``model`` in the language of ``pack``."""
    return Chooser(model, pack)


def _roles(answer: str, count: int) -> dict[int, str] | None:
    """Piece number → role; ``None`` for an answer that is not a choice: no JSON, a number that is not there or is there twice."""
    try:
        found = _Sorted.model_validate_json(_FENCE.sub("", answer.strip()))
    except ValidationError:
        return None
    roles = [(n, role) for role, numbers in ((HAPPENED, found.happened), (TRIED, found.tried), (EXPECTED, found.expected)) for n in numbers]
    if len({n for n, _ in roles}) != len(roles) or any(not 1 <= n <= count for n, _ in roles) or not found.happened:
        return None
    return dict(roles)


def translations(
    model: BaseChatModel, material: Material, packs: Mapping[str, Pack], now: datetime, zone: tzinfo | None
) -> dict[str, dict[Place, str]]:
    """Language → place of a sentence → its translation.

    Asked for, in one call a language, are the sentences of another language that the table of phrasings does not hold whole; taken is
    what passes ``is_faithful``.
    """
    found: dict[str, dict[Place, str]] = {}
    for code, pack in packs.items():
        sources: dict[Place, str] = {}
        for slot in TOLD:
            for fact in material.slots.facts(slot):
                source = as_told(fact, material, pack)
                foreign = detect_language(source, code) != code
                if foreign and len(source) <= LONGEST and not all(part.whole for part in glossed(fact, material, pack)):
                    sources[fact.place] = source
        answers = _translated(model, list(sources.values())[:MOST_SENTENCES], pack) if sources else []
        for (place, source), text in zip(sources.items(), answers, strict=False):
            if is_faithful(source, text, code, material.glossary, now, zone):
                found.setdefault(code, {})[place] = text
    return found


def _translated(model: BaseChatModel, sources: Sequence[str], pack: Pack) -> list[str]:
    """As many texts as sources, empty where the answer has none."""
    listed = "\n".join(f"{number}. {source}" for number, source in enumerate(sources, start=1))
    schema = {"name": "translations", "strict": True, "schema": _Translated.model_json_schema()}
    answer = model.invoke(
        [SystemMessage(pack.prompt("draft_translate")), HumanMessage(listed)],
        max_tokens=MAX_TOKENS,
        response_format={"type": "json_schema", "json_schema": schema},
    )
    try:
        given = _Translated.model_validate_json(_FENCE.sub("", str(answer.text).strip()))
    except ValidationError:
        return []
    texts = {one.number: " ".join(one.text.split()) for one in given.sentences}
    return [texts.get(number, "") for number in range(1, len(sources) + 1)]


def is_faithful(source: str, text: str, code: str, glossary: Glossary, now: datetime, zone: tzinfo | None) -> bool:
    """Whether ``text`` is in language ``code`` with just the numbers, placeholders, coins, networks, times and denial of ``source``."""
    if not text or detect_language(text, "") != code or not 0.2 < len(text) / max(1, len(source)) < 6:
        return False
    return _content(source, glossary, now, zone) == _content(text, glossary, now, zone)


def _content(text: str, glossary: Glossary, now: datetime, zone: tzinfo | None) -> tuple[object, ...]:
    marks = sorted(m.group() for m in PLACEHOLDER.finditer(text))
    bare = PLACEHOLDER.sub(" ", text)
    numbers: set[Decimal] = {n.value for n in find_numbers(bare) if bare[n.start].isdigit() or (n.end - n.start > 1 and n.value > 10)}
    things = {t.id for t in glossary.find_terms(bare) if t.kind in ("coin", "network")}
    times = sorted(m.iso for m in find_moments(bare, now, zone) if m.iso)
    links = "://" in text or "@" in text
    names = {said for table in phrases().names.values() for pattern, said in table if pattern.search(one_to_one(bare))}
    return (
        marks,
        numbers,
        things,
        _known_names(names),
        _money(bare, glossary),
        times,
        bool(re.search(any_of(vocabulary().cues["negation"]), one_to_one(bare))),
        links,
    )


def _money(text: str, glossary: Glossary) -> frozenset[str]:
    """The currencies of a text: 元, yuan and CNY are one."""
    units = vocabulary().units
    found = {units[m.group()] for m in re.finditer(any_of(units), one_to_one(text))}
    found |= {t.id for t in glossary.find_terms(text) if t.kind == "fiat"}
    return frozenset(_CURRENCIES.get(unit, unit) for unit in found)


def _known_names(names: set[str]) -> frozenset[str]:
    """Platforms and wallets, each by one name: 币安 is Binance."""
    table = phrases().names
    back = {said: next((s for p, s in table["en"] if p.search(said)), said) for said in names}
    return frozenset(name.casefold() for name in back.values())
