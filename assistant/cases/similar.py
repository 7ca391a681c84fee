"""Whether a message is about a problem that is a case already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from assistant.cases import tables as t
from assistant.cases.case import Case, CaseFile, CaseStatus, EntryKind
from assistant.cases.cipher import Cipher
from assistant.cases.identifiers import PLACEHOLDER, of_one_problem
from assistant.cases.rows import case_of, read_file
from assistant.languages import load_packs

SAME_PROBLEM_DAYS = 14
MOST_CANDIDATES = 200
# Likeness by words is 0 to 100; by meaning a cosine, whose e5 values lie between 0.8 (nothing shared) and 1.
SAME_TEXT, SAME_TEXT_OF_ANOTHER_TOPIC = 45.0, 60.0
SAME_BOTH, NO_MEANING, MEANING_WEIGHT = 65.0, 0.85, 500.0
RELATED_TEXT = 25.0
WEIGHED, MEANT, LATEST = 12, 4, 3
"""Cases whose facts are read, those of them whose meaning is compared, and the latest messages of a case that count."""
STRONG, TELLING = ("amount", "error_code"), ("amount", "asset", "error_code", "direction")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\u3400-\u9fff_]+")

Facts = Mapping[str, frozenset[str]]
"""Kind of fact (amount, asset, network, error_code, direction) → values."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What tells two messages apart beside their words: ``facts`` of a text, and how alike one is to others by meaning (cosines)."""

    facts: Callable[[str], Facts] | None = None
    meaning: Callable[[str, Sequence[str]], Sequence[float]] | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """A case about the same problem. ``why``: they share an identifier, facts, or words and meaning; ``score`` is 0 to 100."""

    file: CaseFile
    why: Literal["identifier", "facts", "text"]
    score: float


def find_similar(
    connection: Connection,
    cipher: Cipher,
    owner: str,
    topic: str,
    text: str,
    identifiers: Mapping[str, str],
    now: datetime,
    apart: str = "",
    voices: Voices | None = None,
) -> Similar | None:
    """The owner's unsolved case of the last 14 days that ``text`` repeats, if any; ``apart`` is one that does not count.

    A shared TXID, order or withdrawal number decides, whatever the words. Where both name one and they differ, or both name amounts, coins,
    codes or directions and they differ, it is another problem, however alike the words. Then a shared amount or code decides, then words
    and meaning. Who says that it is another one, or asks a question in general, is believed.
    """
    voices = voices or Voices()
    recent = [case for case in _recent(connection, cipher, owner, now) if case.id != apart]
    theirs = _identifiers(connection, cipher, [case.id for case in recent])
    mine = of_one_problem(identifiers)
    open_ones = []
    for case in recent:
        has = of_one_problem(theirs.get(case.id, {}))
        common = mine.keys() & has.keys()
        if any(mine[kind] & has[kind] for kind in common):
            return Similar(read_file(connection, cipher, case), "identifier", 100.0)
        if not common:
            open_ones.append(case)
    if _says("another", text):
        return None
    said = _said(connection, cipher, [case.id for case in open_ones])
    ranked = sorted(((_words(topic, text, case, said.get(case.id, ())), case) for case in open_ones), key=lambda pair: -pair[0])
    scored = []
    for number, (words, case) in enumerate(ranked[:WEIGHED]):
        heard = voices if number < MEANT else replace(voices, meaning=None)
        if found := _judge(topic, text, words, case, said.get(case.id, [])[-LATEST:], heard):
            scored.append((found, case))
    if not scored:
        return None
    (why, score), best = max(scored, key=lambda pair: pair[0][1])
    return Similar(read_file(connection, cipher, best), why, score)


def _words(topic: str, text: str, case: Case, said: Sequence[str]) -> float:
    """How alike the words are; a case of another topic comes after one of the same."""
    return max((likeness(text, other) for other in said), default=0.0) + (0.5 if topic and case.topic == topic else 0.0)


def _judge(
    topic: str, text: str, words: float, case: Case, said: Sequence[str], voices: Voices
) -> tuple[Literal["facts", "text"], float] | None:
    """Why and how surely ``text`` is about the case in which ``said`` stands; nothing when it is not."""
    same_topic = bool(topic) and case.topic == topic
    if words < RELATED_TEXT and not same_topic:
        return None
    if voices.facts is not None:
        mine, theirs = voices.facts(text), _together([voices.facts(other) for other in said])
        both = mine.keys() & theirs.keys()
        if any(not mine[kind] & theirs[kind] for kind in both if kind in TELLING):
            return None
        if any(mine[kind] & theirs[kind] for kind in both if kind in STRONG):
            return "facts", 100.0
    if _says("question", text) and not any(_says("question", other) for other in said):
        return None
    elsewhere = bool(topic) and bool(case.topic) and not same_topic
    if voices.meaning is None:
        enough = words >= (SAME_TEXT if same_topic else SAME_TEXT_OF_ANOTHER_TOPIC) and not elsewhere
        return ("text", words) if enough else None
    meaning = max(voices.meaning(text, said), default=0.0)
    score = words + MEANING_WEIGHT * (meaning - NO_MEANING)
    return ("text", min(score, 99.0)) if not elsewhere and score >= SAME_BOTH else None


def _together(facts: Sequence[Facts]) -> Facts:
    found: dict[str, frozenset[str]] = {}
    for one in facts:
        for kind, values in one.items():
            found[kind] = found.get(kind, frozenset()) | values
    return found


def _says(what: str, text: str) -> bool:
    return _pattern(what).search(unicodedata.normalize("NFKC", text).casefold()) is not None


@lru_cache(maxsize=4)
def _pattern(what: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern for pack in load_packs().values() for pattern in pack.value(f"cases.similar.{what}")))


def _recent(connection: Connection, cipher: Cipher, owner: str, now: datetime) -> list[Case]:
    since, ended = now - timedelta(days=SAME_PROBLEM_DAYS), [s for s in CaseStatus if s.ended]
    query = select(t.cases).where(t.cases.c.owner == owner, t.cases.c.updated >= since, t.cases.c.status.not_in(ended))
    return [case_of(row, cipher) for row in connection.execute(query.order_by(t.cases.c.updated.desc()).limit(MOST_CANDIDATES))]


def _identifiers(connection: Connection, cipher: Cipher, case_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(select(t.identifiers).where(t.identifiers.c.case_id.in_(case_ids))):
        found.setdefault(row.case_id, {})[row.placeholder] = cipher.show(row.value)
    return found


def _said(connection: Connection, cipher: Cipher, case_ids: Sequence[str]) -> dict[str, list[str]]:
    by_the_user = t.entries.c.kind.in_([EntryKind.MESSAGE, EntryKind.SENT])
    found: dict[str, list[str]] = {}
    for row in connection.execute(select(t.entries.c.case_id, t.entries.c.text).where(t.entries.c.case_id.in_(case_ids), by_the_user)):
        found.setdefault(row.case_id, []).append(cipher.show(row.text))
    return found


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 100: words, and pairs of Chinese characters, in any order."""
    return fuzz.token_set_ratio(_tokens(one), _tokens(other))


def _tokens(text: str) -> str:
    text = unicodedata.normalize("NFKC", PLACEHOLDER.sub(" ", text)).casefold()
    pairs = [run[i : i + 2] for run in _HAN.findall(text) for i in range(max(1, len(run) - 1))]
    return " ".join([*_WORD.findall(text), *pairs])
