"""Planning a reply: which documents' parts are said to which problem, and what is offered to choose from."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.answering.answer import Plan, plan_answer, warnings_of
from assistant.answering.compose import Before
from assistant.library import Library
from assistant.turn import TurnState
from assistant.types import Choice, Outcome


def plans_of(state: TurnState) -> tuple[Plan, ...]:
    """What will be said to each problem that has something to be said to, marks counted through."""
    plans: list[Plan] = []
    for problem in () if state.noted else state.problems:
        if problem.found is None or problem.decision.outcome is Outcome.ASKED:
            continue
        # To despair nothing is refused or redirected.
        if problem.decision.outcome is not Outcome.ANSWERED and state.is_desperate:
            continue
        entries = problem.found.codes if problem.decision.outcome is Outcome.ANSWERED else ()
        if problem.document is not None:
            state.warnings += warnings_of(problem.document, _today(), state.pack)
        if problem.document or entries:
            first = 1 + sum(len(p.parts) for p in plans)
            asked = problem.text if problem.again else problem.query
            told = state.conversation.turns[-1].reply if state.conversation.turns else ""
            seen = Before(problem.again, told, problem.pointed, problem.headway)
            plans.append(plan_answer(problem.document, entries, asked, state.pack, first, seen))
    state.warnings = tuple(dict.fromkeys(state.warnings))
    return tuple(plans)


def choices_of(state: TurnState, library: Library) -> tuple[Choice, ...]:
    """What the reader may choose from where he is asked back, in his language."""
    choices = []
    for slug in state.first.decision.choices if state.first.found else ():
        document = library.retriever.document(slug, state.pack.code)
        if document is not None and document.head.outcome is Outcome.ANSWERED:
            choices.append(Choice(document.topic, document.head.title, document.head.title))
    return tuple(choices)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
