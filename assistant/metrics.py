"""What is counted, for Prometheus: names and numbers only, never a word of a message."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from opentelemetry.trace import Span
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.tracing import span

REGISTRY = CollectorRegistry()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)

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
        STAGES.labels(name).observe(time.perf_counter() - begun)


def count_turn(outcome: str, language: str, model: str, findings: Iterable[tuple[str, str]], topic: str = "") -> None:
    """Count a finished turn, its topic, and what the guard found in it: kind and class of each finding."""
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


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took, in seconds, as upper bounds: half of the times, and 95 of 100, were no longer."""

    count: int
    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted since the start, for people: turns by outcome and by topic, times by stage."""

    outcomes: Mapping[str, int]
    topics: Mapping[str, int]
    stages: Mapping[str, Times]


def counted() -> Counted:
    """The counts as they are now."""
    stages = {}
    for name in sorted({s.labels["stage"] for m in STAGES.collect() for s in m.samples}):
        buckets = [
            (float(s.labels["le"]), int(s.value))
            for m in STAGES.collect()
            for s in m.samples
            if s.name.endswith("_bucket") and s.labels["stage"] == name
        ]
        stages[name] = Times(buckets[-1][1], _quantile(buckets, 0.5), _quantile(buckets, 0.95))
    return Counted(_sums(TURNS, "outcome"), _sums(TOPICS, "topic"), stages)


def _sums(counter: Counter, label: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for sample in (s for m in counter.collect() for s in m.samples if s.name.endswith("_total")):
        sums[sample.labels[label]] = sums.get(sample.labels[label], 0) + int(sample.value)
    return sums


def _quantile(buckets: Sequence[tuple[float, int]], share: float) -> float:
    """The upper bound of the bucket that holds the quantile."""
    whole = buckets[-1][1]
    return next(bound for bound, number in buckets if number >= share * whole)
