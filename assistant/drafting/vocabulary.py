"""The words that tell one part of a message from another, of all languages together: people mix them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.corpus.edges import one_to_one
from assistant.languages import Pack, load_packs


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of ``words`` (folded), the longest first; Latin letters do not run on past a Latin word's edge."""
    return _any_of(tuple(words))


@lru_cache(maxsize=512)
def _any_of(words: tuple[str, ...]) -> str:
    parts = []
    for word in sorted({one_to_one(w) for w in words}, key=len, reverse=True):
        left = r"(?<![a-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
        right = r"(?![a-z])" if word[-1:].isascii() and word[-1:].isalnum() else ""
        parts.append(left + re.escape(word).replace(r"\ ", r"\s+") + right)
    return f"(?:{'|'.join(parts)})" if parts else r"(?!)"


@dataclass(frozen=True)
class Vocabulary:
    """The tables of words to recognise of every ``prompts/<code>/draft.toml``."""

    cues: Mapping[str, tuple[str, ...]]
    time: Mapping[str, Mapping[str, Any]]
    shapes: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, tuple[str, ...]]
    units: Mapping[str, str]
    step_words: Mapping[str, tuple[str, ...]]
    wish_words: Mapping[str, tuple[str, ...]]
    symptom_words: Mapping[str, tuple[str, ...]]

    def cue(self, name: str) -> re.Pattern[str]:
        """Any word of a cue list."""
        return _compiled(any_of(self.cues[name]))

    def before(self, name: str, glue: str = "glue") -> re.Pattern[str]:
        """A word of a cue list right before a place, with filling words between: use on the folded text before the place."""
        return _compiled(rf"{any_of(self.cues[name])}[\s,:]{{0,3}}(?:{any_of(self.cues[glue])}[\s,:]{{0,3}}){{0,3}}$")


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _lists(packs: Iterable[Pack], table: str) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for pack in packs:
        for name, words in pack.value(f"draft.{table}").items():
            merged[name] = merged.get(name, ()) + tuple(words)
    return merged


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of every pack, read once."""
    packs = list(load_packs().values())
    time: dict[str, dict[str, Any]] = {}
    units: dict[str, str] = {}
    for pack in packs:
        for name, words in pack.value("draft.time").items():
            time.setdefault(name, {}).update({one_to_one(word): value for word, value in words.items()})
        units |= {one_to_one(word): unit for word, unit in pack.value("draft.units").items()}
    tables = ("cues", "shapes", "ids", "step_words", "wish_words", "symptom_words")
    cues, shapes, ids, steps, wishes, symptoms = (_lists(packs, table) for table in tables)
    return Vocabulary(cues, time, shapes, ids, units, steps, wishes, symptoms)
