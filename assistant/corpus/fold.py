"""Folding: the one form of a text that is indexed and searched."""

from __future__ import annotations

import re
import unicodedata

from assistant.languages import simplify

_PLACEHOLDER = re.compile(r"\[\[([A-Z][A-Z_]*?)_\d+\]\]")


def fold(text: str) -> str:
    """One width, simplified characters, single spaces, placeholders said as words (``[[TXID_1]]`` → ``txid``)."""
    text = unicodedata.normalize("NFKC", text)
    text = _PLACEHOLDER.sub(lambda m: m[1].replace("_", " ").lower(), text)
    return re.sub(r"\s+", " ", simplify(text)).strip()
