"""Six digits with which somebody answers once codes or PINs were spoken of: "got the sms now" and then "118203", 540176或者226788."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit

if TYPE_CHECKING:
    from assistant.guardrails.detector import Scan
    from assistant.guardrails.words import Words

_SIX = re.compile(
    r"(?<![0-9A-Za-z_.#$€¥@+\-/])([0-9]{6}|[0-9]{3}[ \-][0-9]{3}|[0-9](?:[ ][0-9]){5})(?![0-9A-Za-z_%]|[.,:/\-][0-9]|[ ][0-9])"
)
_ROUND = re.compile("[0-9]{2}0000|[0-9]00000|[0-9]{3}000")
_CODE, _PIN = r"<<otp>>|<<code_arrives>>", "<<password>>"
_OTHER = (
    r"<<order>>|<<ticket>>|<<uid>>|<<memo>>|<<withdrawal_id>>|<<deposit_id>>|<<bank_card>>|<<phone>>|<<id_card>>|<<height>>|<<version>>"
    r"|<<postal>>|<<not_code>>[ ]?(?:<<code>>|码)"
)
_BEFORE = r"^(?:[\s,.:;!?\"'“”。、(（-]|<<reply_lead>>|<<between>>|<<told>>|<<points>>|<<again>>|<<types_digits>>|<<gets_digits>>|<<tried_digits>>|\b(?:so|maybe|oh|i|already|also|told|you|tried|even|well|just)\b|[也还我都]|已经)*$"
_OR = re.compile(r"[ ]?(?:或者?|还是|要么|又|再|or|and|then|和|,|、|/|，)[ ]?(?:是|又|再|then|maybe)?[ ]?", re.IGNORECASE)
_LONGEST_TALK, _LONGEST = 160, 60
_LASTS = 5
"""Messages for which it holds that a code was spoken of."""


def spoken_of(words: Words, text: str, before: tuple[str, int]) -> tuple[str, int]:
    """The kind of the code or PIN of which ``text``, or one of the last messages (``before``), speaks, and for how many messages more.

    Talk of rules ("how long is a code valid") is none, and who speaks of an order or a ticket has changed the subject.
    """
    from assistant.guardrails.normalise import normalise

    plain = normalise(text[:_LONGEST_TALK]).text
    kind = "one_time_code" if words.regex(_CODE).search(plain) else "password" if words.regex(_PIN).search(plain) else ""
    if kind and not words.regex("<<code_rules>>").search(plain):
        return kind, _LASTS
    if words.regex(_OTHER).search(plain):
        return "", 0
    return (before[0], before[1] - 1) if before[1] > 1 else ("", 0)


def lone_codes(scan: Scan) -> Iterator[tuple[int, int]]:
    """Where the digits stand with which a short message begins, or that it is; nothing if it names another number, or counts."""
    text = scan.text
    if len(text) > _LONGEST or scan.words.regex(_OTHER).search(text):
        return
    end = 0
    for match in _SIX.finditer(text):
        start = match.start(1)
        led = scan.words.regex(_BEFORE).search(text[:start]) if not end else _OR.fullmatch(text, end, start)
        counted = before_unit(scan, match.end(1)) or is_amount(text, match.end(1))
        if led is None or counted or (_ROUND.fullmatch(match.group(1)) and len(text.strip()) == len(match.group(1))):
            return
        end = match.end(1)
        yield match.span(1)
