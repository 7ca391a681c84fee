"""Values that a label names: ``order id 612…``, ``工单号：98765432``, ``ref #OKX-123456``, lists of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Scan
from assistant.guardrails.labels import Label, label_starts, labels, labels_between
from assistant.guardrails.numbers import is_amount, is_date

_LINK = r"(?:[ \t]{0,3}(?:no\.?|nr\.?|num|number|id|ids|号码?|號碼?|编号|是|为|為|is|are|was|填的?是?|[:=#*`\"'|>(\[【「<-])){0,4}"
_GAP = re.compile(rf"{_LINK}[ \t]{{0,3}}(?:\n[ \t>*-]{{0,4}})?", re.IGNORECASE)
_LOOSE = re.compile(r"[^0-9\n。!?;,\ue000]{1,18}?(?=#?[A-Za-z]{0,6}[-_]?[0-9])")
_LIST = re.compile(r"[ \t]*(?:、|,|/|&|\n|;|和|与|及|\band\b|\bor\b)[ \t\n]*#?")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
NUMBER = (
    r"(?:[A-Za-z]{0,6}|[A-Z]{1,4}[ \-])[0-9](?:[0-9A-Za-z]|[ .\-/](?=[0-9A-Za-z]{0,12}[0-9])[0-9A-Za-z]){4,19}(?:[ ]?\([0-9A-Za-z]\))?"
    r"(?![0-9A-Za-z])"
)
"""An identity number of any country: digits and letters, in groups of which each holds a digit."""
TOKEN = r"#?[A-Za-z0-9](?:[A-Za-z0-9_\-]{0,62}[A-Za-z0-9])?"


def values(scan: Scan, group: str, shape: re.Pattern[str], *, loose: bool = True) -> Iterator[tuple[int, int]]:
    """Spans of ``shape`` that a label of ``group`` names, first right behind it, then (``loose``) a few words later.

    More values of a list follow as long as each is as long as the one before. A value never crosses another label.
    """
    yield from named(scan, [label for label in labels(scan) if label.group == group], shape, loose=loose)


def named(scan: Scan, names: Iterable[Label], shape: re.Pattern[str], *, loose: bool = True) -> Iterator[tuple[int, int]]:
    """The same behind ``names``, wherever they come from."""
    found = labels(scan)
    for label in names:
        place = bisect_left(label_starts(scan), label.end)
        limit = found[place].start if place < len(found) else len(scan.text)
        span = _first(scan, label, shape, limit, loose)
        while span:
            yield span
            span = _next(scan, span, shape)


def _first(scan: Scan, label: Label, shape: re.Pattern[str], limit: int, loose: bool) -> tuple[int, int] | None:
    text = scan.text
    gap = _GAP.match(text, label.end)
    match = shape.match(text, gap.end()) if gap else None
    if match is None and loose:
        words = _LOOSE.match(text, label.end)
        match = shape.match(text, words.end()) if words else None
    if match is None or match.start() > limit or not _is_value(text, *match.span()):
        return None
    return match.span()


def _next(scan: Scan, span: tuple[int, int], shape: re.Pattern[str]) -> tuple[int, int] | None:
    text = scan.text
    comma = _LIST.match(text, span[1])
    match = shape.match(text, comma.end()) if comma else None
    if match is None or abs(len(match.group()) - (span[1] - span[0])) > 1 or not _is_value(text, *match.span()):
        return None
    if labels_between(scan, *match.span()):
        return None  # "… / UID 48120377": as long, but named itself
    return match.span()


def _is_value(text: str, start: int, end: int) -> bool:
    return not (is_date(text[start : end + 6]) or _CLOCK.match(text, start) or (text[start:end].isdigit() and is_amount(text, end)))
