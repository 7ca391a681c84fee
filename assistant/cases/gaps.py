"""Questions that had no answer: kept sealed, put like to like, handed on as eval cases or phrasings of a new document."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from assistant.cases import tables as t
from assistant.cases.check import check_text
from assistant.cases.cipher import Cipher
from assistant.cases.database import Database
from assistant.cases.similar import likeness
from assistant.errors import InputError

SAME_WORDS = 60.0
SAME_MEANING = 0.95
"""Of e5 vectors of queries, whose cosines lie close together: other questions on one subject reach 0.94."""
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer. ``topics``: the nearest ones, best first."""

    id: str
    text: str
    language: str
    topics: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class GapCluster:
    """Questions that ask the same, newest first."""

    gaps: tuple[Gap, ...]

    @property
    def name(self) -> str:
        """By what a person names it: the newest question."""
        return self.gaps[0].id[:6]

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that came near, the most frequent first."""
        names = [name for gap in self.gaps for name in gap.topics]
        return tuple(sorted(dict.fromkeys(names), key=lambda n: -names.count(n)))


class GapLog:
    """What the corpus does not answer yet."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database, self._cipher, self._clock = database, cipher, clock

    def record(self, text: str, language: str, topics: Sequence[str] = ()) -> Gap:
        """Keep a sealed question and the topics that came nearest; the oldest beyond 5,000 are forgotten."""
        if not text.strip():
            raise InputError("the text is empty")
        check_text(text)
        gap = Gap(secrets.token_hex(8), text, language, tuple(topics), self._clock())
        row = {"id": gap.id, "text": self._cipher.hide(text), "language": language, "topics": json.dumps(gap.topics), "at": gap.at}
        with self._database.writing() as connection:
            connection.execute(insert(t.gaps).values(row))
            if connection.execute(select(func.count()).select_from(t.gaps)).scalar_one() > MOST:
                newest = select(t.gaps.c.id).order_by(t.gaps.c.at.desc(), t.gaps.c.id).limit(MOST)
                connection.execute(delete(t.gaps).where(t.gaps.c.id.not_in(newest)))
        return gap

    def all(self) -> tuple[Gap, ...]:
        """The latest 5,000, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(t.gaps).order_by(t.gaps.c.at.desc(), t.gaps.c.id).limit(MOST)).all()
        return tuple(Gap(r.id, self._cipher.show(r.text), r.language, tuple(json.loads(r.topics)), r.at) for r in rows)

    def delete(self, gap_ids: Sequence[str]) -> None:
        """Forget questions, for instance because there is an answer now; their text leaves the disk too."""
        with self._database.writing() as connection:
            connection.execute(delete(t.gaps).where(t.gaps.c.id.in_(gap_ids)))
            self._database.note_erasure(connection)
        self._database.wipe()


def cluster(gaps: Sequence[Gap], vectors: Sequence[Sequence[float]] | None = None) -> tuple[GapCluster, ...]:
    """Like questions together, the largest cluster first.

    By words, and by meaning where unit ``vectors`` are given too, one for each gap in the same order. Each question joins the
    cluster whose first question is most alike (leader clustering, Hartigan, Clustering Algorithms, 1975, chapter 3).
    """
    if vectors is not None and len(vectors) != len(gaps):
        raise ValueError(f"a vector for each gap is needed. Currently, there are {len(vectors)} for {len(gaps)}")
    members: list[list[int]] = []
    for number in range(len(gaps)):
        scored = [(_alike(gaps, vectors, group[0], number), group) for group in members]
        best = max(scored, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= 1:
            best[1].append(number)
        else:
            members.append([number])
    members.sort(key=lambda group: -len(group))
    return tuple(GapCluster(tuple(gaps[n] for n in group)) for group in members)


def eval_lines(clusters: Sequence[GapCluster]) -> str:
    """One line for ``evals/retrieval/cases.jsonl`` a cluster; ``topics`` is what a person fills in, after the nearest ones."""
    lines = []
    for group in clusters:
        gap = group.gaps[0]
        name = "gap." + hashlib.sha256(gap.text.encode()).hexdigest()[:8]
        row = {
            "id": f"{name}.{gap.language}",
            "pair": name,
            "query": gap.text,
            "language": gap.language,
            "topics": list(group.topics[:3]),
            "kind": "hard",
            "split": "dev",
        }
        lines.append(json.dumps(row, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)


def phrasings(group: GapCluster) -> dict[str, tuple[str, ...]]:
    """Language → the questions of a cluster, each once."""
    found: dict[str, dict[str, None]] = {}
    for gap in group.gaps:
        found.setdefault(gap.language, {})[" ".join(gap.text.split())] = None
    return {language: tuple(texts) for language, texts in found.items()}


def phrasing_lines(group: GapCluster) -> str:
    """The questions of a cluster as ``phrasings`` of a document's head (YAML), each once."""
    texts = [text for some in phrasings(group).values() for text in some]
    # A JSON string is a YAML string.
    return "phrasings:\n" + "".join(f"  - {json.dumps(text, ensure_ascii=False)}\n" for text in texts)


def _alike(gaps: Sequence[Gap], vectors: Sequence[Sequence[float]] | None, one: int, other: int) -> float:
    words = likeness(gaps[one].text, gaps[other].text) / SAME_WORDS
    if vectors is None:
        return words
    return max(words, sum(a * b for a, b in zip(vectors[one], vectors[other], strict=True)) / SAME_MEANING)
