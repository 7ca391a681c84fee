"""Traces of requests, turns and their stages for OpenTelemetry: names and numbers only, never a word of a message.

Nothing is recorded until ``open_traces`` names a collector; before that a span is OpenTelemetry's own no-op.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span

_TRACER = trace.get_tracer("assistant")


def open_traces(url: str, version: str) -> Callable[[], None]:
    """Send spans to the OTLP/HTTP collector at ``url`` (``http://127.0.0.1:4318/v1/traces``), in the background and in batches.

    Gives what sends the last ones and stops; a collector that is down loses spans and nothing else. Called once in a process,
    as OpenTelemetry's provider is one for all. Protocol: opentelemetry.io/docs/specs/otlp.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": "exchange-support-copilot", "service.version": version})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url, timeout=5)))
    trace.set_tracer_provider(provider)
    return provider.shutdown


@contextmanager
def span(name: str, within: Span | None = None) -> Iterator[Span]:
    """A span for the time of the block, under ``within`` or the one under way.

    It is not made the current one: a turn is an asynchronous generator, which may be closed from another context than it began in.
    An exception leaves its type behind and never its words.
    """
    context = trace.set_span_in_context(within) if within is not None else None
    made = _TRACER.start_span(name, context, record_exception=False, set_status_on_exception=False)
    try:
        yield made
    # Also a turn that nobody waits for any more (cancelled, closed) says so; it is raised on.
    except BaseException as error:
        made.set_attribute("error.type", type(error).__name__)
        raise
    finally:
        made.end()


@contextmanager
def current_span(name: str) -> Iterator[Span]:
    """As ``span``, and what the block awaits comes under it. For plain functions, not for generators."""
    with span(name) as made, trace.use_span(made, record_exception=False, set_status_on_exception=False):
        yield made
