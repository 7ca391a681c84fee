"""Codes of two groups that a hyphen joins, in a message or conversation about backup codes: "used ab3d-9fgh, then …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.guardrails.labels import REFERENCE, governing
from assistant.guardrails.spoken_values import in_link

if TYPE_CHECKING:
    from assistant.guardrails.detector import Scan

_GROUPS = re.compile(
    r"(?<![A-Za-z0-9_./#@])(?<![A-Za-z0-9]-)([a-z0-9]{4,6}|[A-Z0-9]{4,6})-([a-z0-9]{4,6}|[A-Z0-9]{4,6})(?![A-Za-z0-9_@/\-]|[.][A-Za-z0-9])"
)
_VOWEL = re.compile("[aeiouAEIOU]")
_CLUSTER = re.compile("[bcdfghjklmnpqrstvwxz]{4}", re.IGNORECASE)
_DATE = re.compile("(?:19|20)[0-9]{2}-[0-9]{4}")


def backup_groups(scan: Scan) -> Iterator[tuple[int, int]]:
    """Where two groups of as many letters and digits stand that are no words, and beside such others of the same length."""
    found = [match for match in scan.matches(_GROUPS) if _may_be_one(scan, match)]
    sizes = {len(match.group()) for match in found if _is_drawn(match.group())}
    yield from (match.span() for match in found if len(match.group()) in sizes)


def _is_drawn(text: str) -> bool:
    return any(c.isdigit() for c in text) or not _VOWEL.search(text) or _CLUSTER.search(text) is not None


def _may_be_one(scan: Scan, match: re.Match[str]) -> bool:
    first, second = match.group(1).lower(), match.group(2).lower()
    if len(first) != len(second) or {first, second} & scan.words.set("everyday|compound") or _DATE.fullmatch(match.group()):
        return False
    return not in_link(scan, match.start()) and governing(scan, *match.span()) not in REFERENCE
