"""The words per language that corpus checks need, read from ``prompts/<language>/corpus.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError

LIST_KEYS = ("hedges", "units", "secrets", "asks", "excuses")


@dataclass(frozen=True, slots=True)
class CorpusWords:
    """Patterns for one language. ``skeleton`` holds the text of a new document by section."""

    language: str
    hedges: re.Pattern[str]
    quantities: re.Pattern[str]
    secrets: re.Pattern[str]
    asks: re.Pattern[str]
    excuses: re.Pattern[str]
    skeleton: dict[str, str]


def _any_of(words: list[str], prefix: str = "") -> re.Pattern[str]:
    # A Latin word ends at a Latin edge; beside Chinese characters ``\b`` would miss it.
    alternatives = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9]){prefix}(?:{alternatives})(?![A-Za-z0-9])", re.IGNORECASE)


def read_words(language: str, prompts: Path) -> CorpusWords:
    """Read ``<prompts>/<language>/corpus.toml``; raises ``CorpusError`` naming a file or a key that is missing."""
    path = prompts / language / "corpus.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        lint, skeleton = data["lint"], data["skeleton"]
        lists = {key: list(lint[key]) for key in LIST_KEYS}
    except FileNotFoundError as error:
        raise CorpusError(f"{path} does not exist; a language needs it for `assistant corpus check`") from error
    except (KeyError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: {error}; see prompts/en/corpus.toml for the keys") from error
    number = r"\d[\d,.]*(?:\s*(?:[-–~～至到]|to)\s*\d[\d,.]*)?\s*-?\s*(?:business |working |个)?"
    return CorpusWords(
        language=language,
        hedges=_any_of(lists["hedges"]),
        quantities=_any_of(lists["units"], number),
        secrets=_any_of(lists["secrets"]),
        asks=_any_of(lists["asks"]),
        excuses=_any_of(lists["excuses"]),
        skeleton={str(key): str(value) for key, value in skeleton.items()},
    )
