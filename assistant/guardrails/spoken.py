"""What the last messages spoke of: codes, PINs, backup codes, security questions, so that a bare answer to them is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.guardrails.words import Words

_CODE, _PIN = r"<<otp>>|<<code_arrives>>|<<code_led>>", "<<password>>"
_QUESTION, _BACKUP = "<<security_context>>|<<asked_question>>", "<<backup_code>>"
_TOPIC = f"{_CODE}|{_PIN}|{_QUESTION}|{_BACKUP}"
NAMED = (
    r"<<order>>|<<ticket>>|<<uid>>|<<memo>>|<<withdrawal_id>>|<<deposit_id>>|<<bank_card>>|<<id_card>>|<<block_height>>"
    r"|<<postal>>|<<not_code>>[ ]?(?:<<code>>|码)"
)
BESIDE = "<<phone>>|<<version>>|<<height>>"
"""Names of other numbers: ``NAMED`` anywhere in a message, ``BESIDE`` only beside the digits ("same as on my phone")."""
_LONGEST_TALK = 160
_LASTS = 5
"""Messages for which it holds that something was spoken of."""


class Spoken(NamedTuple):
    """Of what the conversation speaks. ``kind``: that of the code or PIN, for ``left`` messages more.

    ``pin``: four digits may be one. ``backup``: codes of two groups. ``other``: the last message names another number as well, or asks for a time.
    ``answer``: for so many messages more somebody may tell his answer to a security question.
    """

    kind: str = ""
    left: int = 0
    pin: bool = False
    backup: bool = False
    other: bool = False
    answer: int = 0


def spoken_of(words: Words, text: str, before: Spoken) -> Spoken:
    """What ``text``, or one of the last messages (``before``), speaks of.

    Talk of rules ("how long is a code valid") is none, and who speaks of an order, a ticket or an amount has changed the subject.
    """
    from assistant.guardrails.normalise import normalise

    plain = normalise(text[:_LONGEST_TALK]).text
    topic = words.regex(_TOPIC).search(plain) is not None
    if not topic and not before.left:
        return Spoken(answer=max(0, before.answer - 1))
    asked = topic and words.regex(_QUESTION).search(plain) is not None
    answer = _LASTS if asked else max(0, before.answer - 1)
    backup = topic and words.regex(_BACKUP).search(plain) is not None
    named = words.regex(NAMED).search(plain) is not None
    other = named or words.regex(f"{BESIDE}|<<asks_when>>").search(plain) is not None
    kind = "one_time_code" if backup or (topic and words.regex(_CODE).search(plain)) else ""
    kind = kind or ("password" if topic and words.regex(_PIN).search(plain) else "")
    if kind and not words.regex("<<code_rules>>").search(plain):
        pin = kind == "password" and (before.pin or words.regex("<<short_pin>>").search(plain) is not None)
        return Spoken(kind, _LASTS, pin, backup or before.backup, other, answer)
    if named or words.regex("<<asks_amount>>").search(plain):
        return Spoken(answer=answer)
    if before.left > 1:
        return before._replace(left=before.left - 1, other=other, answer=answer)
    return Spoken(answer=answer)
