"""The records of the suite: a case, what came of it, a number with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class EvalError(Exception):
    """A case file, a name or an option that cannot be used; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a ``cases.jsonl``. ``turns`` are the messages in order, of which most cases have one; ``data`` is the whole line."""

    id: str
    turns: tuple[str, ...]
    language: str
    split: str
    data: Mapping[str, Any]

    @property
    def query(self) -> str:
        """The last message."""
        return self.turns[-1]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case.

    ``scores`` are between 0 and 1, more is better; ``seen`` is what a reader of a failure needs; ``why`` is empty for a pass.
    """

    id: str
    language: str
    split: str
    group: str
    query: str
    scores: Mapping[str, float]
    seen: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A number of a task: ``value`` over ``count`` cases with its 95 % interval. ``target`` is the aim, ``least`` whether it is a floor."""

    name: str
    split: str
    group: str
    language: str
    value: float
    low: float
    high: float
    count: int
    target: float | None = None
    least: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the target is met; ``None`` without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.least else self.value <= self.target
