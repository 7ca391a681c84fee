"""How far a reader has come with the steps of a document: which are done, and whether the way they show is closed to him."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.follow_up import says_unchanged
from assistant.answering.talk import is_question, says_closed, says_done
from assistant.corpus.document import Document
from assistant.languages import Pack

_STEP = re.compile(r"(?m)^\d+\. ")
_LONGEST = 2  # steps that are shown for when the others did not help


@dataclass(frozen=True, slots=True)
class Headway:
    """``done`` are the steps, as they stand in the document, that the reader says he has taken; ``stuck``: they did not help him,
    or he cannot take them."""

    done: tuple[str, ...] = ()
    stuck: bool = False


NO_HEADWAY = Headway()


def is_stuck(message: str, pack: Pack) -> bool:
    """Whether a message says that what was advised changed nothing, or cannot be done ("I don't have that e-mail any more")."""
    return says_unchanged(message, pack) or (says_closed(message) and not is_question(message))


def tells_done(message: str, pack: Pack) -> bool:
    """Whether a message says that something has been done that a step may ask for, whether it helped or not."""
    return says_unchanged(message, pack) or (says_done(message) and not is_question(message))


def steps_of(document: Document) -> tuple[str, ...]:
    """The numbered steps of a document, each as it stands there with what belongs to it, its number left out."""
    text = document.sections.get("steps", "")
    starts = [*_STEP.finditer(text)]
    ends = [*(m.start() for m in starts[1:]), len(text)]
    return tuple(text[m.end() : end].strip() for m, end in zip(starts, ends, strict=False))


def left_of(document: Document, done: Sequence[str]) -> str:
    """The steps that are left, numbered anew; empty where none is."""
    left = [step for step in steps_of(document) if step not in done]
    return "\n".join(f"{number}. {step}" for number, step in enumerate(left, 1))


def otherwise_of(document: Document, pack: Pack, done: Sequence[str] = ()) -> str:
    """The steps for when the others did not help ("still nothing: …"); empty where there are none that are not ``done``."""
    patterns = pack.value("answers.asks.otherwise")
    first_lines = [step.splitlines()[0] for step in steps_of(document)[1:] if step not in done]
    fallback = [line for line in first_lines if any(re.search(p, line.lower()) for p in patterns)]
    return "\n".join(f"- {line}" for line in fallback[-_LONGEST:])
