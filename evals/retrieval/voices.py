"""Rankings of one question by each voice alone, by fusions of them, and without the phrasings: the ablations."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.entries import plain
from assistant.corpus.fold import fold
from assistant.corpus.lexical import LexicalIndex
from assistant.languages import detect_language
from assistant.retrieval.fusion import Scored
from assistant.retrieval.retriever import Retriever

DEPTH = 10
RRF = 60
NEAREST = 120
# The plain sum that the fusion is measured against: cosine and a little BM25.
LITTLE = 0.05

Rankings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Heard:
    """A subject with what the two voices said of it, when phrasings are left out."""

    slug: str
    dense: float
    lexical: float


class Bare:
    """The same index without its phrasings: dense over titles and sections, BM25 over them."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._folder = tempfile.TemporaryDirectory(prefix="evals-bare-")
        catalog = retriever.index.catalog
        texts: dict[str, list[str]] = {}
        for document in (d for i in catalog.ids() if (d := catalog.get(i)) is not None):
            texts.setdefault(document.slug, []).extend([document.head.title, *(plain(t) for t in document.sections.values())])
        folder = Path(self._folder.name) / "bm25"
        LexicalIndex.write(folder, list(texts), [fold("\n".join(t)) for t in texts.values()])
        self._lexical = LexicalIndex(folder)

    def hear(self, text: str) -> list[Heard]:
        """Every subject that either voice names, with neither phrasings nor what was learnt from them."""
        query = fold(text)
        vector = self._retriever.vector(query, detect_language(query))
        dense: dict[str, float] = {}
        for hit in self._retriever.index.nearest(vector, NEAREST, {"kind": {"$ne": "phrasing"}}):
            dense[hit.slug] = max(dense.get(hit.slug, -1.0), hit.score)
        scores = self._lexical.scores(query)
        top, floor = float(scores.max(initial=0.0)) or 1.0, min(dense.values(), default=0.0)
        lexical = {slug: float(s) / top for slug, s in zip(self._lexical.slugs, scores, strict=True) if s > 0}
        return [Heard(slug, dense.get(slug, floor), lexical.get(slug, 0.0)) for slug in dict.fromkeys([*dense, *lexical])]


def rank(text: str, retriever: Retriever, bare: Bare | None) -> Rankings:
    """Every ranking of one question; ``ours`` is what the product returns."""
    found = retriever.search(text, DEPTH)
    scored = found.scored
    by = {
        "ours": tuple(dict.fromkeys(p.topic for p in found.passages)),
        "dense": _ranked(scored, "dense", retriever),
        "lexical": _ranked([s for s in scored if s.lexical > 0], "lexical", retriever),
        "learnt": _ranked([s for s in scored if s.learnt > 0], "learnt", retriever),
        "rrf": _reciprocal(scored, retriever),
        "dense+0.05bm25": _summed(scored, retriever),
    }
    if bare is not None:
        without = bare.hear(text)
        by["no phrasings: dense"] = _ranked(without, "dense", retriever)
        by["no phrasings: lexical"] = _ranked([s for s in without if s.lexical > 0], "lexical", retriever)
        by["no phrasings: dense+0.05bm25"] = _summed(without, retriever)
    return by


def _ranked(heard: Sequence[Scored | Heard], voice: str, retriever: Retriever) -> tuple[str, ...]:
    return _topics([s.slug for s in sorted(heard, key=lambda s: -float(getattr(s, voice)))], retriever)


def _summed(heard: Sequence[Scored | Heard], retriever: Retriever) -> tuple[str, ...]:
    return _topics([s.slug for s in sorted(heard, key=lambda s: -(s.dense + LITTLE * s.lexical))], retriever)


def _reciprocal(scored: Sequence[Scored], retriever: Retriever) -> tuple[str, ...]:
    total: dict[str, float] = {}
    for voice in ("dense", "lexical"):
        for place, one in enumerate(sorted((s for s in scored if getattr(s, voice) > 0), key=lambda s: -float(getattr(s, voice)))):
            total[one.slug] = total.get(one.slug, 0.0) + 1 / (RRF + place + 1)
    return _topics(sorted(total, key=lambda slug: -total[slug]), retriever)


def _topics(slugs: Sequence[str], retriever: Retriever) -> tuple[str, ...]:
    return tuple(dict.fromkeys(retriever.topics[s] for s in slugs))[:DEPTH]
