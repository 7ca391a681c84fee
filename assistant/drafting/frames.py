"""What could be said of a piece in another language, put together as a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.phrases import ACT, MOVE, NAME, STATE, WANT, WORD, phrases

TIME = "time"
_TOLD = (MOVE, ACT, STATE, WANT)
JOINS = (" and", " but", " then", " because", "和", "但是", "然后", "因为")


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a piece and how it is said; ``alone`` is the whole sentence that it makes where nothing names its subject."""

    start: int
    end: int
    kind: str
    text: str
    alone: str = ""


def sentence(said: Iterable[Said], code: str) -> str:
    """In the order in which it was told, a second thing that happened set apart, what is wanted last, whatever a question began with.

    What the person did is said of him, with what was told before it behind it.
    """
    before, told = _grouped(said)
    if (
        told
        and told[0][0].kind in (MOVE, ACT)
        and _is_own(before)
        and (frame := phrases().acts[code])
        and frame.pattern.match(told[0][0].text)
    ):
        first, *rest = told[0]
        joins = [one for one in before if _is_join(one)]
        act = replace(first, text=frame.first_person.format(act=first.text))
        before, told[0] = joins, [act, *rest, *(one for one in before if not _is_join(one))]
    text = _joined("", before, code)
    last = before[-1] if before else None
    for number, group in enumerate(told):
        first, *rest = group
        if first.kind == STATE and (
            last is None or _is_join(last) or last.kind in (TIME, MOVE, ACT, STATE) or (text and last.kind == NAME and last not in before)
        ):
            first = replace(first, text=first.alone or first.text)
        text = _joined(text, [first, *rest], code, apart=number > 0)
        last = group[-1]
    return re.sub(r"(?<=[\u4e00-\u9fff，。”）])\s+(?=[\u4e00-\u9fff，。“（])", "", text) if code == "zh" else text


def _grouped(said: Iterable[Said]) -> tuple[list[Said], list[list[Said]]]:
    """What stands before the first thing told, and each thing told with what belongs to it; nothing is said twice."""
    before: list[Said] = []
    told: list[list[Said]] = []
    seen = set[str]()
    for one in sorted(said, key=lambda s: s.kind == WANT):
        if one.text and one.text not in seen:
            seen.add(one.text)
            if one.kind in _TOLD:
                told.append([one])
            else:
                (told[-1] if told else before).append(one)
    return before, told


def _is_own(before: Sequence[Said]) -> bool:
    """Whether what stands before an act can stand behind it: times, and names with their preposition; a bare name may be who did it."""
    return all(one.kind in (TIME, WORD) or (n and before[n - 1].kind == WORD) for n, one in enumerate(before))


def _is_join(one: Said) -> bool:
    return f" {one.text}".endswith(JOINS)


def _joined(text: str, said: Sequence[Said], code: str, *, apart: bool = False) -> str:
    """``text`` and what follows it; ``apart`` sets the first of it apart."""
    for number, one in enumerate(said):
        sets = apart and number == 0 and not text.endswith(JOINS)
        word = one.text[:1].lower() + one.text[1:] if text and one.kind == WANT else one.text
        text += (("，" if code == "zh" else ", ") if sets else " ") + word if text else word
    return text
