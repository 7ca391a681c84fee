"""How the YAML data files of the corpus are read: strictly, and with an error that names the place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import CorpusError

Line = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Record(BaseModel):
    """A frozen record that takes no field it does not know: a typing slip is an error, not silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Record):
    """One text in both languages."""

    zh: Line
    en: Line

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``; English for a language that the file does not have."""
        return self.zh if language == "zh" else self.en


class BilingualLines(Record):
    """One list in both languages, of the same length."""

    zh: Annotated[tuple[Line, ...], Field(min_length=1)]
    en: Annotated[tuple[Line, ...], Field(min_length=1)]

    def in_language(self, language: str) -> tuple[str, ...]:
        """The lines in ``zh`` or ``en``; English for a language that the file does not have."""
        return self.zh if language == "zh" else self.en


T = TypeVar("T", bound=BaseModel)


def read_data(path: Path, model: type[T]) -> T:
    """Read a YAML file into ``model``; raises ``CorpusError`` with the file, the place in it and what is wrong."""
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"]) or "top level"
        raise CorpusError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}. Mend this entry.") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorpusError(f"{path}: {error}") from error


def refuse_repeats(names: Iterable[str], what: str) -> None:
    """Raise ``ValueError`` naming the first name that comes twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{what} {name!r} is there twice")
        seen.add(name)
