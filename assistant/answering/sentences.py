"""Sentences of Chinese and English text, whole or as it streams in."""

from __future__ import annotations

import re

# What closes a quotation belongs to the sentence before it.
_END = re.compile(r"(?<=[。！？；!?;])(?![”’」』）)\"'])|(?<=[。！？!?.][”」』])(?=\s|$)|(?<=\.)(?=\s)|\n+")


def split_sentences(text: str) -> list[str]:
    """Sentences in order, stripped, empty ones left out."""
    return [s.strip() for s in _END.split(text) if s and s.strip()]


class SentenceStream:
    """Collects chunks and gives out each sentence once it is complete."""

    def __init__(self) -> None:
        self._rest = ""

    def feed(self, chunk: str) -> list[str]:
        """Sentences that ``chunk`` completed."""
        self._rest += chunk
        parts = _END.split(self._rest)
        self._rest = parts.pop() or ""
        return [p.strip() for p in parts if p and p.strip()]

    def close(self) -> list[str]:
        """What was left without an end."""
        rest, self._rest = self._rest.strip(), ""
        return [rest] if rest else []
