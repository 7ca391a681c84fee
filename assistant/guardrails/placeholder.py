"""The mark that stands for a hidden value: ``[[EMAIL_1]]``."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(r"\[\[([A-Z][A-Z0-9_]{0,40})_([1-9][0-9]{0,3})\]\]")


def placeholder(kind: str, number: int) -> str:
    """The placeholder of the ``number``-th value of ``kind`` in a conversation."""
    return f"[[{kind.upper()}_{number}]]"
