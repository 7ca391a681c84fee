"""Sentences that must not go out: asking for a secret, promising an outcome, claiming to have acted or to be the exchange."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.guardrails.words import Words

_RULES = (
    (
        "asks_for_secret",
        (
            r"<<ask_tell>>[^.!?。!?\n]{0,40}?<<secret_noun>>",
            r"<<ask_enter>>[^.!?。\n]{0,40}?<<secret_noun>>[^.!?。\n]{0,24}?<<here>>",
            r"<<here>>[^.!?。\n]{0,12}?<<ask_enter>>[^.!?。\n]{0,24}?<<secret_noun>>",
            r"<<ask_what>>[^.!?。\n]{0,16}?<<secret_noun>>",
            r"<<secret_noun>>[^.!?。\n]{0,6}?<<what_is>>",
            r"(?:把|将|將)[^.!?。\n]{0,16}?<<secret_noun>>[^.!?。\n]{0,16}?<<ask_hand>>",
            r"<<i_need>>[^.!?。\n]{0,24}?<<secret_noun>>",
        ),
        "warns",
    ),
    ("promises_outcome", (r"<<certainly>>[^.!?。\n]{0,40}?<<outcome>>", r"<<outcome>>[^.!?。\n]{0,30}?<<certainly>>"), "doubts"),
    (
        "claims_action",
        (
            r"<<i_have>>[^.!?。\n]{0,24}?<<did>>[^.!?。\n]{0,30}?<<case_noun>>",
            r"<<i_have>>[^.!?。\n]{0,16}?<<acted>>",
            r"<<your_ticket_is>>",
        ),
        "suggests",
    ),
    ("claims_identity", (r"<<i_am>>[^.!?。\n]{0,20}?<<exchange_staff>>", r"<<we_at>>"), "denies"),
)


def violated(sentence: str, words: Words) -> Iterator[str]:
    """The names of the rules that ``sentence`` (normalised) breaks."""
    sentence = words.regex("<<reassures>>").sub(" ", sentence)  # "don't worry" denies nothing
    for name, patterns, excuse in _RULES:
        for pattern in patterns:
            if words.regex(pattern).search(sentence) and not words.regex(f"<<{excuse}>>").search(sentence):
                yield name
                break
