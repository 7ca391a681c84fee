"""Questions that had no answer, on the terminal: what people ask that the corpus does not hold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from assistant.cases.gaps import GapCluster, GapLog, cluster, eval_lines, phrasing_lines, phrasings
from assistant.corpus.skeleton import new_document
from assistant.errors import InputError
from assistant.models.embedder import Embedder
from assistant.settings import Settings, load_settings
from assistant.wiring import open_cases

Form = Literal["eval", "phrasings", "document"]
SHOWN = 100


def list_gaps() -> None:
    """A line a cluster, the most asked first: its name, how often, languages, the topics that came near, a question."""
    settings = load_settings()
    found = _clusters(settings, _gaps(settings))
    for group in found:
        languages = ",".join(sorted({gap.language for gap in group.gaps}))
        text = " ".join(group.gaps[0].text.split())[:SHOWN]
        sys.stdout.write(f"{group.name}  {len(group.gaps):3}x  {languages:5}  {text}  ({', '.join(group.topics[:3])})\n")
    if not found:
        sys.stderr.write(f"no unanswered question is kept{'' if settings.gaps else ': ASSISTANT_GAPS is off'}\n")


def export_gap(name: str, form: Form, slug: str = "", category: str = "", root: Path | None = None) -> None:
    """A cluster as a line for ``evals/retrieval/cases.jsonl``, as phrasings for a document's head, or as a new document's skeleton."""
    settings = load_settings()
    group = _named(_clusters(settings, _gaps(settings)), name)
    if form == "eval":
        sys.stdout.write(eval_lines([group]))
    elif form == "phrasings":
        sys.stdout.write(phrasing_lines(group))
    else:
        for path in new_document(slug, category, root or settings.corpus, phrasings=phrasings(group)):
            sys.stdout.write(f"{path}\n")


def forget_gaps(name: str) -> None:
    """Forget a cluster, or ``all``; the questions leave the disk."""
    settings = load_settings()
    log = _gaps(settings)
    gone = log.all() if name == "all" else _named(_clusters(settings, log), name).gaps
    log.delete([gap.id for gap in gone])
    sys.stderr.write(f"{len(gone)} questions are forgotten\n")


def _gaps(settings: Settings) -> GapLog:
    return open_cases(settings).gaps


def _clusters(settings: Settings, log: GapLog) -> tuple[GapCluster, ...]:
    gaps = log.all()
    if len(gaps) < 2:
        return cluster(gaps)
    embedder = Embedder(settings.embedder)
    return cluster(gaps, [embedder.embed_query(gap.text) for gap in gaps])


def _named(found: tuple[GapCluster, ...], name: str) -> GapCluster:
    for group in found:
        if name and any(gap.id.startswith(name) for gap in group.gaps):
            return group
    raise InputError(f"there is no unanswered question {name[:40]!r}; `assistant gaps` lists them")
