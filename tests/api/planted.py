"""Secrets and personal data of every kind, made at test time, and a search for any of it in whatever was written or sent."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import ahocorasick

from assistant.guardrails.detector import Detector
from assistant.guardrails.detectors import discover
from assistant.guardrails.examples import unmark
from assistant.packaged import packaged
from assistant.types import FindingClass

_HAN = re.compile("[\u4e00-\u9fff]")
_MARKED = re.compile("⟦.*?⟧", re.DOTALL)
_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{20,}")
_ALNUM = re.compile(r"[0-9A-Za-z]+")
_PIECE = 12  # characters of a key that would help nobody, but that must not stand anywhere either
_WORDS = 3
_FEWEST_DIGITS = 6  # of fewer, any file that counts its entries has them all
_SHORT = 10  # bytes: what is shorter is only a hit when it stands apart, since ids and times have digits too


@dataclass(frozen=True, slots=True)
class Planted:
    """A message with hidden ``values`` in it."""

    kind: str
    text: str
    values: tuple[str, ...]
    cls: FindingClass


def plant(most: int) -> list[Planted]:
    """Up to ``most`` messages of every detector and language: what detectors say of themselves that they hide."""
    return [
        planted
        for detector in discover()
        if detector.cls is not FindingClass.REFERENCE and not detector.awaits
        for marked in _in_each_language(list(detector.hides()), most)
        for planted in [_planted(detector, marked)]
    ]


def _in_each_language(examples: list[str], most: int) -> list[str]:
    chinese = [e for e in examples if _HAN.search(_MARKED.sub("", e))]
    others = [e for e in examples if e not in chinese]
    return [*chinese[:most], *others[:most]]


def _planted(detector: Detector, marked: str) -> Planted:
    text, spans = unmark(marked)
    return Planted(detector.kind, text, tuple(text[start:end] for start, end in spans), detector.cls)


class Search:
    """Looks for values in bytes: raw, escaped, in UTF-16 and in base64, whole and (secrets) in pieces. Letter case is ignored."""

    def __init__(self, planted: Iterable[Planted]) -> None:
        known = _public_text()
        self._automaton: Any = ahocorasick.Automaton()
        for one in planted:
            for piece in _pieces(one):
                least = _FEWEST_DIGITS if piece.isdigit() else 4
                if len(piece.encode()) < least or piece.lower() in known:
                    continue
                for form in _forms(piece):
                    self._automaton.add_word(form.decode("latin-1"), (one.kind, len(form)))
        self._automaton.make_automaton()

    def find(self, place: str, written: bytes) -> set[tuple[str, str]]:
        """Kind of each value found in ``written``, and the place; never the value."""
        haystack = written.lower().decode("latin-1")
        found = set()
        for last, (kind, size) in self._automaton.iter(haystack):
            start, end = last + 1 - size, last + 1
            if size >= _SHORT or (not _joined(haystack[max(0, start - 1) : start]) and not _joined(haystack[end : end + 1])):
                found.add((place, kind))
        return found

    def find_in(self, folder: Path) -> set[tuple[str, str]]:
        """``find`` in every file under ``folder``, and in the files' names."""
        files = [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
        names = "\n".join(str(p.relative_to(folder)) for p in files)
        return self.find("names of files", names.encode()).union(*(self.find(p.name, p.read_bytes()) for p in files))


def _joined(neighbour: str) -> bool:
    return bool(neighbour) and (neighbour.isascii() and (neighbour.isalnum() or neighbour in ".-_"))


def _pieces(one: Planted) -> Iterator[str]:
    for value in one.values:
        yield value
        if one.cls is not FindingClass.SECRET:
            continue
        for token in _TOKEN.findall(value):
            yield from (token[at : at + _PIECE] for at in range(0, len(token) - _PIECE + 1, 4))
        words = list(re.finditer(r"[^\W\d_]+", value))
        if len(words) >= 8 and "{" not in value and "---" not in value:
            yield from (value[a.start() : b.end()] for a, b in zip(words, words[_WORDS - 1 :], strict=False))


def _forms(value: str) -> Iterator[bytes]:
    """How a value may be written. Encodings that would be too short to mean anything are left out."""
    raw = value.encode()
    escaped = json.dumps(value)[1:-1]
    texts = {
        value,
        escaped,
        json.dumps(escaped)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        quote(value),
        quote_plus(value),
        escape(value),
    }
    yield from {text.encode().lower() for text in texts}
    yield value.encode("utf-16-le").lower()
    yield value.encode("utf-16-be").lower()
    if len(raw) >= 8:
        yield raw.hex().encode()
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + raw)
            inner = coded[(0, 2, 3)[shift] : len(coded) - (0, 4, 3)[(shift + len(raw)) % 3]]
            yield from {inner.lower(), inner.translate(bytes.maketrans(b"+/", b"-_")).lower()}


def _public_text() -> str:
    """What everybody may see anyhow: the corpus and the product's own words."""
    files = [p for folder in ("corpus", "prompts") for p in packaged(folder).rglob("*") if p.is_file()]
    return "\n".join(p.read_text("utf-8") for p in files).lower()
