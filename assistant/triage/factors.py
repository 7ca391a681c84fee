"""Circumstances that the person tells and that change how support is best asked: data in ``prompts/<lang>/triage.toml``."""

from __future__ import annotations

import re
from functools import cache

from assistant.corpus.fold import fold
from assistant.languages import Pack, load_packs
from assistant.types import Channel, IssueType, Triage, Urgency

# Letters of languages that support is not said to answer in.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]{3}")
MOST_REASONS = 3


def find_factors(sealed_text: str) -> tuple[str, ...]:
    """Names of the circumstances that a message tells, in the order of the data."""
    low = fold(sealed_text).lower().replace("’", "'")
    names = (name for name, patterns in _factors() if any(p.search(low) for p in patterns))
    found = dict.fromkeys(names)
    if _OTHER_SCRIPT.search(sealed_text):
        found["language"] = None
    return tuple(found)


def channel_with(factors: tuple[str, ...], channel: Channel, urgency: Urgency) -> Channel:
    """Where to go instead of ``channel``: many papers fit a written request, unless it cannot wait."""
    if "attachments" in factors and channel is Channel.LIVE_CHAT and urgency in {Urgency.LOW, Urgency.NORMAL}:
        return Channel.EMAIL
    return channel


def reasons_of(factors: tuple[str, ...], pack: Pack) -> tuple[str, ...]:
    """What each circumstance means, at most ``MOST_REASONS``."""
    return tuple(pack.text(f"triage.factor.{name}") for name in factors[:MOST_REASONS])


def question_about(sealed_text: str, judged: Triage, pack: Pack) -> str:
    """The one question whose answer would change where this goes or what to do; empty when it is answered or nothing can wait."""
    if judged.urgency is Urgency.CRITICAL or judged.issue_type is IssueType.OTHER or judged.channel is Channel.HELP_CENTER:
        return ""
    asked = pack.value("triage.question").get(judged.issue_type.value)
    if asked is None:
        return ""
    low = fold(sealed_text).lower()
    known = (p for code in load_packs() for p in _known(code, judged.issue_type.value))
    return "" if any(p.search(low) for p in known) else str(asked["ask"])


@cache
def _factors() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    packs = load_packs().values()
    names = dict.fromkeys(name for pack in packs for name in pack.value("triage.factors"))
    return tuple((name, tuple(re.compile(p) for pack in packs for p in pack.value("triage.factors").get(name, ()))) for name in names)


@cache
def _known(code: str, issue: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load_packs()[code].value("triage.question").get(issue, {}).get("known", ()))
