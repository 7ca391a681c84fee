"""What is a value by its place in a short message, once a password or key was spoken of: its other half, a drawn word alone in a clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.types import FindingClass

if TYPE_CHECKING:
    from assistant.guardrails.overlaps import Claim
    from assistant.guardrails.spoken import Spoken
    from assistant.guardrails.words import Words

_LONGEST = 120
_HALF = r"^[ ]?(?:<<second_half>>)(?:[ ]?[:：]|[ ]?是|[ ]is)?[ ]?([!-~]{3,64})[ .,!。]*$"
_COUNT = re.compile(r"[$]?[0-9][0-9.,:/\-]*[A-Za-z%]{0,5}")
_KEY32 = re.compile(r"(?<![0-9A-Za-z])(?=[A-Z2-7]*[2-7])(?=[A-Z2-7]*[A-Z])[A-Z2-7]{14,64}(?![0-9A-Za-z])")
_OWN_CLAUSE = re.compile(r"(?:^|[,:，：]) ?([!-+\--9;-~]{6,32})(?=$|[,，.。!] |[,，。]|[.!]$)")
_DRAWN = re.compile(r"(?=.*[A-Za-z].*[A-Za-z])(?=.*[0-9])(?=.*[!@#$%^&*_+?~])(?!.*(?:@.*\.|://|\[\[))[!-~]+")


def clause_claims(text: str, spoken: Spoken) -> list[Claim]:
    """The one word of letters, digits and a sign that is a clause of its own, where passwords were spoken of."""
    words = _OWN_CLAUSE.finditer(text) if spoken.kind == "password" and len(text) <= _LONGEST else ()
    return [claim_at(*hit.span(1), "password") for hit in words if _DRAWN.fullmatch(hit.group(1))]


def other_half(words: Words, text: str) -> Claim | None:
    """What stands alone behind "the second half", 后半截: no count and no sum."""
    hit = words.regex(_HALF).search(text) if len(text) <= _LONGEST else None
    made_up = hit is not None and not _COUNT.fullmatch(hit.group(1)) and not hit.group(1).isalpha()
    return claim_at(*hit.span(1), "password") if hit is not None and made_up else None


def set_up_key(words: Words, text: str, asked: str) -> Claim | None:
    """The set-up key of an authenticator anywhere in the answer to who asked for it."""
    found = _KEY32.search(text) if words.regex("<<totp_secret>>").search(asked) else None
    return claim_at(*found.span(), "totp_secret") if found else None


def claim_at(start: int, end: int, kind: str) -> Claim:
    """A claim on what stands there, known by its place alone."""
    from assistant.guardrails.overlaps import Claim

    return Claim(start, end, kind, FindingClass.SECRET, False, 0.2)
