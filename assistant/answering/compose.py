"""Composing: which parts of a document answer this question, word for word, each with its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.headway import NO_HEADWAY, Headway, left_of, otherwise_of
from assistant.answering.pointing import Pointed
from assistant.answering.talk import is_question
from assistant.corpus.asked_next import KEY as NEXT
from assistant.corpus.document import Document
from assistant.languages import Pack
from assistant.types import Citation, Outcome, Urgency

_TABLE = re.compile(r"(?m)^\|.*\n?(?:^\|.*\n?)*\n?")
_GAP = re.compile(r"\n\n(?=   \S)")
_CODES = re.compile(r"[-\d,、/_\s]+")
MIN_WITHOUT_TABLE = 40
# Characters by which a section is known again in a reply.
_KNOWN_BY = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a document in an answer: ``quote`` is the whole section, ``text`` what of it is shown, ``mark`` its citation.

    Without a ``heading``, it stands for itself.
    """

    key: str
    heading: str
    text: str
    mark: str
    quote: str


@dataclass(frozen=True, slots=True)
class Before:
    """What the reader has just read: ``again`` where it was of the same document, ``told`` what it said.

    ``pointed`` are the sentences of that document that he points at now, the best first, ``headway`` how far he says to have come with
    its steps.
    """

    again: bool = False
    told: str = ""
    pointed: tuple[Pointed, ...] = ()
    headway: Headway = NO_HEADWAY


_NOTHING = Before()
# What is said of a document that the reader has just read, by what he then asks.
_AGAIN = {
    "effort": ("effort",),
    "prepare": ("prepare",),
    "back": ("situation", "effort", "avoid"),
    "contact": ("where",),
    "where": ("where",),
    "next": ("where", "prepare"),
    "why": ("situation",),
    "how": ("steps",),
}
# What is asked for by these words is a section; the others may stand in what asks for a sentence of it.
_PLAINLY = ("effort", "prepare", "next", "how", "contact")


def choose_parts(document: Document, question: str, pack: Pack, first: int = 1, before: Before = _NOTHING) -> tuple[Part, ...]:
    """The parts that fit the question, in the order they are read, marked from ``first`` on.

    What is going on, the steps and where to ask always; how long and under what conditions when it is asked, short or
    says that regions or sources differ; what not to do when much is at stake; what to prepare when it is asked (it is in the evidence list anyway).
    Of what the reader has just read, only what he asks for now, if that can be told: the kind of thing, or the sentences that he points
    at; else what comes nearest, or what he was not told the last time.
    """
    if before.again and before.pointed and before.pointed[0].key == NEXT:
        return _answered(document, question, before, pack, first)
    low, pointed = question.lower(), before.pointed if before.again and not _asks_table(document, question.lower(), pack) else ()
    wanted = _wanted_again(document, low, pack) if before.again else []
    going_on = _asks(low, pack.value("answers.asks.next"))
    plainly = [name for name in _PLAINLY if _asks(low, pack.value(f"answers.asks.{name}"))]
    if pointed and pointed[0].enough and ((pointed[0].sure and not going_on) or not wanted or not plainly):
        return _pointed_at(document, pointed, first)
    if before.again and before.headway != NO_HEADWAY and (parts := _further(document, before, pack, first)):
        return parts
    if pointed and not wanted:
        return _pointed_at(document, pointed, first)
    if before.again and not wanted:
        wanted = _wanted_still(document, question, before.told, pack)
    return _parts(document, wanted or _wanted(document, low, pack), low, pack, first)


def _pointed_at(document: Document, pointed: Sequence[Pointed], first: int) -> tuple[Part, ...]:
    """The sentences as a list, each with the mark of its section."""
    marks = {key: str(n) for n, key in enumerate(dict.fromkeys(one.key for one in pointed), first)}
    bullet = "- " if len(pointed) > 1 else ""
    return tuple(Part(one.key, "", bullet + one.sentence, marks[one.key], document.sections[one.key]) for one in pointed)


def _answered(document: Document, question: str, before: Before, pack: Pack, first: int) -> tuple[Part, ...]:
    """Answers to what is asked next, each with a mark of its own and, where it may not be meant, with what it answers.

    Who asks whom to turn to is told that, too, and instead of what he was told before.
    """
    where = document.sections.get("where", "") if _asks(question.lower(), pack.value("answers.asks.contact")) else ""
    shown = () if where and before.pointed[0].again else before.pointed
    said = ((f"**{one.to}**\n\n{one.sentence}" if one.to else one.sentence, one.sentence) for one in shown)
    parts = tuple(Part(NEXT, "", text, str(n), quote) for n, (text, quote) in enumerate(said, first))
    if not where:
        return parts
    return (*parts, Part("where", pack.value("language.sections")["where"], where, str(first + len(parts)), where))


def _further(document: Document, before: Before, pack: Pack, first: int) -> tuple[Part, ...]:
    """The steps that are left, or what is for when they did not help and whom to ask; none of it where that was just said."""
    headway, steps = before.headway, document.sections.get("steps", "")
    if headway.done and not headway.stuck and (left := left_of(document, headway.done)):
        return (Part("steps", pack.text("answers.reply.left"), left, str(first), steps),)
    other = otherwise_of(document, pack, headway.done) if headway.stuck else ""
    parts = [Part("steps", pack.text("answers.reply.otherwise"), other, str(first), steps)] if other and other not in before.told else []
    if headway.stuck and (where := document.sections.get("where", "")) and where[:_KNOWN_BY] not in before.told:
        parts.append(Part("where", pack.value("language.sections")["where"], where, str(first + len(parts)), where))
    return tuple(parts)


