"""Markdown → what a reader reads: prose, sentences, counts, comparison keys."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

CJK = re.compile(r"[\u3400-\u9fff]")
_TABLE_ROW = re.compile(r"(?m)^\s*\|.*$\n?")
_MARKS = re.compile(r"(?m)^\s*(?:\d+[.)、]|[-*+]|>)\s+|[*_`]{1,3}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_STOPS = re.compile(r"(?<=[。！？；!?;])|(?<=\.)\s+|\n+")
_WORD = re.compile(r"[A-Za-z0-9]+(?:['’.\-_][A-Za-z0-9]+)*")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def to_simplified(text: str) -> str:
    """Traditional characters → simplified."""
    return str(_converter().convert(text))


def prose(markdown: str) -> str:
    """Text without tables, list numbers, emphasis and link targets."""
    return _MARKS.sub("", _LINK.sub(r"\1", _TABLE_ROW.sub("", markdown))).strip()


def sentences(markdown: str) -> list[str]:
    """The sentences of a section; a list item ends one."""
    return [part.strip() for part in _STOPS.split(prose(markdown)) if part.strip()]


def length(text: str, language: str) -> int:
    """Words (en), or Chinese characters with each Latin word or number counted as one (zh)."""
    words = len(_WORD.findall(text))
    return words + len(CJK.findall(text)) if language == "zh" else words


@lru_cache(maxsize=65536)
def comparison_key(text: str) -> str:
    """What two phrasings share when a person would call them the same: case, width, script, punctuation gone."""
    folded = to_simplified(unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(ch if ch.isalnum() else " " for ch in folded)
    return " ".join(re.sub(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])", "", kept).split())
