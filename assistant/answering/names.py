"""Names that a question has and nothing here knows: "the SilverShield plan", "Galaxy Miles". What is called so is not what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

# SilverShield, NebulaUSD; Galaxy Miles, Zero-Slippage.
_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+(?:(?:[A-Z][a-z]+|[A-Z]{2,})\w*|(?:[- ][A-Z][a-z]+)+)")
_WORD = re.compile(r"[a-z]+")
_OPENS = re.compile(r"(?:^|[.!?:;\n。！？：；])\s*$")


def unknown_name(query: str, said: str, known: Set[str], spread: Callable[[str], int]) -> str:
    """The first name in ``query`` that nothing here knows; empty when there is none.

    ``said`` is the text of the document that was found, ``known`` are words of the glossary and of other platforms, lower case, and ``spread``
    says in how many subjects a word stands. Only names by their shape count: two words with capitals, or two capitals in one word.

    >>> unknown_name("my SilverShield plan did not pay", "", frozenset(), lambda word: 0)
    'SilverShield'
    """
    low = said.lower()
    for match in _NAME.finditer(query):
        name = match[0]
        if _OPENS.search(query[: match.start()]):
            # A sentence begins with a capital, which names nothing.
            name = name.partition(" ")[2] if " " in name else name
        words = _WORD.findall(name.lower())
        whole = not re.search("[- ]", name)
        if not _NAME.fullmatch(name) or not known.isdisjoint(words) or name.lower() in low or (whole and spread(words[0])):
            continue
        return name
    return ""
