"""A language pack: a folder ``prompts/<code>/`` of TOML tables and prompt files with named variables."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.packaged import packaged


class Pack:
    """The words of one language. ``code`` is ISO 639-1."""

    def __init__(self, folder: Path) -> None:
        self.code = folder.name
        self._folder = folder
        self._tables: dict[str, Any] = {p.stem: tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.toml"))}

    def value(self, key: str) -> Any:
        """What stands at ``table.name.…``; raises ``SettingsError`` naming what is missing."""
        found: Any = self._tables
        for part in key.split("."):
            if not isinstance(found, dict) or part not in found:
                raise SettingsError(f"prompts/{self.code} has no {key!r}; add it there")
            found = found[part]
        return found

    def text(self, key: str, **variables: object) -> str:
        """A sentence with its ``{variables}`` filled in; a missing variable is an error that names it."""
        return self._fill(str(self.value(key)), key, variables)

    def prompt(self, name: str, **variables: object) -> str:
        """A prompt file ``<name>.md`` with its ``{variables}`` filled in."""
        path = self._folder / f"{name}.md"
        if not path.is_file():
            raise SettingsError(f"prompts/{self.code}/{name}.md is missing")
        return self._fill(path.read_text(encoding="utf-8").strip(), name, variables)

    def _fill(self, template: str, key: str, variables: dict[str, object]) -> str:
        try:
            return template.format_map(variables) if variables or "{" in template else template
        except (KeyError, ValueError) as error:
            raise SettingsError(f"prompts/{self.code}: {key!r} needs the variable {error}") from error


@cache
def load_packs() -> dict[str, Pack]:
    """Every pack by code."""
    return {p.name: Pack(p) for p in sorted(packaged("prompts").iterdir()) if (p / "language.toml").is_file()}


def load_pack(code: str) -> Pack:
    """The pack of a language, English where there is none."""
    packs = load_packs()
    return packs.get(code, packs["en"])
