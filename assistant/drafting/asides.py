"""What a message says to the assistant, not of the problem: thanks, curses, "write it for me", "what now?". A letter leaves it out.

Words are data (``prompts/<lang>/draft_aside.toml``), those of all languages tried together; texts are folded pieces of a message.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.corpus.venting import without_curses
from assistant.languages import load_packs

_SAYS = re.compile(r"[\u3400-\u9fff]|[a-z0-9]")
_LEAST = 2  # characters that a piece must say without its curses, or without what is cut off


def core_of(folded: str) -> tuple[int, int]:
    """Where a piece begins and ends without what is said to the assistant before and after; as it is where nothing would be left."""
    start, end = 0, len(folded)
    for pattern in _patterns("lead"):
        if match := pattern.match(folded, start):
            start = match.end()
    for pattern in _patterns("tail"):
        if match := pattern.search(folded, start, end):
            end = match.start()
    return (start, end) if len(_SAYS.findall(folded[start:end])) >= _LEAST else (0, len(folded))


def is_aside(folded: str) -> bool:
    """Whether a piece is wholly said to the assistant, or only curses."""
    calm = " ".join(without_curses(folded).split()).strip(" ,.!?~")
    return any(p.fullmatch(text) for p in _patterns("whole") for text in dict.fromkeys((folded, calm))) or len(_SAYS.findall(calm)) < _LEAST


def is_question(folded: str) -> bool:
    """Whether a piece asks something."""
    calm = without_curses(folded)  # 什么垃圾风控 asks nothing
    return _any("asks", calm) and not _any("tells", calm)


def asks_support(folded: str) -> bool:
    """Whether a question is one that support can answer about the case: when, why, whether it is returned."""
    return _any("keeps", folded)


def asks_why(folded: str) -> bool:
    """Whether a question tells what happened as well: 怎么还没到."""
    return _any("why", folded)


def _any(name: str, folded: str) -> bool:
    return any(p.search(folded) for p in _patterns(name))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"draft_aside.{name}"))
