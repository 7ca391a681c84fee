"""Is it real? Texts that strangers sent, judged for signs of a scam; everyday messages left unjudged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("right verdict",)
NAMES = ("right verdict", "scam found", "not accused", "left alone", "cited", "names no foreign address")
TARGETS = {"scam found": 0.9, "not accused": 0.95, "left alone": 0.95}
# A thing that speaks for itself and an official address are both no scam; only the first cannot be listed.
RIGHT = {"scam": {"scam"}, "cannot_tell": {"unconfirmed"}, "looks_official": {"plausible", "listed"}, "none": {""}}
# What an author calls harmless may be left unjudged, too.
RIGHT["harmless"] = {"", "unconfirmed", "plausible", "listed"}
# Authors who had seen nothing of the product.
AUTHORS = {"": "", "examiner": ", unseen", "second examiner": ", second"}


def run(context: Context) -> list[Result]:
    """Every case as the first message of a conversation."""
    allowed = context.assistant.library.channels.allowed_hosts

    def judge(case: Case) -> Result:
        from assistant.strangers.signs import foreign_hosts, normal

        reply = context.chat(case.query)
        expected = case.data["verdict"]
        scores = {"right verdict": float(reply.verdict in RIGHT[expected])}
        if expected == "scam":
            scores["scam found"] = scores["right verdict"]
        elif expected == "none":
            scores["left alone"] = scores["right verdict"]
        else:
            scores["not accused"] = float(reply.verdict != "scam")
        if expected not in {"none", "harmless"}:
            scores["cited"] = float(bool(reply.citations))
            scores["names no foreign address"] = float(not foreign_hosts(normal(reply.reply), allowed))
        seen = {"verdict": reply.verdict, "expected": expected, "signs": reply.signs, "topic": reply.triage.topic}
        group = expected + AUTHORS[case.data.get("by", "")]
        missed = [n for n, v in scores.items() if v < 1]
        return Result(
            case.id, case.language, case.split, group, case.query, scores, {**seen, "reply": reply.reply[:500]}, "; ".join(missed)
        )

    return context.each("stranger", context.cases("stranger"), judge)


def measure(results: Sequence[Result]) -> list[Metric]:
    """Shares, by what the text is."""
    return [replace(m, target=TARGETS.get(m.name) if m.language == "all" else None) for m in means(results, NAMES)]
