"""One answer: what it says, with which marks, and who worded it. No model, no state: the words around the lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.compose import Part, choose_parts, cite, render, varies
from assistant.answering.grounding import content
from assistant.corpus.document import Document
from assistant.languages import Pack
from assistant.types import Choice, Citation, Outcome, Passage

COVERED = 0.8


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be said: the parts in order and their citations. ``document`` is ``None`` where only an entry speaks.

    ``note`` says that regions or sources differ, where the document does.
    """

    document: Document | None
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    note: str = ""

    @property
    def title(self) -> str:
        """What it is about."""
        return self.document.head.title if self.document is not None else self.parts[0].heading


def plan_answer(
    document: Document | None, entries: Sequence[Passage], question: str, pack: Pack, first: int = 1, *, again: bool = False, told: str = ""
) -> Plan:
    """Entries of named error codes, then the parts of ``document`` that fit the question, marked from ``first`` on.

    ``again``: the reader has just read of it; ``told`` is what he was told then.
    """
    parts = [Part("entry", entry.title, entry.text, str(n), entry.text) for n, entry in enumerate(entries, first)]
    citations = [Citation(p.mark, e.document_id, e.topic, e.title, e.text, e.reviewed) for p, e in zip(parts, entries, strict=True)]
    if document is not None:
        fitting = choose_parts(document, question, pack, first=first + len(parts), again=again, told=told)
        parts += fitting
        citations += cite(document, fitting)
    differs = document is not None and document.head.outcome is Outcome.ANSWERED and _differs(document, parts, pack)
    return Plan(document, tuple(parts), tuple(citations), pack.text("answers.reply.varies") if differs else "")


def _differs(document: Document, parts: Sequence[Part], pack: Pack) -> bool:
    return bool(document.head.regions) or any(varies(part.text, pack) for part in parts)


def blocks_after(plan: Plan, lead: str) -> list[str]:
    """The blocks that follow the lead; what is going on is left out where the lead says it all."""
    parts = plan.parts
    if lead and parts and parts[0].key == "situation":
        told = content(parts[0].text)
        if told and len(told & content(lead)) / len(told) >= COVERED:
            parts = parts[1:]
    return [*render(parts), *([plan.note] if plan.note else [])]


def asking(choices: Sequence[Choice], pack: Pack) -> str:
    """One question back with what to choose from."""
    return "\n".join([pack.text("answers.reply.asked"), "", *(f"- {c.label}" for c in choices)])


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
