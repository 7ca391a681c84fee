"""A title for a case that was given none."""

from __future__ import annotations

from assistant.cases.identifiers import PLACEHOLDER

LONGEST = 80


def title_of(text: str) -> str:
    """The first line of a sealed text, at most 80 characters, no placeholder cut in two.

    >>> title_of("Withdrawal [[WITHDRAWAL_ID_1]] is stuck\\nsince noon")
    'Withdrawal [[WITHDRAWAL_ID_1]] is stuck'
    """
    line = " ".join(next((s for s in text.splitlines() if s.strip()), "").split())
    if len(line) <= LONGEST:
        return line
    end = LONGEST - 1
    for mark in PLACEHOLDER.finditer(line):
        if mark.start() < end < mark.end():
            end = mark.start()
    return line[:end].rstrip() + "…"
