"""Whether a message is about a problem that is a case already."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from assistant.cases import tables as t
from assistant.cases.case import Case, CaseFile, CaseStatus, EntryKind
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


def find_similar(
    connection: Connection,
    cipher: Cipher,
    owner: str,
    topic: str,
    text: str,
    identifiers: Mapping[str, str],
    now: datetime,
    apart: str = "",
) -> Similar | None:
    """The owner's unsolved case of the last 14 days that ``text`` repeats, if any; ``apart`` is one that does not count.

    A shared TXID, order or withdrawal number decides, whatever the words. Where both name one and they differ, it is
    another problem, however alike the words. Else topic and words decide.
    """
    recent = [case for case in _recent(connection, cipher, owner, now) if case.id != apart]
    theirs = _identifiers(connection, cipher, [case.id for case in recent])
    mine = of_one_problem(identifiers)
    open_ones = []
    for case in recent:
        has = of_one_problem(theirs.get(case.id, {}))
        common = mine.keys() & has.keys()
        if any(mine[kind] & has[kind] for kind in common):
            return Similar(read_file(connection, cipher, case), "identifier", 100.0)
        if not common and topic and case.topic == topic:
            open_ones.append(case)
    said = _said(connection, cipher, [case.id for case in open_ones])
    scored = [(max((likeness(text, other) for other in said.get(case.id, ())), default=0.0), case) for case in open_ones]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return Similar(read_file(connection, cipher, best), "text", score) if best is not None and score >= SAME_TEXT else None


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
