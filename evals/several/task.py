"""Several problems in one message: is each answered, and is one problem told in many sentences left whole?"""

from __future__ import annotations

from collections.abc import Sequence

from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

# Authors who had seen nothing of the product.
AUTHORS = {"": "", "examiner": ", unseen", "second examiner": ", second", "third examiner": ", third", "fourth examiner": ", fourth"}
COMPARED = ("every problem answered", "left whole")
NAMES = ("every problem answered", "problems answered", "headings fit", "left whole")


def run(context: Context) -> list[Result]:
    """Every case as the first message of a conversation. A case without ``topics`` is one problem.

    ``problems`` holds the topics that are right for each, where several are.
    """

    def judge(case: Case) -> Result:
        reply = context.chat(case.query)
        wanted = [set(p) for p in case.data.get("problems", [[t] for t in case.data["topics"]])]
        cited = {c.topic for c in reply.citations}
        headings = reply.reply.count("### ")
        if wanted:
            scores = {
                "every problem answered": float(all(p & cited for p in wanted)),
                "problems answered": sum(bool(p & cited) for p in wanted) / len(wanted),
                "headings fit": float(headings == len(wanted)),
            }
        else:
            scores = {"left whole": float(headings == 0)}
        seen = {"cited": sorted(cited), "expected": [sorted(p) for p in wanted], "headings": headings, "outcome": reply.outcome.value}
        group = ("several" if wanted else "one") + AUTHORS[case.data.get("by", "")]
        why = "; ".join(n for n in ("every problem answered", "left whole") if scores.get(n, 1.0) < 1)
        return Result(case.id, case.language, case.split, group, case.query, scores, {**seen, "reply": reply.reply[:600]}, why)

    return context.each("several", context.cases("several"), judge)


def measure(results: Sequence[Result]) -> list[Metric]:
    """Shares, by kind of message."""
    return means(results, NAMES)
