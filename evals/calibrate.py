"""Fits what decides on answers, on the dev splits, and prints what it gives.

``python -m evals.calibrate``: the numbers of ``Calibration`` (``assistant/answering/decide.py``: was the right subject found?), printed, and
those of ``Holding`` (does its document hold what is asked?), written to ``assistant/answering/holding.npz``. The thresholds are read from
the printed curves, which judge every case by a fit that has not seen its author; never from the test split.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.svm import SVC
from tqdm import tqdm

from assistant.answering.decide import Calibration, Signals, decide, probability, signals, without_kin
from assistant.answering.holding import COEFFICIENTS, NARROW, Fit, Held, compare, place
from assistant.corpus.fold import fold
from assistant.languages import load_packs
from assistant.library import Library
from assistant.settings import load_settings
from assistant.types import Outcome
from evals.cases import read_cases
from evals.context import ROOT
from evals.records import Case

SIGNALS = [f.name for f in fields(Signals)]
FILES = ("abstention/cases.jsonl", "abstention/fitted.jsonl", "retrieval/cases.jsonl")
STRENGTH, STRICTNESS = 0.3, 3.0
FOLDS = 5
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A case as the evidence saw it. ``right``: its subject was found first."""

    author: str
    group: str
    split: str
    answerable: bool
    right: bool
    decided: bool
    seen: Signals
    held: Held
    vector: Sequence[float]


def _cases(declining: Set[str]) -> Iterator[Case]:
    """Not those whose right topic declines, nor those that are too vague."""
    for name in FILES:
        for case in read_cases(ROOT / name):
            if case.data.get("kind") != "oblique" and not (_answerable(case) and declining & set(case.data["topics"])):
                yield case


def _answerable(case: Case) -> bool:
    return "answered" in case.data.get("expect", ["answered"])


def rows_of(library: Library) -> list[Row]:
    """Every case, searched for."""
    retriever, platforms = library.retriever, library.platforms
    passing = tuple(p for pack in load_packs().values() for p in pack.value("answers.passing.patterns"))
    others = {p.slug for p in platforms.platforms}
    rows = []
    for case in tqdm(list(_cases({retriever.topics[s] for s in retriever.outcomes}))):
        query = fold(case.turns[-1])
        found = retriever.search(query, 5)
        scored = [s for s in found.scored if s.slug not in others] if platforms.between(query, passing) else list(found.scored)
        exact = found.codes[0].topic if found.codes else ""
        elsewhere, best = platforms.wholly_elsewhere(query, passing), scored[0].slug
        first = decide(query, scored, retriever.outcomes, Calibration(answer=0.0), exact, elsewhere, topics=retriever.topics)
        seen = signals(scored, without_kin(best, retriever.outcomes, retriever.topics))
        held = compare(query, seen, retriever.said(best), retriever.index.lexical)
        answerable, author = _answerable(case), case.id.partition(".")[0]
        author = author if author in {"outside", "second", "third", "fourth", "fifth", "sixth", "fitted"} else "own"
        group = f"{'answerable' if answerable else 'unanswerable'}, {author}"
        right = answerable and retriever.topics[best] in case.data["topics"]
        open_to_evidence = first.outcome is Outcome.ANSWERED and not exact
        rows.append(Row(author, group, case.split, answerable, right, not open_to_evidence, seen, held, found.vector))
    return rows


