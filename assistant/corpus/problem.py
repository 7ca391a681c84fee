"""A problem that the linter found in the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """``path`` is the file (relative to the corpus when it lies in it), ``rule`` a short name, ``message`` says value and remedy.

    An error keeps a corpus from being used; a warning is for a person to judge.
    """

    path: str
    rule: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"{self.path}: {self.level} [{self.rule}] {self.message}"
