"""A message that asks for the letter to support, alone or together with what the letter shall say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.talk import wants_letter
from assistant.corpus.edges import one_to_one
from assistant.corpus.fold import length
from assistant.drafting.asides import is_aside
from assistant.drafting.sentences import clauses
from assistant.drafting.vocabulary import any_of
from assistant.letter_changes import ADD, CORRECT, find_letter_changes

_FACTS = 14
"""Words up to which what stands beside the request is facts for the letter, not a problem to be answered."""


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """``rest`` is what the message says besides; empty where it only asks."""

    rest: str
    request: str = ""
    """The pieces that ask."""

    @property
    def is_short(self) -> bool:
        """Whether the rest can only be facts of what is talked about."""
        return length(self.rest) <= _FACTS


def without_request(sealed_text: str) -> str:
    """A message without the pieces that ask for the letter."""
    spans = [(part.start, part.end) for part in clauses(sealed_text, 0) if wants_letter(part.text)]
    return cut(sealed_text, spans)


def cut(text: str, spans: Iterable[tuple[int, int]], instead: str = "") -> str:
    """A text with something else in place of ``spans``; what parted one that is cut out whole from what follows goes with it."""
    for low, high in sorted(spans, reverse=True):
        behind = 0 if instead else len(text) - high - len(text[high:].lstrip(" ,，、"))
        text = text[:low] + instead + text[high + behind :]
    return text


def platform_asked(sealed_text: str, platforms: Sequence[str]) -> str:
    """The one of ``platforms`` (folded names) that the letter asked for shall go to, as it stands there; empty for OKX's support."""
    wanted = " ".join(part.text for part in clauses(sealed_text, 0) if wants_letter(part.text))
    found = re.search(any_of(platforms), one_to_one(wanted)) if wanted and platforms else None
    return wanted[found.start() : found.end()] if found else ""


def _only_form(part: str) -> bool:
    """Whether a piece only says how the letter shall be; what corrects or adds something tells a fact."""
    changes = find_letter_changes(part)
    return bool(changes) and all(change.kind not in (ADD, CORRECT) for change in changes)


def find_letter_request(sealed_text: str) -> LetterRequest | None:
    """The request in a sealed message, if it holds one."""
    parts = [part.text for part in clauses(sealed_text, 0)]
    wanted = [wants_letter(part) for part in parts]
    if not any(wanted):
        return None
    others = [part for part, asks in zip(parts, wanted, strict=True) if not asks]
    kept = [part for part in others if not is_aside(one_to_one(part).strip(" .!?~,")) and not _only_form(part)]
    return LetterRequest(", ".join(kept), ", ".join(part for part, asks in zip(parts, wanted, strict=True) if asks))
