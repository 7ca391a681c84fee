"""Which way coins or money go in a message: in, out, or unsaid.

What goes wrong on the way in has a twin on the way out (the wrong network, no tag, nothing arrived), told in almost the same words. "打过来" and "to okx"
tell them apart. Words are data (``prompts/<lang>/direction.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from assistant.languages import load_packs
from assistant.retrieval.fusion import Scored

Way = Literal["", "in", "out"]
# The category of what goes wrong the other way.
_OTHER = {"in": "withdrawal", "out": "deposit"}
# So much of the score a twin of the other way loses; chosen on the dev splits, where 0.15 to 0.3 say the same.
COST = 0.2
# And where both ends are named, so that it cannot be about the other way at all.
COST_SURE = 0.8


def way_of(query: str) -> Way:
    """The way that a folded question tells; unsaid where it tells both, unless it names both ends.

    >>> way_of("the coins were sent to okx without a tag"), way_of("my withdrawal went the wrong way"), way_of("wrong network")
    ('in', 'out', '')
    """
    low = query.lower()
    return sure_way_of(low) or _only_way(low, "")


def sure_way_of(query: str) -> Way:
    """The way that a folded question tells by naming both ends.

    >>> sure_way_of("withdrew from kraken to okx"), sure_way_of("withdrew to kraken")
    ('in', '')
    """
    return _only_way(query.lower(), "_surely")


def _only_way(low: str, kind: str) -> Way:
    ways: list[Way] = [way for way in ("in", "out") if any(p.search(low) for p in _patterns(f"{way}{kind}"))]
    return ways[0] if len(ways) == 1 else ""


def lean(scored: Sequence[Scored], query: str, categories: Mapping[str, str]) -> list[Scored]:
    """``scored`` for a folded question, the subjects of the other way put back, best first."""
    way, cost = way_of(query), COST_SURE if sure_way_of(query) else COST
    if not way:
        return list(scored)
    moved = [replace(s, score=s.score - cost) if categories.get(s.slug) == _OTHER[way] else s for s in scored]
    return sorted(moved, key=lambda s: -s.score)


@cache
def _patterns(way: str) -> tuple[re.Pattern[str], ...]:
    """Of all packs together: people mix languages."""
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"direction.{way}"))
