"""One answer: what it says, with which marks, and who worded it. No model, no state: the words around the lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.compose import Before, Part, asks_unsaid, choose_parts, cite, render, varies
from assistant.answering.grounding import content
from assistant.answering.talk import is_question
from assistant.corpus.asked_next import KEY as NEXT
from assistant.corpus.document import Document
from assistant.languages import Pack
from assistant.types import Choice, Citation, Outcome, Passage

COVERED = 0.8
# More than these are no guesses at what was meant.
FEW_CHOICES = 4
_NOTHING = Before()


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be said: the parts in order and their citations. ``document`` is ``None`` where only an entry speaks.

    ``opening`` says that what is asked does not stand there; ``note`` that regions or sources differ, where the document does.
    """

    document: Document | None
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    note: str = ""
    opening: str = ""

    @property
    def title(self) -> str:
        """What it is about."""
        return self.document.head.title if self.document is not None else self.parts[0].heading


def plan_answer(
    document: Document | None, entries: Sequence[Passage], question: str, pack: Pack, first: int = 1, before: Before = _NOTHING
) -> Plan:
    """Entries of named error codes, then the parts of ``document`` that fit the question, marked from ``first`` on."""
    parts = [Part("entry", entry.title, entry.text, str(n), entry.text) for n, entry in enumerate(entries, first)]
    citations = [Citation(p.mark, e.document_id, e.topic, e.title, e.text, e.reviewed) for p, e in zip(parts, entries, strict=True)]
    if document is not None:
        fitting = choose_parts(document, question, pack, first + len(parts), before)
        parts += fitting
        citations += cite(document, fitting)
    notes = []
    varying = pack.text("answers.reply.varies")
    if document is not None and document.head.outcome is Outcome.ANSWERED and _differs(document, parts, pack) and varying not in before.told:
        notes.append(varying)
    return Plan(
        document,
        tuple(parts),
        tuple(citations),
        "\n\n".join(notes),
        _opening(document, parts, question, pack, before) if before.again else "",
    )


def _opening(document: Document | None, parts: Sequence[Part], question: str, pack: Pack, before: Before) -> str:
    if document is None:
        return ""
    if any(part.key == NEXT for part in parts):
        if before.pointed[0].again:
            return pack.text("answers.reply.same", channel=pack.text(f"page.channels.{document.head.channel.value}"))
        return "" if before.pointed[0].enough else pack.text("answers.reply.may_mean" if len(parts) > 1 else "answers.reply.may_be")
    if before.headway.done and not before.headway.stuck:
        return pack.text("answers.reply.ticked", step=before.headway.done[-1].splitlines()[0])
    pointed = any(not part.heading for part in parts)
    if pointed and not before.pointed[0].enough and not is_question(question):
        return pack.text("answers.reply.nearest_said")
    if (pointed and before.pointed[0].enough) or (before.headway.stuck and not pointed) or not asks_unsaid(document, question, pack):
        return ""
    return pack.text("answers.reply.unsaid", channel=pack.text(f"page.channels.{document.head.channel.value}"))


def _differs(document: Document, parts: Sequence[Part], pack: Pack) -> bool:
    return bool(document.head.regions) or any(varies(part.text, pack) for part in parts)


def blocks_after(plan: Plan, lead: str) -> list[str]:
    """The blocks that follow the lead; what is going on is left out where the lead says it all."""
    parts = plan.parts
    if lead and parts and parts[0].key == "situation":
        told = content(parts[0].text)
        if told and len(told & content(lead)) / len(told) >= COVERED:
            parts = parts[1:]
    # What the model has found there is not said to be missing.
    opening = [plan.opening] if plan.opening and not lead else []
    return [*opening, *render(parts), *([plan.note] if plan.note else [])]


def asking(choices: Sequence[Choice], pack: Pack) -> str:
    """One question back with what to choose from."""
    said = pack.text("answers.reply.asked" if len(choices) <= FEW_CHOICES else "answers.reply.open")
    return "\n".join([said, "", *(f"- {c.label}" for c in choices)])


def abstaining(query: str, nearest: Sequence[Choice], pack: Pack) -> str:
    """That there is no answer, what was looked for, and where to ask instead."""
    text = pack.text("answers.reply.abstained", query=query if len(query) <= 80 else query[:79] + "…")
    if nearest:
        text += "\n\n" + "\n".join([pack.text("answers.reply.nearest"), "", *(f"- {c.label}" for c in nearest)])
    return text


def warnings_of(document: Document, today: str, pack: Pack) -> tuple[str, ...]:
    """What the reader should know of a document: that it is due for review, that regions differ."""
    found = []
    until = document.head.valid_until
    if until is not None and until.isoformat() < today:
        found.append(pack.text("answers.warning.outdated", date=until.isoformat()))
    if document.head.regions and document.head.outcome is Outcome.ANSWERED:
        found.append(pack.text("answers.warning.regions", regions=", ".join(document.head.regions)))
    return tuple(found)
