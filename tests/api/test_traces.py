"""Traces go to the collector that a setting names, a turn's stages under its request, and hold no word of a message."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from assistant.library import Library
from tests.api.served import process

pytestmark = [pytest.mark.slow, pytest.mark.alone]


@contextmanager
def _collector() -> Iterator[tuple[str, list[bytes]]]:
    bodies: list[bytes] = []

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Take)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1/traces", bodies
    finally:
        server.shutdown()
        server.server_close()


def _spans(bodies: list[bytes]) -> list[Span]:
    requests = [ExportTraceServiceRequest.FromString(body) for body in bodies]
    return [span for request in requests for group in request.resource_spans for scope in group.scope_spans for span in scope.spans]


def test_a_turn_is_traced_with_its_stages_under_the_request_and_without_its_words(library: Library, tmp_path: Path) -> None:
    question = {"message": "my withdrawal is stuck in processing, mail zebra@example.com"}
    with _collector() as (url, bodies), process(library, tmp_path, traces_url=url, log_level="debug") as (address, served):
        reply = httpx.post(f"{address}/v1/chat", json=question, headers={"X-Request-ID": "trace-me"})
        # What is not sent yet is sent when the server is told to stop.
        served.send_signal(signal.SIGTERM)
        served.wait(30)
    assert reply.status_code == 200
    spans = _spans(bodies)
    by_id = {span.span_id: span for span in spans}
    turn = next(span for span in spans if span.name == "turn")
    assert by_id[turn.parent_span_id].name == "request"
    assert {span.name for span in spans if span.parent_span_id == turn.span_id} == {"seal", "search"}
    said = {attribute.key: attribute.value.string_value for attribute in turn.attributes}
    assert said == {"outcome": "answered", "language": "en", "model": "extractive"}
    request = {attribute.key: attribute.value for attribute in by_id[turn.parent_span_id].attributes}
    assert request["request_id"].string_value == "trace-me"
    assert request["http.response.status_code"].int_value == 200
    assert not any(b"zebra" in body or b"stuck" in body for body in bodies)


def test_a_collector_that_is_down_costs_spans_and_nothing_else(library: Library, tmp_path: Path) -> None:
    with process(library, tmp_path, traces_url="http://127.0.0.1:9/v1/traces") as (address, _):
        reply = httpx.post(f"{address}/v1/chat", json={"message": "withdrawal stuck in processing"})
    assert reply.json()["outcome"] == "answered"
