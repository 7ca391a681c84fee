"""A document: one answerable topic in one language, a markdown file with checked front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import frontmatter
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.corpus.asked_next import KEY as NEXT
from assistant.corpus.asked_next import Next, parse_next
from assistant.errors import CorpusError
from assistant.languages import load_packs
from assistant.types import Channel, Confidence, Outcome, Urgency

SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")

# First answers are composed of these parts, later ones also of what people ask next. Their headings, per language, are in ``prompts/<code>/language.toml``.
SECTION_KEYS = ("situation", "steps", "effort", "prepare", "where", "avoid")
SECTIONS: dict[str, dict[str, str]] = {code: dict(pack.value("language.sections")) for code, pack in load_packs().items()}

SourceKind = Literal["official", "repository", "error_table", "mirror", "third_party", "guide", "practice"]


class SourceRecord(BaseModel):
    """A source. ``mirror`` is help-centre text read on a host that is not the exchange's: never named."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: SourceKind
    ref: Annotated[str, Field(min_length=5)]
    date: str = ""

    @field_validator("date", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> str:
        return "" if value is None else str(value)


class FrontMatter(BaseModel):
    """The head of a document file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(min_length=2, max_length=120)]
    category: Annotated[str, Field(min_length=2)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    phrasings: Annotated[tuple[str, ...], Field(min_length=1)]
    channel: Channel
    urgency: Urgency
    evidence: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: Annotated[tuple[SourceRecord, ...], Field(min_length=1)]
    reviewed: date
    valid_until: date | None = None
    confidence: Confidence
    regions: tuple[str, ...] = ()
    topic: str = ""
    outcome: Outcome = Outcome.ANSWERED

    @field_validator("phrasings", mode="before")
    @classmethod
    def _as_strings(cls, value: object) -> object:
        # YAML reads an unquoted 58207 as a number: a person may well type just that.
        return tuple(str(v) for v in value) if isinstance(value, list) else value


class Document(BaseModel):
    """A file of the corpus, parsed. ``id`` is ``<language>/<slug>``.

    ``next`` is what people ask once they have read it; all other ``sections`` are what it says.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    head: FrontMatter
    sections: dict[str, str]
    next: tuple[Next, ...] = ()

    @property
    def id(self) -> str:
        """``zh/withdrawal-pending``."""
        return f"{self.head.language}/{self.slug}"

    @property
    def texts(self) -> dict[str, str]:
        """All that it says, by section, the answers to what is asked next among them."""
        return self.sections | {NEXT: "\n\n".join(entry.answer for entry in self.next)}

    @property
    def topic(self) -> str:
        """The topic that search reports; the slug unless the head names another."""
        return self.head.topic or self.slug


def parse_sections(body: str, language: str) -> dict[str, str]:
    """Split a body at its ``##`` headings into section key → markdown text.

    Raises ``ValueError`` naming a heading that the language does not have.
    """
    headings = {heading: key for key, heading in SECTIONS[language].items()}
    sections: dict[str, str] = {}
    parts = re.split(r"(?m)^##[ \t]+(.+?)[ \t]*$", body)
    if parts[0].strip():
        raise ValueError(f"text before the first heading: {parts[0].strip()[:40]!r}")
    for heading, text in zip(parts[1::2], parts[2::2], strict=True):
        if heading not in headings:
            raise ValueError(f"unknown heading {heading!r}; allowed: {', '.join(headings)}")
        sections[headings[heading]] = text.strip()
    return sections


def read_document(path: Path) -> Document:
    """Read and check one file; raises ``CorpusError`` that names the file and what was wrong."""
    try:
        post = frontmatter.loads(path.read_text(encoding="utf-8"))
        head = FrontMatter.model_validate(post.metadata)
        if head.language not in SECTIONS:
            raise ValueError(f"language {head.language!r}; allowed: {', '.join(SECTIONS)}")
        if not SLUG.match(path.stem):
            raise ValueError(f"file name {path.stem!r}: lower-case words joined by '-'")
        sections = parse_sections(post.content, head.language)
        asked_next = parse_next(sections.pop(NEXT, ""))
        return Document(slug=path.stem, head=head, sections=sections, next=asked_next)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise CorpusError(f"{path}: {where}: {first['msg']}. Mend the front matter.") from error
    except (ValueError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error


def read_corpus(root: Path) -> Iterator[Document]:
    """Every ``<root>/<lang>/<category>/<slug>.md``, in path order."""
    if not root.is_dir():
        raise CorpusError(f"corpus folder {root} does not exist; set ASSISTANT_CORPUS to a folder with <lang>/<category>/*.md")
    for path in sorted(root.glob("*/*/*.md")):
        yield read_document(path)
