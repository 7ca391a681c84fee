"""``/v1/chat/completions`` and ``/v1/models``: any OpenAI client works."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any

import anyio
from fastapi import Body, FastAPI, Header, Request
from sse_starlette import ServerSentEvent

from assistant.api.access import owner_of
from assistant.api.described import COMPLETION, NOT_THERE, OPENAI_ERRORS
from assistant.api.once import IdempotencyKey, Once
from assistant.api.openai_shapes import MODEL, CompletionRequest, annotation, chunk, details, footnotes, usage, whole
from assistant.api.policy import Policy
from assistant.api.problems import Refused, openai_error
from assistant.api.slots import Place, Slots
from assistant.api.streams import EventStream, failure, held, in_time, last, while_connected
from assistant.events import Delta, Done, Event, Meta
from assistant.message import check_message
from assistant.pipeline import Assistant
from assistant.types import Reply

STARTED = int(time.time())
Footnotes = Annotated[bool, Header(alias="X-Footnotes", description="Sources below the reply, as `metadata.footnotes` asks for them too.")]


class Completion:
    """One call: the history is replayed into a conversation of its own, which ends with the call."""

    def __init__(self, assistant: Assistant, body: CompletionRequest, owner: str, below: bool) -> None:
        *self._earlier, self._question = body.questions()
        self._assistant, self._body, self._owner = assistant, body, owner
        self._below = below or body.footnotes
        self._asked = "\n".join([*self._earlier, self._question])
        self._head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": MODEL}
        for text in (*self._earlier, self._question):
            check_message(text)

    async def events(self) -> AsyncIterator[Event]:
        """The pipeline's events of the last question."""
        conversation = await self._assistant.replay(self._earlier, self._owner)
        try:
            events = self._assistant.stream(self._question, conversation, self._body.language, self._owner)
            async with aclosing(events) as made:  # type: ignore[type-var]
                async for event in made:
                    yield event
        finally:
            self._assistant.conversations.close(conversation)

    async def reply(self, place: Place) -> dict[str, Any]:
        """The whole ``chat.completion``."""
        done = await last(self.events(), place)
        assert isinstance(done, Done)
        return whole(self._head, done.reply, self._asked, footnotes(done.reply) if self._below else "")

    async def chunks(self, events: AsyncIterator[Event]) -> AsyncIterator[ServerSentEvent]:
        """The reply as ``data:`` lines up to ``[DONE]``; an error is one, too."""
        said = ""
        try:
            async with aclosing(events) as made:  # type: ignore[type-var]
                async for event in made:
                    if isinstance(event, Meta):
                        yield _data(chunk(self._head, {"role": "assistant", "content": ""}))
                    elif isinstance(event, Delta):
                        said += event.text
                        yield _data(chunk(self._head, {"content": event.text}))
                    elif isinstance(event, Done):
                        for line in self._last(event.reply, said):
                            yield _data(line)
            yield ServerSentEvent("[DONE]")
        except Exception as error:  # noqa: BLE001 - the stream has begun: whatever went wrong is said in it
            yield _data(openai_error(*failure(error)))

    def _last(self, reply: Reply, said: str) -> list[dict[str, Any]]:
        below = footnotes(reply) if self._below else ""
        found = [chunk(self._head, {"content": below})] if below else []
        marks = [annotation(c, said) for c in reply.citations]
        found.append(chunk(self._head, {"annotations": marks}, "stop", copilot=details(reply)))
        options = self._body.stream_options
        if options is not None and options.include_usage:
            found.append({**chunk(self._head, {}), "choices": [], "usage": usage(self._asked, said + below)})
        return found


def _data(body: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(body, ensure_ascii=False))


def add_openai_routes(app: FastAPI, assistant: Assistant, slots: Slots, once: Once, policy: Policy) -> None:
    """Add the two calls."""

    @app.post("/v1/chat/completions", response_model=None, responses={**OPENAI_ERRORS, 200: {"content": COMPLETION}})
    async def completions(
        request: Request,
        body: Annotated[CompletionRequest, Body()],
        x_footnotes: Footnotes = False,
        idempotency_key: IdempotencyKey = None,
    ) -> Any:
        """The last user message answered, the earlier ones as context; sources come as ``annotations``."""
        owner = owner_of(request)
        turn = Completion(assistant, body, owner, x_footnotes)
        if body.stream:
            place, stopping = slots.enter(), anyio.Event()
            events = held(turn.events(), place, stopping, policy.grace_seconds)
            return EventStream(turn.chunks(events), place, stopping, policy)

        async def answer() -> dict[str, Any]:
            with slots.enter() as place:
                return await turn.reply(place)

        if idempotency_key is None:
            return await while_connected(request, answer(), policy.reply_seconds)
        asked = f"{x_footnotes} {body.model_dump_json()}"
        return await once.run(owner, "completions", idempotency_key, asked, partial(in_time, answer, policy.reply_seconds))

    @app.get("/v1/models", responses=OPENAI_ERRORS)
    def models() -> dict[str, Any]:
        """The one model there is: the product."""
        return {"object": "list", "data": [_model()]}

    @app.get("/v1/models/{name}", responses=OPENAI_ERRORS | NOT_THERE)
    def model(name: str) -> dict[str, Any]:
        """The model by name."""
        if name != MODEL:
            raise Refused(404, "Model not found", f"there is one model here, {MODEL}", param="model")
        return _model()


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": STARTED, "owned_by": "exchange-support-copilot"}