def fit_signals(rows: Sequence[Row]) -> None:
    """Print the constants of ``Calibration``, and answered and refused shares by threshold."""
    mine = [r for r in rows if r.author != "fitted"]
    open_rows = [r for r in mine if r.split == "dev" and not r.decided]
    x, y = np.array([astuple(r.seen) for r in open_rows]), np.array([r.answerable for r in open_rows])
    bias, raw = _fit(x, y)
    fitted = dict(zip(SIGNALS, (round(float(v), 3) for v in raw), strict=True)) | {"bias": round(bias, 3)}
    print("Calibration(" + ", ".join(f"{k}={v}" for k, v in fitted.items()) + ")")
    calibration = Calibration(**fitted)
    print("threshold  unanswerable answered  answerable below")
    for threshold in (0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        said = [(r.answerable, not r.decided and probability(r.seen, calibration) >= threshold) for r in mine if r.split == "dev"]
        wrong, missed = np.mean([a for ok, a in said if not ok]), np.mean([not a for ok, a in said if ok])
        print(f"{threshold:9.2f}  {wrong:21.3f}  {missed:16.3f}")


def fit_holding(rows: Sequence[Row], embedder: str) -> None:
    """Write ``holding.npz``, and print by threshold what each author's unseen dev cases give."""
    kept = [r for r in rows if r.split == "dev" and not r.decided and (r.right or not r.answerable)]
    y = np.array([r.answerable for r in kept])
    compared, vectors = np.array([astuple(r.held) for r in kept]), np.array([r.vector for r in kept])
    machine, mean, spread = _machine(compared, vectors, y)
    unseen = _unseen(kept, compared, vectors, y)
    curve = LogisticRegression(class_weight="balanced").fit(unseen[:, None], y)
    slope, height = float(curve.coef_[0, 0]), float(curve.intercept_[0])
    bias, weights = _fit(compared, y)
    Fit(
        embedder=embedder,
        origin=f"python -m evals.calibrate: a support vector machine on {len(kept)} dev cases of {', '.join(FILES)}",
        names=tuple(f.name for f in fields(Held)),
        bias=bias,
        weights=weights,
        mean=mean,
        spread=spread,
        cases=machine.support_vectors_,
        counts=machine.dual_coef_[0],
        slope=slope,
        height=height + slope * float(machine.intercept_[0]),
    ).write(COEFFICIENTS)
    said = 1 / (1 + np.exp(-(slope * unseen + height)))
    print("threshold  share answered, by a fit that has not seen the author (of fitted: a fifth left out)")
    for threshold in (0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7):
        shares = [f"{g} {np.mean([p >= threshold for p, r in zip(said, kept, strict=True) if r.group == g]):.2f}" for g in _groups(kept)]
        print(f"{threshold:9.2f}  {'; '.join(shares)}")


def _groups(rows: Sequence[Row]) -> list[str]:
    return sorted({r.group for r in rows})


def _unseen(rows: Sequence[Row], compared: Numbers, vectors: Numbers, y: NDArray[np.bool_]) -> Numbers:
    """What a machine says of each case that has not seen its author (of ``fitted``, a fifth left out)."""
    authors, said = np.array([r.author for r in rows]), np.zeros(len(rows))
    for author in dict.fromkeys(authors.tolist()):
        mine = np.flatnonzero(authors == author)
        parts = [mine] if author != "fitted" else [mine[b] for _, b in KFold(FOLDS, shuffle=True, random_state=1).split(mine)]
        for part in parts:
            rest = np.setdiff1d(np.arange(len(rows)), part)
            machine, mean, spread = _machine(compared[rest], vectors[rest], y[rest])
            said[part] = machine.decision_function(place(compared[part], mean, spread, vectors[part]))
    return said


def _machine(compared: Numbers, vectors: Numbers, y: NDArray[np.bool_]) -> tuple[SVC, Numbers, Numbers]:
    mean, spread = compared.mean(axis=0), compared.std(axis=0)
    machine = SVC(C=STRICTNESS, gamma=NARROW, class_weight="balanced")
    return machine.fit(place(compared, mean, spread, vectors), y), mean, spread


def _fit(x: Numbers, y: NDArray[np.bool_]) -> tuple[float, Numbers]:
    mean, spread = x.mean(axis=0), x.std(axis=0)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=3000).fit((x - mean) / spread, y)
    raw = model.coef_[0] / spread
    return float(model.intercept_[0] - raw @ mean), raw


if __name__ == "__main__":
    settings = load_settings()
    opened = Library(settings.corpus, settings.data / "index", settings.embedder)
    opened.prepare()
    found = rows_of(opened)
    fit_signals(found)
    fit_holding(found, settings.embedder)
