"""What kind of thing is asked for, and whether a sentence says one of that kind. Rules are data (``prompts/<lang>/details.toml``).

"How long does the video call take?" wants a length of time: a document on the video call that tells none does not hold it, and one that
tells how long the appointment is kept holds another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.languages import load_packs


@dataclass(frozen=True, slots=True)
class _Kind:
    asks: tuple[re.Pattern[str], ...]
    says: tuple[re.Pattern[str], ...]


def kinds_asked(query: str) -> frozenset[str]:
    """The kinds of thing that a folded question wants: a length of time, a count, an amount, a time of day; mostly none.

    >>> sorted(kinds_asked("how long does the review take")), sorted(kinds_asked("my withdrawal is stuck"))
    (['duration'], [])
    """
    low = query.lower()
    return frozenset(name for name, kind in _kinds().items() if any(p.search(low) for p in kind.asks))


@lru_cache(maxsize=2048)
def saying(kinds: frozenset[str], sentences: tuple[str, ...]) -> tuple[bool, ...]:
    """Of each sentence (folded, lower case), whether it says something of one of ``kinds``."""
    patterns = [p for kind in kinds for p in _kinds()[kind].says]
    return tuple(any(p.search(one) for p in patterns) for one in sentences)


@cache
def _kinds() -> dict[str, _Kind]:
    """Of all packs together: people mix languages, and a document of any language may hold it."""
    packs: list[dict[str, dict[str, list[str]]]] = [pack.value("details.kinds") for pack in load_packs().values()]
    names = dict.fromkeys(name for kinds in packs for name in kinds)
    return {name: _Kind(_patterns(packs, name, "asks"), _patterns(packs, name, "says")) for name in names}


def _patterns(packs: list[dict[str, dict[str, list[str]]]], name: str, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for kinds in packs for p in kinds.get(name, {}).get(key, ()))
