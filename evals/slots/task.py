"""Whether the facts of a message land in the right slots, and nothing lands in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.draftwork import Draftwork
from evals.context import Context
from evals.drafts.held import slots_right
from evals.drafts.made import filled
from evals.measuring import means
from evals.records import Case, Metric, Result

COMPARED = ("slots right", "others empty")
NAMES = ("slots right", "others empty")
TARGETS = {"slots right": 0.97, "others empty": 0.97}


def run(context: Context) -> list[Result]:
    """Every message read by the rules."""
    work = Draftwork(context.assistant)
    glossary = context.assistant.library.glossary

    def known(text: str) -> set[str]:
        return {term.id for term in glossary.find_terms(text) if term.kind in ("coin", "network")}

    def judge(case: Case) -> Result:
        if len(case.turns) == 1:
            reply = context.wait(work.write(case.query))
        else:
            conversation = context.wait(context.assistant.replay(case.turns))
            reply = context.wait(work.write(conversation_id=conversation))
        wanted, absent = case.data.get("slots", {}), case.data.get("absent", ())
        wrong, filled = slots_right(reply.slots, wanted, known), [name for name in absent if reply.slots.get(name)]
        scores = {"slots right": 1 - len(wrong) / len(wanted) if wanted else 1.0}
        scores["others empty"] = 1 - len(filled) / len(absent) if absent else 1.0
        why = [f"{name}: {reply.slots.get(name, '')!r} for {wanted[name]!r}" for name in wrong]
        why += [f"{name}: {reply.slots[name]!r} for nothing" for name in filled]
        return Result(
            case.id,
            case.language,
            case.split,
            case.data.get("group", "own"),
            " / ".join(case.turns),
            scores,
            {"slots": reply.slots},
            "; ".join(why),
        )

    return context.each("slots", [filled(case) for case in context.cases("slots")], judge)


def measure(results: Sequence[Result]) -> list[Metric]:
    """Means, with the aims on all together."""
    return [replace(m, target=TARGETS.get(m.name) if m.language == "all" else None) for m in means(results, NAMES)]
