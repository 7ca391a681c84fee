"""Text made safe for the page: escaped, its placeholders marked, the corpus's markdown as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape

from markdown_it import MarkdownIt

from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.languages import Pack
from assistant.types import Finding, FindingClass

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>$:=])")
_MARK = re.compile(r"[ \t]?\[([1-9][0-9]?)\](?!\()")


def kind_name(kind: str, cls: FindingClass, pack: Pack) -> str:
    """What a kind of finding is called; the class's name for a kind that has none."""
    names: dict[str, str] = pack.value("page.kinds")
    return names.get(kind, names[cls.value])


def chip(name: str, number: str, cls: str) -> str:
    """A hidden value as it stands in a text. The class is said by colour and by the words of the list below it."""
    return f'<span class="hid {escape(cls)}">{escape(name)}&nbsp;{escape(number)}</span>'


def mark_hidden(escaped: str, findings: Iterable[Finding], pack: Pack) -> str:
    """``escaped`` HTML with each placeholder as a chip; one that no finding explains keeps its plain name."""
    known = {f.placeholder: f for f in findings if f.placeholder}

    def as_chip(match: re.Match[str]) -> str:
        finding = known.get(match.group())
        if finding is None:
            return chip(kind_name(match.group(1).lower(), FindingClass.REFERENCE, pack), match.group(2), FindingClass.REFERENCE.value)
        cls = f"{finding.cls.value} unclear" if finding.unclear else finding.cls.value
        return chip(kind_name(finding.kind, finding.cls, pack), match.group(2), cls)

    return PLACEHOLDER.sub(as_chip, escaped)


def name_hidden(text: str, pack: Pack) -> str:
    """Plain ``text`` with each placeholder as the name of what it hides, in brackets."""
    return PLACEHOLDER.sub(lambda m: f"({kind_name(m.group(1).lower(), FindingClass.PERSONAL, pack)})", text)


def bubble(sealed_text: str, findings: Iterable[Finding], pack: Pack) -> str:
    """A person's own message for the chat: sealed, and never read as markdown or HTML."""
    pieces: list[str] = []
    at = 0
    for match in PLACEHOLDER.finditer(sealed_text):
        pieces += (_literal(sealed_text[at : match.start()]), match.group())
        at = match.end()
    pieces.append(_literal(sealed_text[at:]))
    return mark_hidden("".join(pieces), findings, pack)


def reply_markdown(text: str, findings: Iterable[Finding], pack: Pack) -> str:
    """A reply for the chat: citation marks become links to the source, placeholders chips."""
    linked = _MARK.sub(r' <a class="cite" href="#source-\1">\1</a>', text)
    return mark_hidden(linked, findings, pack)


def markdown_html(text: str) -> str:
    """Markdown of the corpus as HTML; raw HTML in it is shown as text."""
    return str(_renderer().render(text))


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")


def _literal(text: str) -> str:
    return _MARKDOWN_SIGNS.sub(r"\\\1", escape(text, quote=False))
