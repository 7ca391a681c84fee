"""A letter to support as a file: Markdown, or an unsent e-mail for a mail program to open."""

from __future__ import annotations

from typing import Literal

from assistant.cases.export import Export
from assistant.drafting.compose import Draft
from assistant.drafting.export import as_eml, as_markdown

LetterForm = Literal["md", "eml"]


def letter_file(title: str, body: str, form: LetterForm) -> Export:
    """A letter with its subject. Nobody is named as its receiver: that is the user's to fill in."""
    draft = Draft(title, body)
    if form == "eml":
        return Export("letter.eml", "message/rfc822", as_eml(draft))
    return Export("letter.md", "text/markdown; charset=utf-8", as_markdown(draft).encode())
