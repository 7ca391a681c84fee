"""How a stranger sounds, learnt at ingest from ``corpus/strangers.yaml``: patterns know only the wordings they were written for.

Two questions. *Voice*: are these somebody's words to the reader, or the reader's own? Wording tells (runs of characters), since
both speak of the same things. *Scam*: is it like the known frauds rather than like ordinary notices? There wording and meaning tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
LONGEST_RUN = 4
# How much the meaning weighs beside the wording, and the inverse regularisation: chosen by leaving out an eighth of the examples.
MEANING, STRENGTH, VOICE_STRENGTH = 0.05, 5.0, 20.0
# A phrasing of a document against an example: there are six times as many of them.
PHRASING_WEIGHT = 0.3
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a text is like a known fraud, 0 to 1, and the kind of fraud that it is most like."""

    scam: float
    kind: str


@dataclass(frozen=True, slots=True)
class Example:
    """A folded text to learn from. ``says``: ``scam``, ``notice`` or ``own``; ``kind`` is empty for a phrasing of a document."""

    text: str
    says: str
    kind: str
    vector: Floats


class StrangerModel:
    """Two logistic regressions kept as arrays, so that nothing has to be imported to use them."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            self._runs = {str(run): n for n, run in enumerate(arrays["runs"])}
            self._rarity: Floats = arrays["rarity"]
            self._voice, self._voice_bias = arrays["voice"], float(arrays["voice_bias"])
            self._scam, self._scam_bias = arrays["scam"], float(arrays["scam_bias"])
            self._mean, self._spread = arrays["mean"], float(arrays["spread"])
            self._examples: Floats = arrays["examples"]
            self._kinds = [str(k) for k in arrays["kinds"]]

    @staticmethod
    def write(path: Path, examples: Sequence[Example]) -> None:
        """Fit and save. Nothing is written unless there are scams, notices and people's own words."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        if {e.says for e in examples} != {"scam", "notice", "own"}:
            return
        wording = TfidfVectorizer(analyzer=_runs, lowercase=False, min_df=2, sublinear_tf=True)
        worded = wording.fit_transform([e.text for e in examples])
        weight = [1.0 if e.kind else PHRASING_WEIGHT for e in examples]
        voice = LogisticRegression(C=VOICE_STRENGTH, max_iter=300).fit(worded, [e.says != "own" for e in examples], sample_weight=weight)
        sent = [n for n, e in enumerate(examples) if e.says != "own"]
        meant = np.stack([examples[n].vector for n in sent])
        mean, spread = meant.mean(axis=0), float(meant.std()) or 1.0
        both = np.hstack([(meant - mean) / spread * MEANING, worded[sent].toarray()])
        says = [examples[n].says == "scam" for n in sent]
        scam = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced").fit(both, says)
        frauds = [e for e in examples if e.says == "scam"]
        np.savez(
            path,
            runs=np.asarray(wording.get_feature_names_out(), dtype=str),
            rarity=wording.idf_.astype(np.float32),
            voice=voice.coef_[0].astype(np.float32),
            voice_bias=voice.intercept_[0],
            scam=scam.coef_[0].astype(np.float32),
            scam_bias=scam.intercept_[0],
            mean=mean,
            spread=spread,
            examples=np.stack([e.vector for e in frauds]),
            kinds=np.asarray([e.kind for e in frauds], dtype=str),
        )

    def voice(self, text: str) -> float:
        """How much a folded text sounds like somebody's words to its reader, 0 to 1."""
        places, values = self._worded(text)
        return _sigmoid(float(self._voice[places] @ values) + self._voice_bias)

    def likeness(self, text: str, vector: Floats) -> Likeness:
        """How much a folded text with its vector is like the known frauds."""
        places, values = self._worded(text)
        size = len(self._mean)
        meant = float(self._scam[:size] @ ((vector - self._mean) / self._spread)) * MEANING
        said = float(self._scam[size:][places] @ values)
        return Likeness(_sigmoid(meant + said + self._scam_bias), self._nearest(vector))

    def _nearest(self, vector: Floats) -> str:
        """The kind whose nearest examples lie nearest."""
        cosines: dict[str, list[float]] = {}
        for kind, cosine in zip(self._kinds, (self._examples @ vector).tolist(), strict=True):
            cosines.setdefault(kind, []).append(cosine)
        return max(cosines, key=lambda kind: sum(sorted(cosines[kind])[-NEAREST:]) / NEAREST)

    def _worded(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        """Places and values of the known runs in ``text``, as scikit-learn's ``TfidfVectorizer`` gives them: 1 + ln(count), of length one."""
        counts = Counter(n for run in _runs(text) if (n := self._runs.get(run)) is not None)
        places = np.fromiter(counts, dtype=np.intp, count=len(counts))
        values = (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))) * self._rarity[places]
        return places, (values / max(float(np.linalg.norm(values)), 1e-9)).astype(np.float32)


def _runs(text: str) -> list[str]:
    low = text.lower()
    return [low[i : i + size] for size in range(1, LONGEST_RUN + 1) for i in range(len(low) - size + 1)]


def _sigmoid(z: float) -> float:
    return float(1.0 / (1.0 + np.exp(-max(-60.0, min(60.0, z)))))
