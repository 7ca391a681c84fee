"""Whether a message is about a problem that is a case already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from assistant.cases import tables as t
from assistant.cases.case import CaseFile, CaseStatus, EntryKind
from assistant.cases.cipher import Cipher
from assistant.cases.identifiers import PLACEHOLDER, of_one_problem
from assistant.cases.rows import case_of, read_file

SAME_PROBLEM_DAYS = 14
SAME_TEXT = 45.0
MOST_CANDIDATES = 200
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\u3400-\u9fff_]+")


@dataclass(frozen=True, slots=True)
class Similar:
    """A case about the same problem. ``why``: they share an identifier, or topic and words; ``score`` is 0 to 100."""

    file: CaseFile
    why: Literal["identifier", "text"]
    score: float


def candidates(connection: Connection, cipher: Cipher, owner: str, now: datetime, days: int = SAME_PROBLEM_DAYS) -> tuple[CaseFile, ...]:
    """The owner's unsolved cases that changed in the last ``days`` days, last changed first."""
    ended = [s for s in CaseStatus if s.ended]
    query = select(t.cases).where(t.cases.c.owner == owner, t.cases.c.updated >= now - timedelta(days=days), t.cases.c.status.not_in(ended))
    rows = connection.execute(query.order_by(t.cases.c.updated.desc()).limit(MOST_CANDIDATES)).all()
    return tuple(read_file(connection, cipher, case_of(row, cipher)) for row in rows)


def most_alike(topic: str, text: str, identifiers: Mapping[str, str], files: Iterable[CaseFile]) -> Similar | None:
    """The case that ``text`` repeats, if any.

    A shared TXID, order or withdrawal number decides, whatever the words. Where both name one and they differ, it is
    another problem, however alike the words. Else topic and words decide.
    """
    mine = of_one_problem(identifiers)
    best: Similar | None = None
    for file in files:
        theirs = of_one_problem(file.identifiers)
        common = mine.keys() & theirs.keys()
        if any(mine[kind] & theirs[kind] for kind in common):
            return Similar(file, "identifier", 100.0)
        if common or not topic or file.case.topic != topic:
            continue
        score = max((likeness(text, e.text) for e in file.entries if e.kind in {EntryKind.MESSAGE, EntryKind.SENT}), default=0.0)
        if score >= SAME_TEXT and (best is None or score > best.score):
            best = Similar(file, "text", score)
    return best


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 100: words, and pairs of Chinese characters, in any order."""
    return fuzz.token_set_ratio(_tokens(one), _tokens(other))


def _tokens(text: str) -> str:
    text = unicodedata.normalize("NFKC", PLACEHOLDER.sub(" ", text)).casefold()
    pairs = [run[i : i + 2] for run in _HAN.findall(text) for i in range(max(1, len(run) - 1))]
    return " ".join([*_WORD.findall(text), *pairs])
