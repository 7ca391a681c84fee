"""Whether a draft or a slot holds what a case says, in any of its spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


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


def slots_right(found: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    """Names of the wanted slots whose value is not found."""
    return [name for name, value in wanted.items() if not holds(found.get(name, ""), value)]
