"""Whether the document that was found holds what is asked: being about the same thing is not enough.

"How many digits has a UID?" finds the document on the UID, which says where it is found, and not that. What tells the two apart: how
much of what is asked any one sentence of the document has, and one that says the kind of thing that is wanted; words that the document or the
whole corpus has not; whether a single fact is asked for; and which questions the question is like by its vector, answerable ones or not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.decide import Signals
from assistant.answering.kinds import kinds_asked, saying
from assistant.corpus.said import Said, words_of
from assistant.languages import load_packs

COEFFICIENTS = Path(__file__).with_name("holding.npz")
"""Written by ``python -m evals.calibrate``, which says in it what it was fitted on."""
# How much what is compared and the vector weigh against each other, and from how near cases count; by leaving out authors, where half as much
# or twice is worse.
COMPARED, SPREAD, NARROW = 0.3, 2.5, 0.2
# What a kind of thing counts that no sentence says: less than one that has no word of the question.
SAID_NOWHERE = -0.3

Floats = NDArray[np.float64]


class Rarity(Protocol):
    """Anything that knows how much a word tells; ``rarest`` is what one tells that no subject has."""

    @property
    def rarest(self) -> float: ...
    def rarity(self, word: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Held:
    """What is compared. Shares are of the question's words, weighed by how much each tells.

    ``said``: those that the document has; ``together``: those that its title and one of its sentences have; ``unknown``: the share of
    all words that stand nowhere in the corpus. ``single``: 1 where a single fact is asked for; ``kind``: 1 where a kind of thing is (``kinds.py``),
    and ``kind_said`` then the share that the best sentence has that says one.
    """

    score: float
    margin: float
    scope_share: float
    scope_lead: float
    said: float
    together: float
    unknown: float
    single: float
    kind: float
    kind_said: float


def compare(query: str, seen: Signals, said: Said, rarity: Rarity) -> Held:
    """A folded question against what the subject that was found says."""
    found = words_of(query)
    weights = {word: weight for word, form in found.items() if (weight := min(rarity.rarity(form), rarity.rarity(word))) > 0}
    total = sum(weights.values()) or 1.0
    open_ones = {word: weight for word, weight in weights.items() if word not in said.title}
    shares = [sum(w for word, w in open_ones.items() if word in sentence) for sentence in said.sentences]
    titled = sum(weights.values()) - sum(open_ones.values())
    share = sum(weight for word, weight in weights.items() if word in said.words) / total
    kinds = kinds_asked(query)
    return Held(
        score=seen.score,
        margin=seen.margin,
        scope_share=seen.scope_share,
        scope_lead=seen.scope_lead,
        said=share,
        together=(titled + max(shares, default=0.0)) / total,
        unknown=sum(weight >= rarity.rarest for weight in weights.values()) / max(1, len(found)),
        single=float(asks_single_fact(query)),
        kind=float(bool(kinds)),
        kind_said=_kind_said(kinds, shares, said.folded) / (sum(open_ones.values()) or 1.0) if kinds else 0.0,
    )


def _kind_said(kinds: frozenset[str], shares: Sequence[float], sentences: tuple[str, ...]) -> float:
    return max((share for share, says in zip(shares, saying(kinds, sentences), strict=True) if says), default=SAID_NOWHERE)


def asks_single_fact(query: str) -> bool:
    """Whether one fact is asked for (whether, how many, which, how long), not what is wrong or what to do.

    >>> asks_single_fact("how many digits does a uid have"), asks_single_fact("my withdrawal is stuck")
    (True, False)
    """
    low = query.lower()
    return any(p.search(low) for p in _patterns("asks")) and not any(p.search(low) for p in _patterns("unless"))


@dataclass(frozen=True, slots=True)
class Fit:
    """What ``evals.calibrate`` found. ``weights`` of what is compared and a ``bias``, for any embedder.

    For the one it was fitted with, a support vector machine: ``cases`` (a row each: what is compared, then the vector; scaled) with how much
    each counts (``counts``), and what makes its value a probability (``slope``, ``height``). What is compared is taken from ``mean``, in units of ``spread``.
    """

    embedder: str
    origin: str
    names: tuple[str, ...]
    bias: float
    weights: Floats
    mean: Floats
    spread: Floats
    cases: Floats
    counts: Floats
    slope: float
    height: float

    def write(self, path: Path) -> None:
        """Keep it in ``path`` (``.npz``)."""
        arrays = {f.name: np.asarray(getattr(self, f.name)) for f in fields(self)}
        np.savez_compressed(path, **arrays | {"cases": self.cases.astype(np.float16)})  # type: ignore[arg-type]

    @staticmethod
    def read(path: Path) -> Fit:
        """What ``write`` wrote. Raises ``OSError`` or ``ValueError``."""
        with np.load(path, allow_pickle=False) as arrays:
            read = {f.name: arrays[f.name] for f in fields(Fit)}
        texts = {"embedder": str(read["embedder"]), "origin": str(read["origin"]), "names": tuple(map(str, read["names"]))}
        numbers = {name: float(read[name]) for name in ("bias", "slope", "height")}
        return Fit(**read | texts | numbers | {"cases": read["cases"].astype(np.float64)})


class Holding:
    """How likely a document holds what is asked. ``embedder`` names what made the vectors; another one's say nothing."""

    def __init__(self, embedder: str = "", fit: Fit | None = None) -> None:
        self._fit = fit or Fit.read(COEFFICIENTS)
        self._knows = self._fit.embedder == embedder
        self._lengths = (self._fit.cases**2).sum(axis=1)

    def likelihood(self, held: Held, vector: Sequence[float] = ()) -> float:
        """0 to 1."""
        fit, compared = self._fit, np.asarray(astuple(held))
        if self._knows and len(vector) == fit.cases.shape[1] - len(compared):
            z = fit.slope * self._beside(place(compared, fit.mean, fit.spread, np.asarray(vector))) + fit.height
        else:
            z = fit.bias + float(fit.weights @ compared)
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))

    def _beside(self, case: Floats) -> float:
        """How much it is like the cases that were held rather than like those that were not."""
        distances = self._lengths - 2 * self._fit.cases @ case + float(case @ case)
        return float(np.exp(-NARROW * distances) @ self._fit.counts)


def place(compared: Floats, mean: Floats, spread: Floats, vectors: Floats) -> Floats:
    """What is compared and the vector of a question, or rows of both, as one point."""
    return np.concatenate([(compared - mean) / spread * COMPARED, vectors * SPREAD], axis=-1)


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """Of all packs together: people mix languages."""
    return tuple(re.compile(p) for pack in load_packs().values() for p in pack.value(f"details.single.{key}"))
