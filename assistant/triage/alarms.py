"""Alarms: what in a message cannot wait. Patterns are data (``prompts/<lang>/triage.toml``); those of all languages are tried."""

from __future__ import annotations

import re
from functools import cache

from assistant.corpus.fold import fold
from assistant.languages import load_packs
from assistant.triage.composed import says_composed


def find_alarm(sealed_text: str) -> str:
    """The name of the first alarm that a message raises: ``theft``, ``scam``, ``asked``, ``given_away``; empty for none.

    A question that only supposes something ("if my account were stolen one day") raises none, and what the person did
    himself is no theft.
    """
    low = _plain(sealed_text)
    calm = low
    for pattern in _patterns("calm"):
        calm = pattern.sub(" ", calm)
    if is_supposed(sealed_text):
        return ""
    return next((name for name, patterns in _alarms() if any(p.search(calm) for p in patterns) or says_composed(name, calm)), "")


def gives_away(sealed_text: str) -> bool:
    """Whether a message tells that a secret was handed over, where what came before says to whom: "and my password too"."""
    return not is_supposed(sealed_text) and says_composed("given_away_after", _plain(sealed_text))


def gives_it(sealed_text: str) -> bool:
    """Whether a message tells that something was given, where what came before says what and to whom: "I gave it"."""
    return not is_supposed(sealed_text) and _says("gave_after", _plain(sealed_text))


def pays_after(sealed_text: str) -> bool:
    """Whether a message tells that money went, where what came before says to whom: "too late, I sent him 500"."""
    low = _plain(sealed_text)
    return not _says("supposed", low) and _says("paid_after", low)


def is_supposed(sealed_text: str) -> bool:
    """Whether a message only supposes something or asks in general, and nothing in it has happened to the person."""
    low = _plain(sealed_text)
    return (_says("supposed", low) and not _says("happened", low)) or _says("settled", low)


def is_explained(sealed_text: str) -> bool:
    """Whether a message says itself that nothing is wrong: "it was me", "I have given it to nobody"."""
    return _says("explained", _plain(sealed_text))


def is_general(sealed_text: str) -> bool:
    """Whether a message asks how things are, and nothing in it has happened or is asked of anybody."""
    low = _plain(sealed_text)
    return _says("general", low) and not _says("told", low)


def sounds_desperate(sealed_text: str) -> bool:
    """Whether a person says that he may not want to live: then that is spoken to before any money."""
    low = _plain(sealed_text)
    for pattern in _patterns("despair_not"):
        low = pattern.sub(" ", low)
    return _says("despair", low)


def _says(name: str, low: str) -> bool:
    return any(p.search(low) for p in _patterns(name))


def _plain(sealed_text: str) -> str:
    return fold(sealed_text).lower().replace("’", "'")


@cache
def _alarms() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    names = dict.fromkeys(name for pack in load_packs().values() for name in pack.value("triage.alarms"))
    return tuple((name, _patterns(f"alarms.{name}")) for name in names)


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"triage.{key}"))
