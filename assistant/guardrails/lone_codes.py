"""Six digits alone in a message: a code, where codes were spoken of just before ("got the sms now", 验证码来了)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.guardrails.words import Words

_ALONE = re.compile(r"[\s\"'“”(（:：]*([0-9]{6}|[0-9]{3}[ \-][0-9]{3}|[0-9](?:[ ][0-9]){5})[\s\"'“”.。!！?？)）,，]*")
_ROUND = re.compile("[0-9]{2}0000|[0-9]00000|[0-9]{3}000")
_TALK = r"<<otp>>|<<code_arrives>>"
_OTHER = r"<<order>>|<<ticket>>|<<uid>>|<<memo>>|<<withdrawal_id>>|<<deposit_id>>|<<not_code>>[ ]?(?:<<code>>|码)"
_LONGEST = 160


def lone_code(text: str) -> tuple[int, int] | None:
    """Where the six digits stand that a message is; None if it is anything else, or a round number."""
    match = _ALONE.fullmatch(text)
    return match.span(1) if match and not _ROUND.fullmatch(match.group(1)) else None


def code_talk(words: Words, text: str) -> str:
    """The name by which a message speaks of a code that comes or is to be told; empty if it speaks of none, or of another number, too."""
    from assistant.guardrails.normalise import normalise

    if len(text) > _LONGEST:
        return ""
    plain = normalise(text).text
    hit = words.regex(_TALK).search(plain)
    return words.groups["otp"][0] if hit is not None and words.regex(f"<<code_rules>>|{_OTHER}").search(plain) is None else ""


def speaks_of_others(words: Words, text: str) -> bool:
    """Whether a message speaks of an order, a ticket or another number of the exchange."""
    return words.regex(_OTHER).search(text) is not None
