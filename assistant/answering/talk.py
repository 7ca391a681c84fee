"""Messages that tell no problem: it is solved, nothing more is wanted, thanks, the letter is to be written, an account is to be looked into;
whether one asks anything, and whether it says that it was misread.

Words are data (``prompts/<lang>/talk.toml``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from assistant.corpus.fold import fold, length
from assistant.languages import load_packs

Talk = Literal["", "solved", "enough", "letter", "thanks", "lookup"]
_ENDS = ("enough", "solved", "thanks")
_KINDS: tuple[Talk, ...] = ("letter", "enough", "solved", "thanks", "lookup")


def find_talk(sealed_text: str) -> Talk:
    """What a short message is, if it tells no problem; else empty."""
    low = _plain(sealed_text)
    # A question behind a thank-you is a question.
    kinds = [kind for kind in _KINDS if kind not in _ENDS or not is_question(sealed_text)]
    return next((kind for kind in kinds if _is_short(low, kind) and _says(f"{kind}.says", low) and not _says(f"{kind}.not", low)), "")


def wants_letter(sealed_text: str) -> bool:
    """Whether a piece of a message, however long that is, asks for the letter to support."""
    low = _plain(sealed_text)
    return _is_short(low, "letter") and _says("letter.says", low) and not _says("letter.not", low)


def is_question(sealed_text: str) -> bool:
    """Whether a message asks something, with or without a question mark."""
    return _says("question.says", _plain(sealed_text))


def corrects(sealed_text: str) -> str:
    """What is left of a message that says that the one before was misread ("no, not a bank: usdc on arbitrum"); empty if it says none.

    What it denies is left out of it.
    """
    low = _plain(sealed_text)
    if not _says("correction.says", low):
        return ""
    for pattern in _patterns("correction.denied"):
        low = pattern.sub(" ", low)
    return " ".join(low.split()).strip(" ,.!?:;")


def denied_in(sealed_text: str) -> str:
    """What such a message says not to be meant: "account recovery" of "NOT account recovery, the xrp"."""
    low, found = _plain(sealed_text), []
    for pattern in _patterns("correction.denied"):
        found += [m.group() for m in pattern.finditer(low)]
        low = pattern.sub(" ", low)
    return " ".join(found)


def asks_human(sealed_text: str) -> bool:
    """Whether a short message only asks for a person instead of this assistant."""
    low = _plain(sealed_text)
    return _is_short(low, "human") and _says("human.says", low) and not _says("human.not", low)


def without_fine(sealed_text: str) -> str:
    """A message without what it says to be in order ("I remember my password, …"); the whole where it says nothing else."""
    rest = low = _plain(sealed_text)
    for pattern in _patterns("fine.says"):
        rest = pattern.sub(" ", rest)
    if rest == low:
        return sealed_text
    rest = " ".join(rest.split()).strip(" ,.;!?，。；！？")
    return rest if length(rest) > 1 else sealed_text


def says_done(sealed_text: str) -> bool:
    """Whether a message says that something was done that could have been advised ("I have changed the password")."""
    low = _plain(sealed_text)
    return _is_short(low, "done") and _says("done.says", low) and not _says("done.not", low)


def says_closed(sealed_text: str) -> bool:
    """Whether a message says that what would be needed is not there or does not work any more."""
    low = _plain(sealed_text)
    return _is_short(low, "closed") and _says("closed.says", low)


def picks_none(sealed_text: str) -> bool:
    """Whether a message says that it is none of what was offered."""
    return _says("pick.none", _plain(sealed_text))


def denies(sealed_text: str) -> bool:
    """Whether a message says of something that it is not so: "NOT account recovery", 不是提币."""
    return _says("correction.not", _plain(sealed_text))


def asks_if_real(sealed_text: str) -> bool:
    """Whether a short message only asks whether what was shown before is real."""
    low = _plain(sealed_text)
    return _is_short(low, "real") and _says("real.says", low)


def _plain(sealed_text: str) -> str:
    return fold(sealed_text).lower().replace("’", "'").strip()


def _is_short(low: str, kind: str) -> bool:
    return 0 < length(low) <= max(int(pack.value(f"talk.{kind}.longest")) for pack in load_packs().values())


def _says(key: str, low: str) -> bool:
    return any(pattern.search(low) for pattern in _patterns(key))


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"talk.{key}"))
