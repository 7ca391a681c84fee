"""The last message of a conversation: is it answered on what it is about, the problem before it or a new one?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Outcome, Reply
from evals.context import Context
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("right topic",)
NAMES = ("right topic", "right or asked", "not mistaken")


def run(context: Context) -> list[Result]:
    """Every message of a case in turn; judged is the last. A case without ``topics`` is small talk: no problem is to be found in it."""

    def judge(case: Case) -> Result:
        conversation = ""
        for message in case.turns:
            reply = context.chat(message, conversation)
            conversation = reply.conversation_id
        wanted, got = list(case.data["topics"]), reply.triage.topic
        scores = _scores(reply, wanted)
        seen = {"said": case.turns[:-1], "expected": wanted, "topic": got, "outcome": reply.outcome.value, "reply": reply.reply[:300]}
        why = "" if scores["not mistaken"] == 1 and scores.get("right or asked", 1.0) == 1 else f"{reply.outcome.value} {got}, not {wanted}"
        group = case.data["kind"] + (", unseen" if case.data.get("by") == "examiner" else "")
        return Result(case.id, case.language, case.split, group, case.query, scores, seen, why)

    return context.each("follow_ups", context.cases("follow_ups"), judge)


def _scores(reply: Reply, wanted: Sequence[str]) -> dict[str, float]:
    told = reply.outcome in (Outcome.ANSWERED, Outcome.REFUSED)
    heard = reply.outcome is Outcome.ASKED and not reply.choices
    if not wanted:
        return {"not mistaken": float(not told)}
    right = (told or heard) and reply.triage.topic in wanted
    offered = reply.outcome is Outcome.ASKED and any(c.topic in wanted for c in reply.choices)
    redirected = reply.outcome is Outcome.REDIRECTED and reply.triage.topic in wanted
    return {
        "right topic": float(right or redirected),
        "right or asked": float(right or redirected or offered),
        "not mistaken": float(right or redirected or not told),
    }


def measure(results: Sequence[Result]) -> list[Metric]:
    """Shares, by kind of message."""
    return means(results, NAMES)
