"""The HTTP contract, on the real product with the small corpus and no model."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from assistant.api.app import create_app
from assistant.errors import GuardError
from assistant.guardrails import Guard
from assistant.message import MAX_MESSAGE
from assistant.pipeline import Assistant


@pytest.fixture
async def client(assistant: Assistant) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(assistant), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as made:
        yield made


def _events(body: str) -> list[tuple[str, Any]]:
    found = []
    for block in body.replace("\r\n", "\n").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line and not line.startswith(":"))
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def test_redact_gives_text_and_findings_without_values(client: httpx.AsyncClient) -> None:
    reply = await client.post("/v1/redact", json={"text": "my mail is ann@example.com"})
    assert reply.status_code == 200
    body = reply.json()
    assert body["text"] == "my mail is [[EMAIL_1]]"
    (finding,) = body["findings"]
    assert finding == {"kind": "email", "class": "personal", "start": 11, "end": 26, "placeholder": "[[EMAIL_1]]"}
    assert "ann@example.com" not in reply.text


async def test_search_gives_passages_best_first(client: httpx.AsyncClient) -> None:
    body = (await client.post("/v1/search", json={"query": "提币一直显示处理中", "k": 3})).json()
    assert set(body["passages"][0]) >= {"document_id", "topic", "language", "title", "text", "score", "reviewed", "sources"}
    assert body["passages"][0]["topic"] == "withdrawal-pending"
    assert len(body["passages"]) == 3


async def test_chat_answers_with_citations_that_quote_their_document(client: httpx.AsyncClient, assistant: Assistant) -> None:
    body = (await client.post("/v1/chat", json={"message": "my withdrawal has been processing since last night"})).json()
    assert body["outcome"] == "answered"
    assert body["language"] == "en"
    assert body["model"] == "extractive"
    assert body["triage"]["issue_type"] == "withdrawal"
    assert body["citations"]
    for citation in body["citations"]:
        assert f"[{citation['mark']}]" in body["reply"]
        document = assistant.library.document(citation["document_id"])
        assert document is not None
        assert any(citation["quote"] in text for text in document.sections.values())


async def test_a_stream_has_meta_then_deltas_then_citations_then_done(client: httpx.AsyncClient) -> None:
    reply = await client.post("/v1/chat", json={"message": "提币一直显示处理中", "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = _events(reply.text)
    names = [name for name, _ in events]
    assert names[0] == "meta"
    assert names[-2:] == ["citations", "done"]
    assert set(names[1:-2]) == {"delta"}
    assert "".join(data["text"] for name, data in events if name == "delta") == events[-1][1]["reply"]
    assert events[0][1]["passages"][0]["topic"] == "withdrawal-pending"


async def test_a_conversation_goes_on(client: httpx.AsyncClient) -> None:
    first = (await client.post("/v1/chat", json={"message": "my withdrawal is stuck in processing"})).json()
    second = (await client.post("/v1/chat", json={"message": "and can i cancel it?", "conversation_id": first["conversation_id"]})).json()
    assert second["conversation_id"] == first["conversation_id"]
    assert second["triage"]["topic"] == "withdrawal-cancel"


@pytest.mark.parametrize("path", ["/v1/redact", "/v1/search", "/v1/chat", "/v1/triage"])
async def test_what_cannot_be_taken_is_a_problem_that_repeats_nothing(client: httpx.AsyncClient, path: str) -> None:
    field = {"/v1/search": "query", "/v1/chat": "message"}.get(path, "text")
    for body in ({}, {field: ""}, {field: "  \n"}, {field: 7}, {field: None}):
        reply = await client.post(path, json=body)
        assert reply.status_code == 422, (path, body)
        assert reply.headers["content-type"] == "application/problem+json"
    reply = await client.post(path, json={field: "zebra " * (MAX_MESSAGE // 5)})
    assert reply.status_code == 413
    assert "zebra" not in reply.text
    assert reply.json()["status"] == 413
    reply = await client.post(path, content=b"{ not json")
    assert reply.status_code == 422


async def test_a_failing_guard_closes_the_door(client: httpx.AsyncClient, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise GuardError("detector x failed")

    monkeypatch.setattr(Guard, "seal", fail)
    monkeypatch.setattr(Guard, "redact", fail)
    for path, body in (("/v1/chat", {"message": "hello there"}), ("/v1/redact", {"text": "hello"}), ("/v1/search", {"query": "hello"})):
        reply = await client.post(path, json=body)
        assert reply.status_code == 503
        assert "nothing was sent" in reply.json()["detail"]
    reply = await client.post("/v1/chat", json={"message": "hello there", "stream": True})
    assert _events(reply.text)[-1][0] == "error"


async def test_health_and_readiness_are_apart(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health")).json()["status"] == "ok"
    ready = await client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["index"]["phase"] == "ready"
    assert ready.json()["model"]["phase"] == "off"


async def test_the_openapi_document_names_every_call(client: httpx.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    assert {"/v1/redact", "/v1/search", "/v1/chat", "/v1/triage", "/health", "/health/ready"} <= set(paths)


async def test_a_wrong_method_is_told_the_right_ones(client: httpx.AsyncClient) -> None:
    reply = await client.put("/v1/chat", json={})
    assert reply.status_code == 405
    assert reply.headers["Allow"] == "POST"
    assert reply.headers["content-type"] == "application/problem+json"
