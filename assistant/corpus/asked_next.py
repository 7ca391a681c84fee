"""What people ask next: the last section of a document, short questions and tellings with the answer to each.

They are matched to what is said about a document that was just read, and are no part of what a first question finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

KEY = "next"
"""The key of the section in ``[sections]`` of a language."""

_HEADING = re.compile(r"(?m)^###[ \t]+(.+?)[ \t]*$")
_BETWEEN = re.compile(r"[ \t]+/[ \t]+")


class Next(BaseModel):
    """What is ``asked`` or told next, in several wordings, and the ``answer``, which can be read alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asked: Annotated[tuple[str, ...], Field(min_length=1)]
    answer: Annotated[str, Field(min_length=2)]


def parse_next(text: str) -> tuple[Next, ...]:
    """The entries of the section: under each ``### wording / wording`` its answer.

    Raises ``ValueError`` where text stands before the first heading or a heading has no answer.
    """
    parts = _HEADING.split(text)
    if parts[0].strip():
        raise ValueError(f"text before the first ‘### wording / wording’: {parts[0].strip()[:40]!r}")
    return tuple(_entries(parts))


def _entries(parts: list[str]) -> Iterator[Next]:
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        answer = " ".join(line.strip() for line in text.strip().splitlines())
        if not answer:
            raise ValueError(f"‘### {heading[:40]}’ has no answer below it")
        yield Next(asked=tuple(filter(None, _BETWEEN.split(heading))), answer=answer)
