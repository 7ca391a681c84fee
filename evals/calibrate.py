"""Fits the calibration of ``assistant/answering/decide.py`` on the dev splits and prints its numbers and what they give.

``python -m evals.calibrate``. The thresholds are read from the printed curve, never from the test split.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import astuple, fields

import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from assistant.answering.decide import Calibration, Signals, decide, probability, signals
from assistant.languages import load_packs
from assistant.library import Library
from assistant.settings import load_settings
from assistant.types import Outcome
from evals.cases import read_cases
from evals.context import ROOT

NAMES = [f.name for f in fields(Signals)]


def _cases(declining: Set[str]) -> Iterator[tuple[str, str, bool]]:
    """Query, split, and whether the corpus should answer it; not those whose right topic declines, nor those that are too vague."""
    for name in ("abstention", "retrieval"):
        for case in read_cases(ROOT / name / "cases.jsonl"):
            answerable = list(case.data.get("expect", ["answered"])) == ["answered"]
            if case.data.get("kind") != "oblique" and not (answerable and declining & set(case.data["topics"])):
                yield case.turns[-1], case.split, answerable


def calibrate(library: Library) -> None:
    """Fit on dev, print the constants, then answered and refused shares by threshold for dev and test apart."""
    retriever, platforms = library.retriever, library.platforms
    passing = tuple(p for pack in load_packs().values() for p in pack.value("answers.passing.patterns"))
    others = {p.slug for p in platforms.platforms}
    rows = []
    for query, split, answerable in tqdm(list(_cases({retriever.topics[s] for s in retriever.outcomes}))):
        found = retriever.search(query, 5)
        scored = [s for s in found.scored if s.slug not in others] if platforms.between(query, passing) else found.scored
        exact = found.codes[0].topic if found.codes else ""
        first = decide(query, scored, retriever.outcomes, Calibration(answer=0.0), exact, platforms.wholly_elsewhere(query, passing))
        open_to_evidence = first.outcome is Outcome.ANSWERED and not exact
        rows.append((split, answerable, not open_to_evidence, signals(scored, retriever.outcomes)))
    open_rows = [r for r in rows if r[0] == "dev" and not r[2]]
    x = np.array([astuple(r[3]) for r in open_rows])
    y = np.array([r[1] for r in open_rows])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    model = LogisticRegression(C=0.3, class_weight="balanced").fit((x - mean) / spread, y)
    raw = model.coef_[0] / spread
    fitted = dict(zip(NAMES, (round(float(v), 3) for v in raw), strict=True)) | {"bias": round(float(model.intercept_[0] - raw @ mean), 3)}
    print("Calibration(" + ", ".join(f"{k}={v}" for k, v in fitted.items()) + ")")
    calibration = Calibration(**fitted)
    print("threshold  split  unanswerable answered  answerable below")
    for threshold in (0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        for split in ("dev", "test"):
            mine = [r for r in rows if r[0] == split]
            said = [(r[1], not r[2] and probability(r[3], calibration) >= threshold) for r in mine]
            wrong = np.mean([a for ok, a in said if not ok])
            missed = np.mean([not a for ok, a in said if ok])
            print(f"{threshold:9.2f}  {split:5}  {wrong:21.3f}  {missed:16.3f}")


if __name__ == "__main__":
    settings = load_settings()
    opened = Library(settings.corpus, settings.data / "index", settings.embedder)
    opened.prepare()
    calibrate(opened)
