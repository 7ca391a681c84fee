"""The HTTP application: the contract under ``/v1``, health, and the page at ``/``."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated, Any

import structlog
from fastapi import Body, FastAPI, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant import __version__
from assistant.api import problems, shapes
from assistant.errors import AssistantError
from assistant.pipeline import Assistant, check_message
from assistant.types import Cited, Delta, Event, Meta

PING_SECONDS = 15
PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"description": text, "content": {"application/problem+json": {}}}
    for code, text in ((413, "too large"), (422, "cannot be taken"), (503, "guard failed or index not ready"))
}
log = structlog.get_logger()


def create_app(assistant: Assistant) -> FastAPI:
    """The API on an assistant, which is started with the app and closed with it."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        assistant.start()
        yield
        assistant.close()

    app = FastAPI(title="Exchange support copilot", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    problems.install(app)
    _add_text_routes(app, assistant)
    _add_chat_route(app, assistant)
    _add_health_routes(app, assistant)
    return app


def _add_text_routes(app: FastAPI, assistant: Assistant) -> None:
    @app.post("/v1/redact", response_model_by_alias=True, responses=PROBLEMS)
    def redact(body: shapes.RedactRequest) -> shapes.SealedShape:
        """What may leave: secrets and personal data replaced, references kept."""
        return shapes.sealed_shape(assistant.redact(body.text))

    @app.post("/v1/search", responses=PROBLEMS)
    async def search(body: shapes.SearchRequest) -> shapes.SearchReply:
        """Passages for a question, one a topic, best first."""
        passages = await assistant.search(body.query, body.k, body.language)
        return shapes.SearchReply(passages=[shapes.passage_shape(p) for p in passages])

    @app.post("/v1/triage", responses=PROBLEMS)
    async def triage(body: shapes.TriageRequest) -> shapes.TriageShape:
        """Where a problem goes, how soon, with what."""
        return shapes.triage_shape(await assistant.triage(body.text, body.language))


def _add_chat_route(app: FastAPI, assistant: Assistant) -> None:
    @app.post("/v1/chat", response_model=shapes.ChatReply, response_model_by_alias=True, responses=PROBLEMS)
    async def chat(body: Annotated[shapes.ChatRequest, Body()]) -> Any:
        """One turn; with ``stream`` as server-sent events ``meta``, ``delta`` …, ``citations``, ``done`` or ``error``."""
        if not body.stream:
            return shapes.reply_shape(await assistant.chat(body.message, body.conversation_id, body.language))
        check_message(body.message)
        events = assistant.stream(body.message, body.conversation_id, body.language)
        return EventSourceResponse(_events(events), ping=PING_SECONDS, headers={"Cache-Control": "no-store"})


async def _events(events: AsyncIterator[Event]) -> AsyncIterator[ServerSentEvent]:
    try:
        async for event in events:
            name, data = event_json(event)
            yield ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)
    except AssistantError as error:
        status, title, detail = problems.describe(error)
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        yield ServerSentEvent(json.dumps(body, ensure_ascii=False), event="error")


def event_json(event: Event) -> tuple[str, dict[str, Any]]:
    """The name and the body of a streamed event."""
    if isinstance(event, Meta):
        return "meta", {
            "conversation_id": event.conversation_id,
            "language": event.language,
            "triage": shapes.as_json(shapes.triage_shape(event.triage)),
            "sealed": shapes.as_json(shapes.sealed_shape(event.sealed)),
            "passages": [shapes.as_json(shapes.passage_shape(p)) for p in event.passages],
        }
    if isinstance(event, Delta):
        return "delta", {"text": event.text}
    if isinstance(event, Cited):
        return "citations", {"citations": [shapes.as_json(shapes.citation_shape(c)) for c in event.citations]}
    return "done", shapes.as_json(shapes.reply_shape(event.reply))


def _add_health_routes(app: FastAPI, assistant: Assistant) -> None:
    @app.get("/health")
    def health() -> dict[str, str]:
        """Alive."""
        return {"status": "ok", "version": __version__}

    @app.get("/health/ready")
    def ready(response: Response) -> dict[str, Any]:
        """Ready to answer: the index. The model's state is said apart, since answers are extractive without it."""
        index, model = assistant.library.state, assistant.backend.state
        response.status_code = 200 if index.phase == "ready" else 503
        return {
            "status": "ready" if index.phase == "ready" else "not ready",
            "index": {**asdict(index), "percent": index.percent},
            "model": asdict(model),
        }
