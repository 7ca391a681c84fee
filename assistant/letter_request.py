"""A message that asks for the letter to support, alone or together with what the letter shall say."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.talk import wants_letter
from assistant.corpus.edges import one_to_one
from assistant.corpus.fold import length
from assistant.drafting.asides import is_aside
from assistant.drafting.sentences import clauses

_FACTS = 14
"""Words up to which what stands beside the request is facts for the letter, not a problem to be answered."""


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """``rest`` is what the message says besides; empty where it only asks."""

    rest: str

    @property
    def is_short(self) -> bool:
        """Whether the rest can only be facts of what is talked about."""
        return length(self.rest) <= _FACTS


def find_letter_request(sealed_text: str) -> LetterRequest | None:
    """The request in a sealed message, if it holds one."""
    parts = [part.text for part in clauses(sealed_text, 0)]
    wanted = [wants_letter(part) for part in parts]
    if not any(wanted):
        return None
    kept = [part for part, asks in zip(parts, wanted, strict=True) if not asks and not is_aside(one_to_one(part).strip(" .!?~,"))]
    return LetterRequest(", ".join(kept))
