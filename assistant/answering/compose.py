"""Composing: which parts of a document answer this question, word for word, each with its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.pointing import Pointed
from assistant.answering.talk import is_question
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

    ``pointed`` is the sentence of that document that he points at now.
    """

    again: bool = False
    told: str = ""
    pointed: Pointed | None = None


_NOTHING = Before()
# What is said of a document that the reader has just read, by what he then asks.
_AGAIN = {
    "effort": ("effort",),
    "prepare": ("prepare",),
    "back": ("situation", "effort", "avoid"),
    "where": ("where",),
    "next": ("where", "prepare"),
    "why": ("situation",),
}


def choose_parts(document: Document, question: str, pack: Pack, first: int = 1, before: Before = _NOTHING) -> tuple[Part, ...]:
    """The parts that fit the question, in the order they are read, marked from ``first`` on.

    What is going on, the steps and where to ask always; how long and under what conditions when it is asked, short or
    says that regions or sources differ; what not to do when much is at stake; what to prepare when it is asked (it is in the evidence list anyway).
    Of what the reader has just read, only what he asks for now, if that can be told: the kind of thing, or the sentence that he points
    at; else the steps, or what he was not told the last time.
    """
    low, pointed = question.lower(), before.pointed
    wanted = _wanted_again(document, low, pack) if before.again else []
    going_on = _asks(low, pack.value("answers.asks.next"))
    if before.again and pointed is not None and ((pointed.sure and not going_on) or not wanted) and not _asks_table(document, low, pack):
        return (Part(pointed.key, "", pointed.sentence, str(first), document.sections[pointed.key]),)
    if before.again and not wanted:
        wanted = _wanted_still(document, question, before.told, pack)
    return _parts(document, wanted or _wanted(document, low, pack), low, pack, first)


def asks_unsaid(document: Document, question: str, pack: Pack) -> bool:
    """Whether more is asked of a document that was just read than can be told which part of it answers."""
    low = question.lower()
    return is_question(question) and not _wanted_again(document, low, pack) and not _asks_table(document, low, pack)


def is_mere_remark(document: Document | None, message: str, pack: Pack) -> bool:
    """Whether a message on a document that was just read asks for nothing in it, and nothing in it cannot wait."""
    if document is None or document.head.urgency is Urgency.CRITICAL or is_question(message):
        return False
    return not _wanted_again(document, message.lower(), pack) and not _asks_table(document, message.lower(), pack)


def _asks_table(document: Document, low: str, pack: Pack) -> bool:
    return any("\n|" in text for text in document.sections.values()) and _asks(low, pack.value("answers.asks.table"))


def _wanted_again(document: Document, low: str, pack: Pack) -> list[str]:
    asked = [key for name, keys in _AGAIN.items() if _asks(low, pack.value(f"answers.asks.{name}")) for key in keys]
    return [key for key in dict.fromkeys(asked) if document.sections.get(key)]


def _wanted_still(document: Document, question: str, told: str, pack: Pack) -> list[str]:
    if is_question(question) and not _is_pressing(document) and not _asks_table(document, question.lower(), pack):
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
    """A citation a part; its quote is the part."""
    reviewed = document.head.reviewed.isoformat()
    return tuple(Citation(p.mark, document.id, document.topic, document.head.title, p.quote, reviewed) for p in parts)


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
    return any(w in question for w in words)
