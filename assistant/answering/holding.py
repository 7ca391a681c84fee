"""Whether the document that was found holds what is asked: being about the same thing is not enough.

"How many digits has a UID?" finds the document on the UID, which says where it is found, and not that. What tells the two apart: how
much of what is asked any one sentence of the document has, words that the document or the whole corpus has not, whether a
single fact is asked for, and the manner of the question itself, which the direction of its vector shows.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.decide import Signals
from assistant.corpus.said import Said, words_of
from assistant.languages import load_packs

COEFFICIENTS = Path(__file__).with_name("holding.json")
"""Written by ``python -m evals.calibrate``, which says in it what it was fitted on."""


class Rarity(Protocol):
    """Anything that knows how much a word tells; ``rarest`` is what one tells that no subject has."""

    @property
    def rarest(self) -> float: ...
    def rarity(self, word: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Held:
    """What is compared. Shares are of the question's words, weighed by how much each tells.

    ``said``: those that the document has; ``together``: those that its title and one of its sentences have; ``unknown``: the share of
    all words that stand nowhere in the corpus. ``single``: 1 where a single fact is asked for, and ``single_unsaid`` what is then missing.
    """

    score: float
    margin: float
    scope_share: float
    scope_lead: float
    said: float
    together: float
    unknown: float
    single: float
    single_unsaid: float


def compare(query: str, seen: Signals, said: Said, rarity: Rarity) -> Held:
    """A folded question against what the subject that was found says."""
    found = words_of(query)
    weights = {word: weight for word, form in found.items() if (weight := min(rarity.rarity(form), rarity.rarity(word))) > 0}
    total = sum(weights.values()) or 1.0
    open_ones = {word: weight for word, weight in weights.items() if word not in said.title}
    best = max((sum(w for word, w in open_ones.items() if word in sentence) for sentence in said.sentences), default=0.0)
    titled = sum(weights.values()) - sum(open_ones.values())
    share = sum(weight for word, weight in weights.items() if word in said.words) / total
    unknown = sum(weight >= rarity.rarest for weight in weights.values()) / max(1, len(found))
    single = float(asks_single_fact(query))
    return Held(
        score=seen.score,
        margin=seen.margin,
        scope_share=seen.scope_share,
        scope_lead=seen.scope_lead,
        said=share,
        together=(titled + best) / total,
        unknown=unknown,
        single=single,
        single_unsaid=single * (1.0 - share),
    )


def asks_single_fact(query: str) -> bool:
    """Whether one fact is asked for (whether, how many, which, how long), not what is wrong or what to do.

    >>> asks_single_fact("how many digits does a uid have"), asks_single_fact("my withdrawal is stuck")
    (True, False)
    """
    low = query.lower()
    return any(p.search(low) for p in _patterns("asks")) and not any(p.search(low) for p in _patterns("unless"))


@dataclass(frozen=True, slots=True)
class _Fit:
    bias: float
    weights: NDArray[np.float64]
    direction: NDArray[np.float64]


class Holding:
    """How likely a document holds what is asked. ``embedder`` names what made the vectors; of another one their direction says nothing."""

    def __init__(self, embedder: str = "", path: Path = COEFFICIENTS) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        fit = data["with_vector"] if data["embedder"] == embedder else data["without_vector"]
        self._fit = _Fit(fit["bias"], np.asarray(fit["weights"]), np.asarray(fit.get("direction", ())))

    def likelihood(self, held: Held, vector: Sequence[float] = ()) -> float:
        """0 to 1."""
        z = self._fit.bias + float(self._fit.weights @ np.asarray(astuple(held)))
        if self._fit.direction.size and len(vector) == self._fit.direction.size:
            z += float(self._fit.direction @ np.asarray(vector))
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """Of all packs together: people mix languages."""
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"details.single.{key}"))
