"""Fusion: one score a subject (a document in all its languages) from the dense, the lexical and the learnt voice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# A probability below this tells nothing more.
FLOOR = -12.0


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each voice adds to the cosine.

    Equal-weight reciprocal-rank fusion loses to the better channel on short questions and collapses across
    languages, so the cosine leads and the others only move what is near. ``nearest`` is how many of a subject's
    entries are averaged with its best one; ``lexical`` is for the best BM25 score of the query; ``learnt`` for one
    unit of log-probability. Tuned by leaving out a fifth of the phrasings and on the dev split of ``evals/retrieval``.
    """

    nearest: int = 3
    lexical: float = 0.10
    learnt: float = 0.02
    covered: float = 0.35
    """From this share of known tokens on, words count in full; below it, in proportion."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A subject with what each voice said: ``dense`` its best cosine, ``lexical`` 0 to 1, ``learnt`` a probability."""

    slug: str
    score: float
    dense: float
    lexical: float
    learnt: float


def fuse(
    dense: Mapping[str, Sequence[float]], lexical: Mapping[str, float], learnt: Mapping[str, float], weights: Weights, coverage: float = 1.0
) -> list[Scored]:
    """Subjects by score, best first.

    ``dense`` holds the cosines of each subject's entries that were found, best first, ``lexical`` BM25 scores of any
    scale, ``learnt`` probabilities. A subject that the dense search did not return counts with the lowest cosine it did.
    ``coverage`` is the share of the query's words that the corpus knows.
    """
    if not dense:
        return []
    floor = min(min(cosines) for cosines in dense.values())
    trust = weights.lexical * min(1.0, coverage / weights.covered)
    top = max(lexical.values(), default=0.0) or 1.0
    scored = []
    for slug in dict.fromkeys([*dense, *_best(lexical, 10), *_best(learnt, 5)]):
        cosines = [*dense.get(slug, ())[: weights.nearest], *[floor] * weights.nearest][: weights.nearest]
        words, taught = lexical.get(slug, 0.0) / top, learnt.get(slug, 0.0)
        score = (cosines[0] + sum(cosines) / len(cosines)) / 2 + trust * words
        if learnt:
            score += weights.learnt * max(FLOOR, math.log(taught) if taught > 0 else FLOOR)
        scored.append(Scored(slug, score, cosines[0], words, taught))
    return sorted(scored, key=lambda s: -s.score)


def _best(scores: Mapping[str, float], count: int) -> list[str]:
    return sorted((t for t, s in scores.items() if s > 0), key=lambda t: -scores[t])[:count]
