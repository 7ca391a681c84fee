"""What a person in anger adds to a question: swearing, insults, exclamation marks, capitals. It weighs nothing in the search.

"不到账!!垃圾" asks what "不到账" asks; searched for as it stands, 垃圾 finds the junk folder of login codes. Words are data
(``prompts/<lang>/venting.toml``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from assistant.languages import load_packs

_SHOUTS = re.compile(r"\s*!+(?:\s*[!?]+)*")
_QUESTIONS = re.compile(r"\?{2,}")
_GAPS = re.compile(r"\s{2,}|(?<=[,，])(?:\s*[,，])+|\s+(?=[,，.])")
_EDGES = re.compile(r"^[\s,，、;:.。~…]+|[\s,，、;:~…]+$")
_SAYS = re.compile(r"[\u3400-\u9fff]|[a-z0-9]")
_WORD = re.compile(r"[A-Za-z]+")
SHOUTED = 3  # words, from which capitals alone are shouting and no ticker


def calm(query: str) -> str:
    """A folded question without anger; one that is nothing else is returned as it is.

    >>> calm("where is my fucking deposit!!!"), calm("YOU THIEVES"), calm("WHERE IS MY MONEY")
    ('where is my deposit', 'YOU THIEVES', 'where is my money')
    """
    left = _SHOUTS.sub(lambda m: "? " if "?" in m[0] else ", ", query)
    left = _QUESTIONS.sub("?", left)
    left = without_curses(left)
    left = _EDGES.sub("", _GAPS.sub(lambda m: " " if m[0].isspace() and m.end() < len(left) else "", left))
    if len(_SAYS.findall(left.lower())) < 2:
        return query
    return left.lower() if _is_shouted(left) else left


def without_curses(text: str) -> str:
    """A text with a blank in place of every curse."""
    for pattern in _patterns():
        text = pattern.sub(" ", text)
    return text


def is_cursing(text: str) -> bool:
    """Whether there are curses in a text."""
    folded = unicodedata.normalize("NFKC", text)
    return without_curses(folded) != folded


def only_curses(text: str) -> bool:
    """Whether a text is curses and nothing else."""
    folded = unicodedata.normalize("NFKC", text)
    left = without_curses(folded)
    return left != folded and len(_SAYS.findall(left.lower())) < 2


def _is_shouted(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= SHOUTED and text.upper() == text


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Of all packs together: people swear in several languages."""
    return tuple(re.compile(p, re.IGNORECASE) for pack in load_packs().values() for p in pack.value("venting.patterns"))
