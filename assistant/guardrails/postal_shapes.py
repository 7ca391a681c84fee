"""Postal addresses known by their shape alone: a street and its number, then a town with its postal code, whatever the street is called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.names import is_ordinary
from assistant.guardrails.words import Words

_CAP = "[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ž'’.\\-]{1,24}"
_SMALL = "(?:de|da|do|dos|das|del|della|di|du|des|la|le|las|los|el|van|von|den|der|the|of|na|nad|sur|en|i|y|e|a)"
_WORDS = f"{_CAP}(?:[ ](?:{_SMALL}[ ]){{0,2}}{_CAP}){{0,4}}"
_TOWN = f"[A-ZÀ-ÞĀ-Ž][a-zà-žA-Z'’\\-]{{2,24}}(?:[ -](?:{_SMALL}[ -]){{0,2}}[A-ZÀ-ÞĀ-Ž][a-zà-ž'’\\-]{{1,24}}){{0,3}}"
_HOUSE = "[0-9]{1,5}[A-Za-z]?(?:[ ]?[/\\-][ ]?[0-9]{1,4}[A-Za-z]?)?"
_UNIT = (
    "(?:,?[ ](?:apt|apto|apartment|unit|suite|ste|flat|floor|piano|esc|dept|depto|edif|puerta|piso|no|lot)\\.?[ ]?#?[0-9A-Za-z]{1,6}[ ]?)?"
)
_CODE = "(?:[0-9]{5}(?:-[0-9]{3,4})?|[0-9]{2}-[0-9]{3}|[0-9]{3}[ ][0-9]{2}|[0-9]{4}-[0-9]{3}|[0-9]{4}[ ]?[A-Z]{2}|[0-9]{4})"
_NOT_IN = "(?<![0-9A-Za-zÀ-ž.#@/])"
_NUMBER_LAST = re.compile(
    f"{_NOT_IN}({_WORDS}),?[ ](?:(?i:n[ro]?\\.?|nº)[ ]?)?{_HOUSE}(?i:{_UNIT}),[ ](?:{_CODE},?[ ]({_TOWN})|({_TOWN}),[ ][0-9]{{5,6}}(?![0-9A-Za-z]))(?:[ ]?\\([A-Z]{{2}}\\)|[ ]/[ ][A-Z]{{2}})?"
)
_NUMBER_FIRST = re.compile(
    f"{_NOT_IN}(?i:(?:apt|flat|unit|studio|level|suite|lot)\\.?[ ]?[0-9A-Za-z]{{1,5}},?[ ])?{_HOUSE},?[ ]({_WORDS}(?:[ ][a-z]{{3,9}})?)(?i:{_UNIT}),[ ]({_TOWN})"
    "(?:,?[ ][A-Z]{2,3},?[ ](?:[0-9]{4,5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z][ ]?[0-9][A-Z][0-9])|,?[ ][A-Z]{1,2}[0-9][0-9A-Z]?[ ]?[0-9][A-Z]{2}|[ -][0-9]{6})(?![0-9A-Za-z])"
)
LIKELY = r"[0-9][a-z]?,? [^\n]{0,40},[ ]?[^\n]{0,40}[0-9]{2}|[^ ] [0-9]{1,5}[a-z]?(?:[ ]?[/\-][ ]?[0-9a-z]{1,5})?,[ ](?:[0-9]{2,5}|[a-z])"
"""Pattern of which such an address holds something."""


def postal_shapes(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Spans of street, number, postal code and town in the orders that countries write them, where none of the names is an ordinary word."""
    for pattern in (_NUMBER_LAST, _NUMBER_FIRST):
        for match in pattern.finditer(text):
            names = " ".join(group for group in match.groups() if group).split()
            plain = [word.lower().strip(".'’") for word in names if word[0].isupper()]
            if not any(is_ordinary(word, words) or word in words.set("amount|txid|order|version|uid|error_code") for word in plain):
                yield match.span()