def asks_unsaid(document: Document, question: str, pack: Pack) -> bool:
    """Whether more is asked of a document that was just read than can be told which part of it answers."""
    low = question.lower()
    return is_question(question) and not _wanted_again(document, low, pack) and not _asks_table(document, low, pack)


def asks_section(document: Document, question: str, pack: Pack) -> bool:
    """Whether a question asks for a section of a document: how long, what to prepare, whom to ask."""
    return is_question(question) and bool(_wanted_again(document, question.lower(), pack))


def is_mere_remark(document: Document | None, message: str, pack: Pack, *, calm: bool = False) -> bool:
    """Whether a message on a document that was just read asks for nothing in it, and nothing in it cannot wait.

    ``calm``: it only tells what has been done, or facts: then what cannot wait was read.
    """
    if document is None or is_question(message) or (document.head.urgency is Urgency.CRITICAL and not calm):
        return False
    return not _wanted_again(document, message.lower(), pack) and not _asks_table(document, message.lower(), pack)


def _asks_table(document: Document, low: str, pack: Pack) -> bool:
    return any("\n|" in text for text in document.sections.values()) and _asks(low, pack.value("answers.asks.table"))


def _wanted_again(document: Document, low: str, pack: Pack) -> list[str]:
    # What is only told asks for no section, whatever words stand in it: "he threatens to complain".
    names = list(_AGAIN) if is_question(low) else ["next"]
    asked = [key for name in names if _asks(low, pack.value(f"answers.asks.{name}")) for key in _AGAIN[name]]
    return [key for key in dict.fromkeys(asked) if document.sections.get(key)]


def _wanted_still(document: Document, question: str, told: str, pack: Pack) -> list[str]:
    if is_question(question) and document.head.urgency is not Urgency.CRITICAL and not _asks_table(document, question.lower(), pack):
        # What he asks does not stand there: the steps that he has read are no answer to it.
        return [key for key in ("where", "steps") if document.sections.get(key)][:1]
    first = ("steps", "avoid" if _is_pressing(document) else "where")
    there = [key for key in dict.fromkeys((*first, "prepare", "effort", "where")) if document.sections.get(key)]
    fresh = [key for key in there if document.sections[key][:_KNOWN_BY] not in told]
    # What to do is worth saying twice where somebody asks or is in danger, but not in two replies that begin alike.
    alike = told.startswith(f"**{pack.value('language.sections')['steps']}**")
    if not alike and (document.head.urgency is Urgency.CRITICAL or is_question(question)):
        fresh = []
    return fresh[:2] or [key for key in first if key in there]


def _wanted(document: Document, low: str, pack: Pack) -> list[str]:
    wanted = ["situation", "steps"]
    effort = document.sections.get("effort", "")
    if effort and (_asks(low, pack.value("answers.asks.effort")) or len(effort) < 200 or varies(effort, pack)):
        wanted.append("effort")
    if _asks(low, pack.value("answers.asks.prepare")) or not document.sections.get("steps"):
        wanted.append("prepare")
    wanted.append("where")
    if _is_pressing(document) or document.head.outcome is not Outcome.ANSWERED:
        wanted.append("avoid")
    return [key for key in wanted if document.sections.get(key)]


def _is_pressing(document: Document) -> bool:
    return document.head.urgency in {Urgency.HIGH, Urgency.CRITICAL}


def _parts(document: Document, present: Sequence[str], low: str, pack: Pack, first: int) -> tuple[Part, ...]:
    headings = pack.value("language.sections")
    marks = {key: str(n) for n, key in enumerate(present, first)}
    shown = {key: document.sections[key] for key in present}
    # A program's error has a number, and its author looks for that in the table.
    if document.head.category != "api" and not _asks(low, pack.value("answers.asks.table")):
        shown = {key: without_code_tables(text, pack.text("answers.reply.table", mark=marks[key])) for key, text in shown.items()}
    return tuple(Part(key, headings[key], shown[key], marks[key], document.sections[key]) for key in present)


def varies(text: str, pack: Pack) -> bool:
    """Whether a section says that regions or sources differ."""
    low = text.lower()
    return any(word in low for word in pack.value("answers.varies"))


def cite(document: Document, parts: Sequence[Part]) -> tuple[Citation, ...]:
    """A citation a mark; its quote is the section."""
    reviewed = document.head.reviewed.isoformat()
    once = {p.mark: p for p in parts}.values()
    return tuple(Citation(p.mark, document.id, document.topic, document.head.title, p.quote, reviewed) for p in once)


def render(parts: Sequence[Part]) -> Iterator[str]:
    """The parts as markdown, a block each, the first without its heading: it opens the reply."""
    for number, part in enumerate(parts):
        heading = "" if (number == 0 and part.key == "situation") or not part.heading else f"**{part.heading}**\n\n"
        yield f"{heading}{part.text} [{part.mark}]"


def without_code_tables(text: str, instead: str = "") -> str:
    """A section without its tables of numbered states: who did not ask for a state does not need every one.

    ``instead`` says where the table is, since a step may speak of it. Other tables stay, and so does one that is all there is.
    """
    bare = _TABLE.sub(lambda table: "" if _is_of_codes(table[0]) else table[0], text).strip()
    if len(bare) < MIN_WITHOUT_TABLE:
        return text
    if bare == text.strip():
        return bare
    # Indented, so that the numbering of the steps around it goes on.
    return _GAP.sub("\n", _TABLE.sub(lambda table: f"   {instead}\n" if _is_of_codes(table[0]) else table[0], text)).strip()


def _is_of_codes(table: str) -> bool:
    firsts = [row.strip("| ").split("|")[0].strip() for row in table.strip().splitlines()[2:]]
    return sum(bool(_CODES.fullmatch(cell)) for cell in firsts) * 2 > len(firsts)


def _asks(question: str, words: Sequence[str]) -> bool:
    return any(w in f" {question} " for w in words)
