"""Several problems in one message: is each answered, and is one problem told in many sentences left whole?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("every problem answered", "left whole")
NAMES = ("every problem answered", "problems answered", "headings fit", "left whole")


def run(context: Context) -> list[Result]:
    """Every case as the first message of a conversation. A case without ``topics`` is one problem."""

    def judge(case: Case) -> Result:
        reply = context.chat(case.query)
        wanted, cited = set(case.data["topics"]), {c.topic for c in reply.citations}
        headings = reply.reply.count("### ")
        if wanted:
            scores = {
                "every problem answered": float(wanted <= cited),
                "problems answered": len(wanted & cited) / len(wanted),
                "headings fit": float(headings == len(wanted)),
            }
        else:
            scores = {"left whole": float(headings == 0)}
        seen = {"cited": sorted(cited), "expected": sorted(wanted), "headings": headings, "outcome": reply.outcome.value}
        group = ("several, unseen" if case.data.get("by") == "examiner" else "several") if wanted else "one"
        why = "; ".join(n for n in ("every problem answered", "left whole") if scores.get(n, 1.0) < 1)
        return Result(case.id, case.language, case.split, group, case.query, scores, {**seen, "reply": reply.reply[:600]}, why)

    return context.each("several", context.cases("several"), judge)


def measure(results: Sequence[Result]) -> list[Metric]:
    """Shares, by kind of message."""
    return means(results, NAMES)
