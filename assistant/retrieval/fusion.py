"""Fusion: one score a subject (a document in all its languages) from the dense, the lexical and the learnt voice."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

# A probability below this tells nothing more.
FLOOR = -12.0


@dataclass(frozen=True, slots=True)
class Direction:
    """How much each voice counts for subjects of one kind: per unit of cosine, of the query's best BM25 score, of log-probability."""

    dense: float
    lexical: float
    learnt: float
    offset: float = 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """The two directions there are.

    Equal-weight reciprocal-rank fusion loses to the better channel on short questions and collapses across languages:
    there words match by accident only, and cosines are low. So a subject that has the question's language (``own``) and one
    that has not (``across``) are weighed apart, on one scale, so that both can stand in one ranking. ``nearest`` is how many of
    a subject's entries are averaged with its best one. A listwise logistic regression on the dev split of
    ``evals/retrieval``, over the whole corpus, each language alone, and corpora of which each subject lost a language at random.
    """

    own: Direction = Direction(dense=1.0, lexical=0.63, learnt=0.05)
    across: Direction = Direction(dense=2.6, lexical=0.28, learnt=0.056, offset=0.17)
    nearest: int = 3
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
    dense: Mapping[str, Sequence[float]],
    lexical: Mapping[str, float],
    learnt: Mapping[str, float],
    weights: Weights,
    coverage: float = 1.0,
    across: AbstractSet[str] = frozenset(),
) -> list[Scored]:
    """Subjects by score, best first.

    ``dense`` holds the cosines of each subject's entries that were found, best first, ``lexical`` BM25 scores of any
    scale, ``learnt`` probabilities. A subject that the dense search did not return counts with the lowest cosine that it did
    return in its direction. ``coverage`` is the share of the query's words that the corpus knows; ``across`` names the
    subjects that do not have the question's language.
    """
    if not dense:
        return []
    floors = {foreign: _floor(dense, across, foreign) for foreign in (False, True)}
    trust = min(1.0, coverage / weights.covered)
    top = max(lexical.values(), default=0.0) or 1.0
    scored = []
    for slug in dict.fromkeys([*dense, *_best(lexical, 10), *_best(learnt, 5)]):
        way, floor = (weights.across if slug in across else weights.own), floors[slug in across]
        cosines = [*dense.get(slug, ())[: weights.nearest], *[floor] * weights.nearest][: weights.nearest]
        words, taught = lexical.get(slug, 0.0) / top, learnt.get(slug, 0.0)
        score = way.offset + way.dense * (cosines[0] + sum(cosines) / len(cosines)) / 2 + way.lexical * trust * words
        if learnt:
            score += way.learnt * max(FLOOR, math.log(taught) if taught > 0 else FLOOR)
        scored.append(Scored(slug, score, cosines[0], words, taught))
    return sorted(scored, key=lambda s: -s.score)


def _floor(dense: Mapping[str, Sequence[float]], across: AbstractSet[str], foreign: bool) -> float:
    mine = [min(cosines) for slug, cosines in dense.items() if (slug in across) == foreign]
    return min(mine) if mine else min(min(cosines) for cosines in dense.values())


def _best(scores: Mapping[str, float], count: int) -> list[str]:
    return sorted((t for t, s in scores.items() if s > 0), key=lambda t: -scores[t])[:count]
