"""Meanings composed of notions: who, did what, to what. Notions and compositions are data (``prompts/<lang>/triage.toml``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.languages import load_packs

# Where a sentence ends; a comma does not end one, and a point within a number neither.
_SENTENCES = re.compile(r"[。!?;\n]+|\.(?=\s|$)")
_MARKS = re.compile(r"\s*([+~-])\s+")


@dataclass(frozen=True, slots=True)
class Composition:
    """``together`` stand in one sentence, ``anywhere`` in the message, none of ``without`` in it; each item is any of its names.

    >>> read_composition("code/login + told ~ site - denied").together
    (('code', 'login'), ('told',))
    """

    together: tuple[tuple[str, ...], ...]
    anywhere: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()

    def holds(self, sentences: tuple[str, ...], text: str, says: Callable[[str, str], bool]) -> bool:
        """Whether a message says this; ``says(name, text)`` tells whether a text holds a notion."""

        def any_of(names: tuple[str, ...], where: str) -> bool:
            return any(says(name, where) for name in names)

        if any(any_of(names, text) for names in self.without) or not all(any_of(names, text) for names in self.anywhere):
            return False
        return any(all(any_of(names, sentence) for names in self.together) for sentence in sentences)


def read_composition(line: str) -> Composition:
    """A composition as written in the data: ``+`` same sentence, ``~`` anywhere, ``-`` must not be there, ``/`` either."""
    first, *rest = _MARKS.split(line.strip())
    parts: dict[str, list[tuple[str, ...]]] = {"+": [tuple(first.split("/"))], "~": [], "-": []}
    for mark, names in zip(rest[::2], rest[1::2], strict=True):
        parts[mark].append(tuple(names.strip().split("/")))
    return Composition(tuple(parts["+"]), tuple(parts["~"]), tuple(parts["-"]))


def says_composed(alarm: str, text: str) -> bool:
    """Whether half-width lower-case ``text`` says one of the compositions of ``alarm``."""
    sentences = tuple(s for s in _SENTENCES.split(text) if s.strip())
    return any(composition.holds(sentences, text, _says) for composition in _compositions(alarm))


def _says(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _notion(name))


@cache
def _compositions(alarm: str) -> tuple[Composition, ...]:
    lines = dict.fromkeys(line for pack in load_packs().values() for line in pack.value("triage.together").get(alarm, ()))
    return tuple(read_composition(line) for line in lines)


@cache
def _notion(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value("triage.words").get(name, ()))
