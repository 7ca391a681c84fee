"""What a piece of a message does: tells what happened, what was tried, what is wanted. Words and patterns are data (``draft_roles.toml``)."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.drafting.slots import TOLD
from assistant.drafting.vocabulary import any_of, vocabulary
from assistant.languages import load_packs

HAPPENED, TRIED, EXPECTED = TOLD
NOTHING = ""
ME, OTHER = "me", "other"
_OWN_ACTS = frozenset({"wrong_network", "wrong_address", "no_memo", "wrong_memo", "wrong_coin"})
_SHORT = 30
"""Characters: longer pieces say something, and the pattern for noise is tried on short ones only."""


def agent_of(folded: str, before: str = ME) -> str:
    """Who does what a folded piece tells: ``ME``, ``OTHER``, or who did what stands ``before`` it in its sentence where it does not say.

    >>> agent_of("they changed my password"), agent_of("and turned off my 2fa", OTHER), agent_of("I called the bank", OTHER)
    ('other', 'other', 'me')
    """
    found = [(m.start("who"), who) for who in (ME, OTHER) for p in _patterns(who) if (m := p.search(folded))]
    return min(found, default=(0, before))[1]


def quotes(folded: str) -> bool:
    """Whether folded words end where somebody or something begins to speak: "the page says", 客服说."""
    return _any("quoting", folded)


def is_accusing(folded: str) -> bool:
    """Whether a folded piece only accuses in anger whom it is written to: "this is theft", 你们抢钱."""
    return _any("accusing", folded)


def role_of(bare: str, previous: str, before: str = "", agent: str = ME) -> str:
    """The role of a folded piece without its edges: a slot's name, or empty when it tells nothing.

    ``previous``: the role of the piece before it in its sentence, whose folded words are ``before``; ``agent``: who does what it tells.
    What somebody else did was not tried by the person.
    """
    words, bare = vocabulary(), bare.rstrip("?")
    if len(bare) <= _SHORT and re.fullmatch(rf"(?:{any_of(words.cues['noise'])}[\s啊呀了吧吗呢嘛哦喔~!?,.]*)+", bare):
        return NOTHING
    if _is_own("expected", bare, before):
        return EXPECTED
    if agent == ME and _is_own("tried", bare, before) and not _any("not_tried", bare):
        return TRIED
    if previous == TRIED and (words.cue("outcome").search(bare) or _any("outcome", bare)):
        return TRIED
    # "I tried to restart, and to log in again": a piece that hangs on goes with the one before it.
    if previous in (TRIED, EXPECTED) and re.match(any_of(words.cues["linking"]), bare):
        return previous
    return HAPPENED


def is_symptom(name: str, folded: str, start: int, end: int) -> bool:
    """Whether the word at ``start`` of a folded sentence names a symptom of the person's: by what else its piece says."""
    low = max(folded.rfind(mark, 0, start) for mark in ",。;") + 1
    high = min((at for mark in ",。;" if (at := folded.find(mark, end)) >= 0), default=len(folded))
    piece, needs = folded[low:high], _needs(name)
    # Feared is not so, and what another chose wrongly the person did not.
    if vocabulary().cue("unsure").search(folded, low, start) or (name in _OWN_ACTS and agent_of(folded[low:start]) == OTHER):
        return False
    return (not needs or any(p.search(piece) for p in needs)) and not is_reported(piece) and not is_accusing(piece.strip(" !?,."))


def is_reported(folded: str) -> bool:
    """Whether a piece tells what somebody else claims: 对方说没收到."""
    return _any("reported", folded)


@lru_cache(maxsize=64)
def _needs(name: str) -> tuple[re.Pattern[str], ...]:
    patterns = (pack.value("draft_roles.symptom_needs").get(name) for pack in load_packs().values())
    return tuple(re.compile(p) for p in patterns if p)


def tells_onset(bare: str) -> bool:
    """Whether a piece tells the problem that what was done before it brought: "…, and now it crashes"."""
    return _any("onset", bare)


def _is_own(name: str, bare: str, before: str) -> bool:
    """Whether the words are there and nobody else says or asks it: "it says please try again" is no wish."""
    found = [m.start() for p in _patterns(name) if (m := p.search(bare))]
    if cue := vocabulary().cue(name).search(bare):
        found.append(cue.start())
    if not found or _any("quoting", before):
        return False
    # What somebody else does may begin with the words themselves: 客服联系我.
    return any(not _any("not_mine", bare[: start + 4] if name == "tried" else bare[:start]) for start in found)


def _any(name: str, bare: str) -> bool:
    return any(p.search(bare) for p in _patterns(name))


@lru_cache(maxsize=16)
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"draft_roles.{name}"))
