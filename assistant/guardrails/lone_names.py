"""Single names in Latin letters of which the sentence tells a person: "agent Sarah promised", "Jon instead of John", "N. Priya"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.names import is_ordinary, listed, without_accents
from assistant.guardrails.unlisted_names import is_known_name

_LETTER = r"a-z\x{c0}-\x{17f}"
_NAME = rf"((?-i:[A-Z\x{{c0}}-\x{{de}}])[{_LETTER}'’\-]+)"
_EDGE = rf"(?:^|[^0-9_@./\-{_LETTER}])"
LED = rf"(?:<<lone_before>>)[ ]{_NAME}(?:[ ](?-i:[A-Z])\.)?"
TELLS = rf"{_EDGE}{_NAME}[ ](?:<<lone_after>>)"
SWAPPED = rf"{_EDGE}{_NAME}[ ,\"'”’]+(?:<<lone_instead>>)[ ,\"'“‘]+{_NAME}"
INITIAL = rf"{_EDGE}((?-i:[A-Z])\.[ ]?(?:(?-i:[A-Z])\.[ ]?)?(?-i:[A-Z\x{{c0}}-\x{{de}}])[{_LETTER}'’\-]+)"
_CAPITALS = 2


def lone_names(scan: Scan) -> Iterator[Span]:
    """Given names beside what only people do or are, names held against each other, and surnames behind an initial."""
    for template in (LED, TELLS):
        for hit in scan.finditer(template):
            start, end = hit.span(1)
            if is_known_name(scan, scan.text[start:end]) and not (_goes_on(scan, start, end) or is_staff(scan, start)):
                initial = hit.end() if template is LED else end
                yield Span(start, initial, score=0.4)
    for hit in scan.finditer(SWAPPED):
        if all(is_known_name(scan, hit.group(place)) for place in (1, 2)):
            yield Span(*hit.span(1), score=0.4)
            yield Span(*hit.span(2), score=0.4)
    for hit in scan.finditer(INITIAL):
        name = without_accents(hit.group(1).rsplit(".", 1)[1].strip().lower())
        known = name in listed("surnames") or name in listed("given_names")
        if known and not is_ordinary(name, scan.words) and name not in packed_counts():
            yield Span(*hit.span(1), score=0.4)


def is_staff(scan: Scan, start: int) -> bool:
    """Whether the clause before ``start`` speaks of somebody who works for the exchange: support knows its people by their first names."""
    clause = re.split(r"[.,!?;:\n]", scan.text[max(0, start - 32) : start].lower())[-1]
    return not scan.words.set("lone_staff").isdisjoint(clause.split())


def _goes_on(scan: Scan, start: int, end: int) -> bool:
    """Whether another capitalised word stands beside it that is no name: "Luna Classic", "South Jordan"."""
    behind = scan.text[end : end + 30].split(" ")
    follows = behind[1] if len(behind) > 1 and not behind[0] else ""
    return (
        follows[:1].isupper() and len(follows) >= _CAPITALS and without_accents(follows.lower().strip(".,;:!?")) not in listed("surnames")
    )
