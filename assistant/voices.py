"""What tells whether two messages are about the same problem: the facts in them, and their meaning where there is an embedder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.cases.similar import Facts, Voices
from assistant.drafting.problem_facts import problem_facts
from assistant.library import Library

MEANT = 1_000
"""Characters of a message that its meaning is taken of."""


def voices_of(library: Library) -> Voices:
    """The voices that ``library`` has now: an embedder that is not there yet is left out."""

    def facts(text: str) -> Facts:
        return problem_facts(text, library.glossary, library.codes.find_codes)

    embedder = library.embedder
    if embedder is None:
        return Voices(facts)

    # One message is held against several cases, whose texts are often the same ones: each is embedded once.
    vector_of = lru_cache(maxsize=64)(embedder.embed_query)

    def meaning(text: str, others: Sequence[str]) -> list[float]:
        vector = vector_of(text[:MEANT])
        return [sum(a * b for a, b in zip(vector, vector_of(other[:MEANT]), strict=True)) for other in others]

    return Voices(facts, meaning)
