"""Whether a draft or a slot holds what a case says, in any of its spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

_WORD = re.compile(r"[a-z0-9][a-z0-9.:/-]*|[^\W\d_]")
ENOUGH = 0.75


def plain(text: str) -> str:
    """Lower case, full width as half width, no thousands separators, blanks as one."""
    folded = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text).lower()
    return " ".join(re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", folded).split())


def holds(text: str, fact: str) -> bool:
    """Whether ``text`` holds the fact; ``a|b`` is either. A number counts only as a whole number."""
    said = plain(text)
    return any(_stands(plain(option), said) for option in fact.split("|") if option.strip())


def _stands(option: str, said: str) -> bool:
    if re.fullmatch(r"\d+(?:\.\d+)?", option):
        return re.search(rf"(?<![\d.]){re.escape(option)}(?![\d]|\.\d)", said) is not None
    return option in said


def share(text: str, facts: Iterable[str]) -> tuple[float, list[str]]:
    """The share of the facts in ``text``, and those that are not there; 1 for none."""
    wanted = list(facts)
    lost = [fact for fact in wanted if not holds(text, fact)]
    return (1 - len(lost) / len(wanted) if wanted else 1.0), lost


def slots_right(
    found: Mapping[str, str], wanted: Mapping[str, str | Sequence[str]], known: Callable[[str], set[str]] = lambda _: set()
) -> list[str]:
    """Names of the wanted slots whose value is not found.

    Of several values all are wanted; ``~words`` may be said with some words more or less; a coin or network counts by any of its names,
    which ``known`` tells: text → ids.
    """
    wrong = []
    for name, value in wanted.items():
        each = [value] if isinstance(value, str) else value
        if name in ("asset", "network"):
            each = [f"{v}|{'|'.join(sorted(known(v)))}" for v in each]
        if not all(_overlaps(found.get(name, ""), v[1:]) if v.startswith("~") else holds(found.get(name, ""), v) for v in each):
            wrong.append(name)
    return wrong


def _overlaps(text: str, words: str) -> bool:
    """Whether at least ``ENOUGH`` of the words (of Chinese: the characters) are in ``text``."""
    said, wanted = (set(_WORD.findall(plain(t))) for t in (text, words))
    return len(said & wanted) >= ENOUGH * len(wanted)
