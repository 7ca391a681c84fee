"""Answers to a security question that was told some messages before: 我填的就是…, "I wrote … exactly like when I signed up"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.guardrails.replies import core, is_plain_answer

if TYPE_CHECKING:
    from assistant.guardrails.engine import Engine
    from assistant.guardrails.overlaps import Claim

_LONGEST = 160
_KIND = "security_answer"


def answers_told(engine: Engine, text: str) -> list[Claim]:
    """What "I put", 我填的 lead to in ``text``, where it is a name or a thing."""
    words = engine.words
    if len(text) > _LONGEST or not words.regex("<<answer_told>>").search(text):
        return []
    head = f"{words.groups['security_context'][0]} "
    size = len(head)
    found = [claim for claim in engine.find(head + text).claims if claim.kind == _KIND and claim.start >= size]
    told = []
    for claim in found:
        low = claim.start - size
        value = text[low : claim.end - size]
        ends = words.regex("[ ]<<answer_ends>>").search(value)
        begin, stop = core(words, value[: ends.start()] if ends else value)
        if is_plain_answer(words, text[low + begin : low + stop]):
            told.append(claim._replace(start=low + begin, end=low + stop))
    return told
