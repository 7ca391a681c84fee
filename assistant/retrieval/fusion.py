"""Fusion: one score a document, whatever its language, from the dense, the lexical and the learnt voice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each voice adds to the best cosine of a document.

    Equal-weight reciprocal-rank fusion loses to the better channel on short questions and collapses across
    languages, so the cosine leads and the others only move what is near: lexical by its share of the best
    BM25 score, counted only against documents in the language of the question; the classifier by its probability.
    """

    lexical: float = 0.05
    learnt: float = 0.08


@dataclass(frozen=True, slots=True)
class Scored:
    """A document, whatever its language, with what each voice said."""

    slug: str
    score: float
    dense: float
    lexical: float
    learnt: float


def fuse(dense: Mapping[str, float], lexical: Mapping[str, float], learnt: Mapping[str, float], weights: Weights) -> list[Scored]:
    """Documents by score, best first.

    ``dense`` is the best cosine a slug, ``lexical`` BM25 scores of any scale, ``learnt`` probabilities. A document
    that the dense search did not return counts with the lowest cosine that it did.
    """
    if not dense:
        return []
    floor = min(dense.values())
    top = max(lexical.values(), default=0.0) or 1.0
    candidates: Iterable[str] = dict.fromkeys([*dense, *_best(lexical, 10), *_best(learnt, 5)])
    scored = []
    for slug in candidates:
        cosine, words, taught = dense.get(slug, floor), lexical.get(slug, 0.0) / top, learnt.get(slug, 0.0)
        scored.append(Scored(slug, cosine + weights.lexical * words + weights.learnt * taught, cosine, words, taught))
    return sorted(scored, key=lambda s: -s.score)


def _best(scores: Mapping[str, float], count: int) -> list[str]:
    return sorted((t for t, s in scores.items() if s > 0), key=lambda t: -scores[t])[:count]
