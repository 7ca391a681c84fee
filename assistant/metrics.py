"""What is counted, for Prometheus: names and numbers only, never a word of a message."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from opentelemetry.trace import Span
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.tracing import span

REGISTRY = CollectorRegistry()
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)

TURNS = Counter("assistant_turns", "Turns answered", ["outcome", "language", "wording"], registry=REGISTRY)
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


def count_turn(outcome: str, language: str, model: str, findings: Iterable[tuple[str, str]]) -> None:
    """Count a finished turn and what the guard found in it: kind and class of each finding."""
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
