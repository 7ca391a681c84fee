"""A message that only hands over what was asked for: an account number, a hash, a time, the word that a picture is ready."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.corpus.evidence import Evidence, EvidenceRecord
from assistant.corpus.fold import fold, length
from assistant.corpus.glossary import Glossary
from assistant.languages import load_packs
from assistant.triage.given import AMOUNT, MARK, TIME

# What may be left of such a message once all that was recognised is taken out: a short word, not a sentence.
LEFT_OVER = 2
LONGEST_LACK = 10  # words of a message that says that something is not there
_ASKS = re.compile(r"[?？]")
_NUMBER = re.compile(r"\d[\d.,:/：-]*")
_JOINS = re.compile(r"[\W_]+")
_REMARK = re.compile(r"[（(].*?[）)]")


def supplies_only(sealed_text: str, glossary: Glossary, evidence: Evidence) -> bool:
    """Whether a sealed message tells facts and nothing else: no question, no story.

    Only what stands in it counts, so a fact with a sentence beside it ("UID 1 and now the app crashes") is not such a message.
    """
    if _ASKS.search(sealed_text):
        return False
    rest = list(MARK.sub(lambda m: " " * len(m.group()), sealed_text))
    for term in (t for t in glossary.find_terms("".join(rest)) if t.kind in {"coin", "network"}):
        rest[term.start : term.end] = " " * (term.end - term.start)
    text = "".join(rest).lower()
    for name in sorted((n.lower() for record in evidence.items for n in _names(record)), key=len, reverse=True):
        text = text.replace(name, " ")
    for pattern in (AMOUNT, TIME, _NUMBER, _words()):
        text = pattern.sub(" ", text)
    return len(_JOINS.sub("", text)) <= LEFT_OVER


def ready_items(sealed_texts: Iterable[str], evidence: Evidence) -> frozenset[str]:
    """Ids of the things that the user says to have ready, such as a screenshot."""
    texts = [text.lower() for text in sealed_texts]
    frames: list[str] = [frame for pack in load_packs().values() for frame in pack.value("triage.ready.frames")]
    found = set()
    for record in evidence.items:
        named = "(?:" + "|".join(re.escape(n.lower()) for n in _names(record)) + ")"
        if any(re.search(frame.replace("{name}", named), text) for frame in frames for text in texts):
            found.add(record.id)
    return frozenset(found)


def lacking_items(sealed_text: str, evidence: Evidence) -> frozenset[str]:
    """Ids of the things that a short message says not to be there ("no hash", "查不到 TXID"); none where it asks something."""
    low = fold(sealed_text).lower()
    if _ASKS.search(low) or length(low) > LONGEST_LACK:
        return frozenset()
    frames: list[str] = [frame for pack in load_packs().values() for frame in pack.value("triage.lacking.frames")]
    found = set()
    for record in evidence.items:
        named = "(?:" + "|".join(re.escape(n.lower()) for n in sorted(_names(record), key=len, reverse=True)) + ")"
        if any(re.search(frame.replace("{name}", named), low) for frame in frames):
            found.add(record.id)
    return frozenset(found)


def sought_items(sealed_text: str, evidence: Evidence) -> tuple[str, ...]:
    """Ids of the things that a short message asks to find ("where do I see the txid?")."""
    low = fold(sealed_text).lower().strip(" .!?。！？~")
    if length(low) > LONGEST_LACK:
        return ()
    frames: list[str] = [frame for pack in load_packs().values() for frame in pack.value("triage.sought.frames")]
    found = []
    for record in evidence.items:
        named = "(?:" + "|".join(re.escape(n.lower()) for n in sorted(_names(record), key=len, reverse=True)) + ")"
        if any(re.search(frame.replace("{name}", named), low) for frame in frames):
            found.append(record.id)
    return tuple(found)


def says_none(sealed_text: str) -> bool:
    """Whether a short message only says that what was asked for is not there: "I don't have it", "找不到"."""
    low = fold(sealed_text).lower().strip(" .!。！~")
    return any(re.fullmatch(frame, low) for pack in load_packs().values() for frame in pack.value("triage.lacking.bare"))


def short_name(record: EvidenceRecord, language: str) -> str:
    """What a piece of evidence is called in a message, without the remark in brackets."""
    return _REMARK.sub("", record.name.in_language(language)).strip()


def _names(record: EvidenceRecord) -> tuple[str, ...]:
    called = record.called.zh + record.called.en if record.called else ()
    return (*(short_name(record, code) for code in load_packs()), *called)


@cache
def _words() -> re.Pattern[str]:
    words: list[str] = [word for pack in load_packs().values() for word in pack.value("triage.supplied.words")]
    latin = sorted((w for w in words if w.isascii()), key=len, reverse=True)
    other = sorted((w for w in words if not w.isascii()), key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, latin))})(?![a-z])|{'|'.join(map(re.escape, other))}")
