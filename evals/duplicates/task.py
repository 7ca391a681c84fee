"""Whether the same problem told again is recognised, and another problem in like words is not."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("right",)
NAMES = ("right", "known again", "kept apart")
TARGETS = {"right": 0.9}


def run(context: Context) -> list[Result]:
    """Each first message becomes a case of its own owner; then the second is asked about."""
    with tempfile.TemporaryDirectory() as folder:
        work = Casework(context.assistant, open_case_log(sqlite_url(Path(folder) / "cases.db")))

        def judge(case: Case) -> Result:
            context.wait(work.create(case.id, case.data["first"]))
            known = context.wait(work.known(case.id, case.query))
            same, said = bool(case.data["same"]), known is not None
            scores = {"right": float(same == said), "known again" if same else "kept apart": float(same == said)}
            seen = {"first": case.data["first"], "why": known.why if known else ""}
            why = "" if same == said else ("taken for another problem" if same else "taken for the same problem")
            return Result(case.id, case.language, case.split, "same" if same else "another", case.query, scores, seen, why)

        results = context.each("duplicates", context.cases("duplicates"), judge)
        work.log.close()
    return results


def measure(results: Sequence[Result]) -> list[Metric]:
    """Means, with the aim on all together."""
    return [replace(m, target=TARGETS.get(m.name) if m.group == "all" else None) for m in means(results, NAMES)]
