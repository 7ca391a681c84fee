"""The evals there are: every folder here with a ``task.py`` and a ``cases.jsonl``. What makes its cases as it runs has its own command."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any, Protocol, cast

from evals.context import ROOT, Context
from evals.records import EvalError, Metric, Result


class Task(Protocol):
    """A ``task.py``. ``COMPARED`` names the scores that the baseline holds; ``figures`` may be absent."""

    COMPARED: Sequence[str]
    __doc__: str

    def run(self, context: Context) -> list[Result]:
        """Judge every case."""

    def measure(self, results: Sequence[Result]) -> list[Metric]:
        """Numbers of the results."""


def names() -> list[str]:
    """Names of the evals, in order."""
    return sorted(p.parent.name for p in ROOT.glob("*/task.py") if (p.parent / "cases.jsonl").is_file())


def load_task(name: str) -> Task:
    """The task by name; raises ``EvalError``."""
    if name not in names():
        raise EvalError(f"there is no eval {name!r}: {', '.join(names())}")
    return cast(Task, importlib.import_module(f"evals.{name}.task"))


def figures_of(task: Task, results: Sequence[Result]) -> list[tuple[str, Any]]:
    """The plots of a task, which may have none."""
    draw = getattr(task, "figures", None)
    return list(draw(results)) if draw is not None else []


def origin(name: str) -> str:
    """Where the cases of an eval come from, from its README."""
    path = ROOT / name / "README.md"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return next((line.removeprefix("ORIGIN: ") for line in lines if line.startswith("ORIGIN: ")), "origin not stated")
