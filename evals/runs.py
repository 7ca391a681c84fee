"""What runs leave in ``reports/``, and the committed baseline that they are compared with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.context import REPORTS, ROOT
from evals.records import EvalError, Result
from evals.statistics import Difference, paired

BASELINE = ROOT / "baseline.json"
LEAST_SHARED = 10


@dataclass(frozen=True, slots=True)
class Run:
    """The results of one eval with one model."""

    task: str
    model: str
    stamp: str
    made: str
    results: tuple[Result, ...]


def _path(task: str, model: str) -> Path:
    return REPORTS / "runs" / f"{task}.{''.join(c if c.isalnum() else '-' for c in model)}.json"


def save_run(task: str, model: str, stamp: str, results: Sequence[Result]) -> Run:
    """Keep a run as the latest of its eval and model."""
    run = Run(task, model, stamp, datetime.now(UTC).isoformat(timespec="seconds"), tuple(results))
    path = _path(task, model)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")
    return run


def load_runs() -> list[Run]:
    """The latest run of each eval and model; raises ``EvalError`` when there is none."""
    found = []
    for path in sorted((REPORTS / "runs").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found.append(Run(data["task"], data["model"], data["stamp"], data["made"], tuple(Result(**r) for r in data["results"])))
    if not found:
        raise EvalError("nothing was run yet; run `python -m evals run`")
    return found


def read_baseline() -> dict[str, Any]:
    """``evals/baseline.json``: a score a case, by ``task/model``; empty when there is none."""
    return dict(json.loads(BASELINE.read_text(encoding="utf-8"))) if BASELINE.is_file() else {}


def write_baseline(runs: Sequence[Run], compared: Mapping[str, Sequence[str]]) -> None:
    """Make ``runs`` the baseline; those of other evals and models stay."""
    base = read_baseline()
    for run in runs:
        names = list(compared[run.task])
        rows = {r.id: [round(r.scores[n], 4) if n in r.scores else None for n in names] for r in run.results}
        base[f"{run.task}/{run.model}"] = {"made": run.made, "scores": names, "cases": rows}
    text = json.dumps(base, ensure_ascii=False, sort_keys=True)
    BASELINE.write_text(text.replace('], "', '],\n"').replace('}, "', '},\n"') + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One score of one slice against the baseline."""

    task: str
    model: str
    name: str
    slice: str
    count: int
    difference: Difference


def compare(runs: Sequence[Run]) -> list[Comparison]:
    """Case by case over the ids that both have, in all, by split, and by group."""
    base, found = read_baseline(), []
    for run in runs:
        old = base.get(f"{run.task}/{run.model}")
        for n, name in enumerate(old["scores"] if old else ()):
            shared = [r for r in run.results if name in r.scores and old["cases"].get(r.id, [None] * (n + 1))[n] is not None]
            parts = {"all": shared}
            for r in shared:
                parts.setdefault(r.split, []).append(r)
                parts.setdefault(r.group, []).append(r)
            for part, mine in parts.items():
                if len(mine) >= LEAST_SHARED:
                    difference = paired([r.scores[name] for r in mine], [old["cases"][r.id][n] for r in mine])
                    found.append(Comparison(run.task, run.model, name, part, len(mine), difference))
    return found


@dataclass(frozen=True, slots=True)
class Beside:
    """The mean of one score, by model, over the ``cases`` cases that all of them were given."""

    task: str
    score: str
    cases: int
    values: tuple[tuple[str, float], ...]


def side_by_side(runs: Sequence[Run]) -> list[Beside]:
    """Every score of the evals that were run with more than one model; runs over somebody's own cases are left out."""
    found = []
    by_task: dict[str, list[Run]] = {}
    for run in runs:
        if not run.model.endswith(" own"):
            by_task.setdefault(run.task, []).append(run)
    for task, mine in by_task.items():
        tables = [(run.model, {r.id: r.scores for r in run.results}) for run in mine]
        shared = set.intersection(*(set(table) for _, table in tables))
        names = dict.fromkeys(name for _, table in tables for i in sorted(shared) for name in table[i])
        for name in names if len(tables) > 1 else ():
            ids = [i for i in shared if all(name in table[i] for _, table in tables)]
            if ids:
                values = tuple((model, sum(table[i][name] for i in ids) / len(ids)) for model, table in tables)
                found.append(Beside(task, name, len(ids), values))
    return found
