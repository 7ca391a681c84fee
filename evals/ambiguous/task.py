"""Messages of a word or two: one question back with choices, or an answer; nobody is turned away."""

from __future__ import annotations

from collections.abc import Sequence

from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("right",)


def run(context: Context) -> list[Result]:
    """Every case as the first message of a conversation.

    Where ``wanted`` says which: a question back (``ask``) must offer one of the ``topics``, an answer (``answer``) be on one, and what has
    nothing to be answered (``heard``) not be answered.
    """

    def judge(case: Case) -> Result:
        reply = context.chat(case.query)
        outcome = reply.outcome.value
        right = outcome in case.data["expect"]
        choices = [c.topic for c in reply.choices]
        wanted, topics = case.data.get("wanted", ""), case.data.get("topics", [])
        helped = right and (outcome != "asked" or len(choices) >= 2 or wanted == "heard")
        if wanted == "ask":
            helped = helped and bool({*choices} & {*topics})
        elif wanted == "answer" and outcome == "answered":
            helped = reply.triage.topic in topics
        scores = {"right": float(helped), "asked": float(outcome == "asked"), "answered": float(outcome == "answered")}
        seen = {"outcome": outcome, "topic": reply.triage.topic, "choices": choices, "reply": reply.reply[:300]}
        why = "" if helped else f"{outcome}, {len(choices)} choices"
        return Result(case.id, case.language, case.split, _group(case), case.query, scores, seen, why)

    return context.each("ambiguous", context.cases("ambiguous"), judge)


def _group(case: Case) -> str:
    """What a good reply is, and by which outside author."""
    wanted = case.data.get("wanted", "")
    return f"{wanted}, {case.data['by'].split()[0]}" if wanted else "short"


def measure(results: Sequence[Result]) -> list[Metric]:
    """How often the person is helped on, and how often by a question back."""
    return means(results, ["right", "asked", "answered"])
