"""The table of common phrasings: what people write about their problem in one language, and how it is said in another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.corpus.edges import one_to_one
from assistant.drafting.vocabulary import any_of
from assistant.languages import load_packs

MOVE, ACT, STATE, WANT, NAME, WORD = "move", "act", "state", "want", "name", "word"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that people say in many ways. ``say``: language → how a draft says it; ``kind`` is where it stands in a sentence.

    ``alone``: language → the whole sentence that it makes where nothing names its subject; the same as ``say`` where that is one. ``of`` are the names of
    what it can be said of (a phrase of the kind ``name``, or a slot).
    """

    name: str
    kind: str
    pattern: re.Pattern[str]
    say: Mapping[str, str]
    alone: Mapping[str, str]
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: hours, times. ``say``: language → for one and for more."""

    name: str
    pattern: re.Pattern[str]
    say: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Both directions. ``names``: language → pattern of a name and how it is said there. ``times``: language → word of another (folded) → how it is said.

    ``first_person``: language → the sentence around what the person did. ``subjects``: name of a state → what it can be said of.
    """

    phrases: tuple[Phrase, ...]
    units: tuple[Unit, ...]
    names: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]
    times: Mapping[str, Mapping[str, str]]
    fillers: re.Pattern[str]
    first_person: Mapping[str, str]
    subjects: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The tables ``draft_phrases.toml`` of every pack, read once. An id that only one pack holds is said in its language only."""
    packs = load_packs()
    tables: dict[str, Any] = {code: pack.value("draft_phrases") for code, pack in packs.items()}
    found = []
    for kind in next(iter(tables.values()))["phrases"]:
        ids = dict.fromkeys(name for table in tables.values() for name in table["phrases"].get(kind, {}))
        for name in ids:
            entries = {code: table["phrases"][kind][name] for code, table in tables.items() if name in table["phrases"].get(kind, {})}
            patterns = [pattern for code, entry in entries.items() for pattern in _edged(entry["words"], code)]
            say = {code: str(entry["say"]) for code, entry in entries.items()}
            alone = {code: str(entry.get("alone", entry["say"])) for code, entry in entries.items()}
            of = frozenset(word for entry in entries.values() for word in entry.get("of", ()))
            found.append(Phrase(name, kind, re.compile("|".join(patterns)), say, alone, of))
    units = tuple(_unit(name, tables) for name in next(iter(tables.values()))["units"])
    names = {
        code: tuple((re.compile(any_of([word])), str(said)) for word, said in table["names"].items()) for code, table in tables.items()
    }
    times = {code: {one_to_one(word): str(said) for word, said in table["times"].items()} for code, table in tables.items()}
    fillers = [pattern for code, table in tables.items() for pattern in _edged(table["fillers"], code)]
    first = {code: str(table["first_person"]) for code, table in tables.items()}
    subjects = {phrase.name: phrase.of for phrase in found if phrase.of}
    return Phrases(tuple(found), units, names, times, re.compile("|".join(fillers)), first, subjects)


def _unit(name: str, tables: Mapping[str, Any]) -> Unit:
    words = [pattern for code, table in tables.items() for pattern in _edged(table["units"][name]["words"], code)]
    say = {code: (str(table["units"][name]["one"]), str(table["units"][name]["more"])) for code, table in tables.items()}
    return Unit(name, re.compile(r"\s{0,2}(?:" + "|".join(words) + ")"), say)


def _edged(words: list[str], code: str) -> list[str]:
    """Patterns over folded text; those of a language with spaces begin and end at a word's edge."""
    return [rf"(?<![a-z0-9])(?:{w})(?![a-z0-9])" if code != "zh" else f"(?:{w})" for w in words]
