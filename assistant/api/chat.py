"""``/v1/chat``: one turn, at once or as events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any

import anyio
from fastapi import Body, FastAPI, Request
from sse_starlette import ServerSentEvent

from assistant.api import shapes
from assistant.api.access import owner_of
from assistant.api.described import CHAT_STREAM, PROBLEMS
from assistant.api.once import IdempotencyKey, Once
from assistant.api.policy import Policy
from assistant.api.slots import Slots
from assistant.api.streams import EventStream, failure, held, in_time, last, while_connected
from assistant.events import Cited, Delta, Done, Event, Meta
from assistant.message import check_message
from assistant.pipeline import Assistant


def add_chat_route(app: FastAPI, assistant: Assistant, slots: Slots, once: Once, policy: Policy) -> None:
    """Add the call."""

    @app.post(
        "/v1/chat", response_model=shapes.ChatReply, response_model_by_alias=True, responses={**PROBLEMS, 200: {"content": CHAT_STREAM}}
    )
    async def chat(request: Request, body: Annotated[shapes.ChatRequest, Body()], idempotency_key: IdempotencyKey = None) -> Any:
        """One turn; with ``stream`` as server-sent events ``meta``, ``delta`` …, ``citations``, ``done`` or ``error``."""
        check_message(body.message)
        owner = owner_of(request)
        if body.stream:
            place, stopping = slots.enter(), anyio.Event()
            events = assistant.stream(body.message, body.conversation_id, body.language, owner, body.pictures)
            return EventStream(_events(held(events, place, stopping, policy.grace_seconds)), place, stopping, policy)

        async def answer() -> shapes.ChatReply:
            with slots.enter() as place:
                events = assistant.stream(body.message, body.conversation_id, body.language, owner, body.pictures)
                done = await last(events, place)
                assert isinstance(done, Done)
                return shapes.reply_shape(done.reply)

        if idempotency_key is None:
            return await while_connected(request, answer(), policy.reply_seconds)
        work = partial(in_time, answer, policy.reply_seconds)
        return await once.run(owner, "chat", idempotency_key, body.model_dump_json(), work)


async def _events(events: AsyncIterator[Event]) -> AsyncIterator[ServerSentEvent]:
    try:
        async with aclosing(events) as made:  # type: ignore[type-var]
            async for event in made:
                name, data = event_json(event)
                yield ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)
    except Exception as error:  # noqa: BLE001 - the stream has begun: whatever went wrong is said in it
        status, title, detail = failure(error)
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
