"""What is counted, for Prometheus: names and numbers only, never a word of a message."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock

from opentelemetry.trace import Span
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.tracing import span

REGISTRY = CollectorRegistry()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
LONGEST = _SECONDS[-1]
"""Seconds: what took longer is counted as longer, not by how much."""

TURNS = Counter("assistant_turns", "Turns answered", ["outcome", "language", "wording"], registry=REGISTRY)
TOPICS = Counter("assistant_topics", "Turns by what they were about; the topics are the corpus's own names", ["topic"], registry=REGISTRY)
FINDINGS = Counter("assistant_guard_findings", "Spans the guard replaced", ["kind", "class"], registry=REGISTRY)
WITHHELD = Counter("assistant_guard_withheld", "Checks that held back a part of a reply", ["check"], registry=REGISTRY)
MODEL_FAILURES = Counter("assistant_model_failures", "Turns in which the model did not answer", ["how"], registry=REGISTRY)
STAGES = Histogram("assistant_stage_seconds", "Time of a stage of a turn", ["stage"], buckets=_SECONDS, registry=REGISTRY)
REQUESTS = Histogram(
    "assistant_http_seconds", "Time of a request, to its last byte", ["method", "route", "status"], buckets=_SECONDS, registry=REGISTRY
)
CHATS = Gauge("assistant_chats", "Turns under way", ["state"], registry=REGISTRY)


@contextmanager
def stage(name: str, turn: Span | None = None) -> Iterator[None]:
    """Time a stage of a turn, as a number and as a span under the turn's."""
    begun = time.perf_counter()
    try:
        with span(name, turn):
            yield
    finally:
        seconds = time.perf_counter() - begun
        STAGES.labels(name).observe(seconds)
        FRESH.add({(f"stage {name}", _bound(seconds)): 1})


def count_turn(outcome: str, language: str, model: str, findings: Iterable[tuple[str, str]], topic: str = "", *, kept: bool = True) -> None:
    """Count a finished turn, its topic, and what the guard found in it: kind and class of each finding.

    One that is not ``kept`` is in the figures of this process alone.
    """
    if kept:
        FRESH.add({("outcome", outcome): 1} | ({("topic", topic): 1} if topic else {}))
    if topic:
        TOPICS.labels(topic).inc()
    TURNS.labels(outcome, language, "extractive" if model == "extractive" else "model").inc()
    for kind, cls in findings:
        FINDINGS.labels(kind, cls).inc()


def count_withheld(checks: Iterable[str]) -> None:
    """Count what held back a part of a reply: the name of each check."""
    for check in checks:
        WITHHELD.labels(check).inc()


def exposition() -> bytes:
    """Everything in Prometheus's text format."""
    return generate_latest(REGISTRY)


Numbers = Mapping[tuple[str, str], int]
"""(kind, name) → how often. Kinds: ``outcome``, ``topic``, and ``stage NAME`` whose names are upper bounds in seconds."""


class Fresh:
    """What was counted and is not yet kept anywhere, for the operator's overview; nothing of temporary conversations."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._lock = Lock()

    def add(self, numbers: Numbers) -> None:
        """Count more; also what was taken and could not be kept."""
        with self._lock:
            for key, number in numbers.items():
                self._numbers[key] = self._numbers.get(key, 0) + number

    def look(self) -> Numbers:
        """What there is; it stays."""
        with self._lock:
            return dict(self._numbers)

    def take(self) -> Numbers:
        """What there is; it is whoever takes it that keeps it."""
        with self._lock:
            taken, self._numbers = self._numbers, {}
            return taken


FRESH = Fresh()


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in seconds, as upper bounds: half of the times, and 95 of 100, were no longer."""

    count: int
    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted, for people: turns by outcome and by topic, times by stage."""

    outcomes: Mapping[str, int]
    topics: Mapping[str, int]
    stages: Mapping[str, Times]


def counted(*numbers: Numbers) -> Counted:
    """Several counts as one."""
    kinds: dict[str, dict[str, int]] = {}
    for (kind, name), number in (pair for some in numbers for pair in some.items()):
        of_kind = kinds.setdefault(kind, {})
        of_kind[name] = of_kind.get(name, 0) + number
    stages = {kind.partition(" ")[2]: _times(found) for kind, found in sorted(kinds.items()) if kind.startswith("stage ")}
    return Counted(kinds.get("outcome", {}), kinds.get("topic", {}), stages)


def _times(found: Mapping[str, int]) -> Times:
    bounds = sorted((float(name), number) for name, number in found.items())
    whole = sum(number for _, number in bounds)
    return Times(whole, _quantile(bounds, 0.5 * whole), _quantile(bounds, 0.95 * whole))


def _quantile(bounds: Sequence[tuple[float, int]], rank: float) -> float:
    """The upper bound below which so many lie."""
    return next(bound for (bound, _), below in zip(bounds, accumulate(n for _, n in bounds), strict=True) if below >= rank)


def _bound(seconds: float) -> str:
    return str(next((bound for bound in _SECONDS if seconds <= bound), math.inf))
