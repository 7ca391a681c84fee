"""Parts of a long text that are looked at again, with as much around them as their reading takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from assistant.guardrails.normalise import MASK, Normalised

_EDGE = 80
_BETWEEN = f"\n{MASK * 20}\n"

Window = tuple[int, int]


def windows(text: str, spans: Iterable[Window], reach: int) -> list[Window]:
    """``spans``, which are in order of place, with ``reach`` characters and the rest of a line or word around each; joined where they meet."""
    found: list[Window] = []
    for start, end in spans:
        low, high = _opening(text, start - reach), _closing(text, end + reach)
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def excerpts(view: Normalised, shown: Sequence[Window]) -> Normalised:
    """What of ``view`` stands in the windows ``shown`` of the original text, set apart by what no detector takes for a value."""
    if view.starts is None or view.ends is None:
        view = Normalised(view.text, list(range(len(view.text))), list(range(1, len(view.text) + 1)))
    starts, ends = view.starts or [], view.ends or []
    pieces: list[str] = []
    begins: list[int] = []
    closes: list[int] = []
    for start, end in shown:
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        pieces += (view.text[low:high], _BETWEEN)
        begins += (*starts[low:high], *[end] * len(_BETWEEN))
        closes += (*ends[low:high], *[end] * len(_BETWEEN))
    return Normalised("".join(pieces), begins, closes)


def meets(spans: Sequence[Window], start: int, end: int) -> bool:
    """Whether ``[start, end)`` overlaps one of ``spans``, which are sorted and apart."""
    at = bisect_left(spans, (end, end)) - 1
    return at >= 0 and spans[at][1] > start


def lies_in(spans: Sequence[Window], start: int, end: int) -> bool:
    """Whether one of ``spans``, which are sorted and apart, holds ``[start, end)``."""
    at = bisect_left(spans, (end, end)) - 1
    return at >= 0 and spans[at][0] <= start and end <= spans[at][1]


def _opening(text: str, at: int) -> int:
    """The beginning of the line or word that ``at`` stands in, if it is near."""
    if at <= _EDGE:
        return 0
    base = at - _EDGE
    return next((place + 1 for place in (text.rfind("\n", base, at), text.rfind(" ", base, at)) if place >= 0), at)


def _closing(text: str, at: int) -> int:
    """The end of the line or word that ``at`` stands in, if it is near."""
    if at + _EDGE >= len(text):
        return len(text)
    stop = at + _EDGE
    return next((place for place in (text.find("\n", at, stop), text.find(" ", at, stop)) if place >= 0), at)
