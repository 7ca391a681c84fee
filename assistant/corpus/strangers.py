"""What strangers write to people, as examples (``corpus/strangers.yaml``): scams by kind, ordinary notices, people's own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from assistant.corpus.datafile import Line, Record, read_data, refuse_repeats
from assistant.corpus.fold import fold

FILE = "strangers.yaml"
Says = Literal["scam", "notice", "own"]


class StrangerKind(Record):
    """Texts of one kind in both languages. ``says`` is what such a text is."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    says: Says
    zh: Annotated[tuple[Line, ...], Field(min_length=1)]
    en: Annotated[tuple[Line, ...], Field(min_length=1)]


class StrangerExamples(Record):
    """``corpus/strangers.yaml``. ``about_strangers`` names the documents whose phrasings tell of strangers."""

    reviewed: date
    about_strangers: tuple[Line, ...] = ()
    kinds: Annotated[tuple[StrangerKind, ...], Field(min_length=1)]

    @field_validator("kinds")
    @classmethod
    def _each_kind_once(cls, kinds: tuple[StrangerKind, ...]) -> tuple[StrangerKind, ...]:
        refuse_repeats((k.id for k in kinds), "kind")
        return kinds

    def texts(self) -> dict[str, tuple[str, StrangerKind]]:
        """Every text, folded, with its language and kind."""
        found: dict[str, tuple[str, StrangerKind]] = {}
        for kind in self.kinds:
            found |= {fold(text): ("zh", kind) for text in kind.zh} | {fold(text): ("en", kind) for text in kind.en}
        return found


def read_strangers(root: Path) -> StrangerExamples | None:
    """Read ``<root>/strangers.yaml``; a corpus without the file teaches nothing of strangers. Raises ``CorpusError``."""
    path = root / FILE
    return read_data(path, StrangerExamples) if path.is_file() else None
