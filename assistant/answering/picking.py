"""Which of the choices that were offered a message picks: "the second one", 第一个, "2", "yes that"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.corpus.fold import fold
from assistant.languages import load_packs


def find_pick(sealed_text: str, choices: Sequence[str]) -> str:
    """The one of ``choices`` that a message picks and says nothing else; empty where it picks none.

    >>> find_pick("the second one", ["a", "b"])
    'b'
    """
    low = fold(sealed_text).lower().replace("’", "'").strip(" .!?~。！？")
    for pattern in _patterns("before"):
        low = pattern.sub("", low).strip(" ,.!，。")
    if len(choices) == 1 and any(p.fullmatch(low) for p in _patterns("agrees")):
        return choices[0]
    for number, choice in enumerate(choices):
        if any(re.fullmatch(p, low) for pack in load_packs().values() for p in _written(pack.value("talk.pick.numbers"), number)):
            return choice
    return choices[-1] if choices and any(p.fullmatch(low) for p in _patterns("last")) else ""


def _written(numbers: Sequence[str], index: int) -> Sequence[str]:
    return numbers[index : index + 1]


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pack.value(f"talk.pick.{name}")) for pack in load_packs().values())
