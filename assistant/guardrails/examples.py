"""Reading the marked examples that detectors carry."""

from __future__ import annotations


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its ``⟦…⟧`` and the spans that they marked."""
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            spans.append((start, len(text)))
        else:
            text.append(character)
    return "".join(text), spans
