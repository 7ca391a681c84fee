"""Reading case files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evals.records import Case, EvalError

SPLITS = ("dev", "test")


def read_cases(path: Path, split: str = "all") -> list[Case]:
    """The cases of ``path`` in ``split`` (``dev``, ``test`` or ``all``). Raises ``EvalError`` naming the line."""
    if split not in {*SPLITS, "all"}:
        raise EvalError(f"split {split!r} is not allowed: {', '.join(SPLITS)} or all")
    cases = list(_parse(path))
    if len({c.id for c in cases}) != len(cases):
        raise EvalError(f"{path}: an id stands twice")
    return [c for c in cases if split in {"all", c.split}]


def _parse(path: Path) -> Iterator[Case]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise EvalError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            turns = tuple(data["turns"]) if "turns" in data else (data["query"],)
            yield Case(str(data.get("id", number)), turns, str(data["language"]), str(data.get("split", "test")), data)
        except (ValueError, KeyError, TypeError) as error:
            raise EvalError(f"{path}, line {number}: {error!r}; a case is JSON with query (or turns) and language") from error
