"""The HTTP application: the contract under ``/v1``, health, and the page at ``/``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from fastapi import FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware

from assistant import __version__, metrics
from assistant.api import problems, shapes
from assistant.api.access import Access
from assistant.api.cases import add_case_routes
from assistant.api.chat import add_chat_route
from assistant.api.described import NOT_READY
from assistant.api.drafts import add_draft_route
from assistant.api.examples import add_examples
from assistant.api.feedback import add_feedback_route
from assistant.api.frame import Frame
from assistant.api.intake import Intake
from assistant.api.once import Once
from assistant.api.openai_chat import add_openai_routes
from assistant.api.origin import Origin
from assistant.api.policy import Policy
from assistant.api.problems import PROBLEMS
from assistant.api.screenshots import add_screenshot_route
from assistant.api.slots import Slots
from assistant.casework import Casework
from assistant.draftwork import Draftwork
from assistant.pipeline import Assistant
from assistant.screenwork import Screenwork


def create_app(
    assistant: Assistant,
    policy: Policy | None = None,
    casework: Casework | None = None,
    last: Callable[[], None] | None = None,
    screenwork: Screenwork | None = None,
) -> FastAPI:
    """The API on an assistant, which is started with the app and closed with it; with ``casework``, the case log too.

    ``screenwork``: what reads pictures, shared with the page; a new one unless given.

    ``last`` is called when the app has stopped: whoever sent the signal ends the process right after.
    """
    policy = policy or Policy()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        assistant.start()
        yield
        assistant.close()
        if casework is not None:
            casework.log.close()
        if last is not None:
            await asyncio.to_thread(last)

    app = FastAPI(
        title="Exchange support copilot",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        # Its log records would carry what a message made fail.
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
    )
    problems.install(app)
    _add_middleware(app, policy)
    slots, once = Slots(policy.chats_at_once, policy.chats_waiting), Once()
    _add_text_routes(app, assistant)
    add_chat_route(app, assistant, slots, once, policy)
    add_draft_route(app, Draftwork(assistant))
    add_screenshot_route(app, screenwork or Screenwork(assistant))
    add_openai_routes(app, assistant, slots, once, policy)
    if casework is not None:
        add_case_routes(app, casework)
        add_feedback_route(app, casework)
    _add_health_routes(app, assistant)
    _add_metrics_route(app, slots)
    add_examples(app)
    return app


def _add_middleware(app: FastAPI, policy: Policy) -> None:
    """The last added sees a request first."""
    app.add_middleware(Intake, policy=policy)
    app.add_middleware(Access, policy=policy)
    if policy.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=policy.origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "X-Footnotes", "X-Request-ID"],
            expose_headers=["Retry-After", "X-Request-ID"],
        )
    app.add_middleware(Origin, policy=policy)
    app.add_middleware(Frame)


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


def _add_health_routes(app: FastAPI, assistant: Assistant) -> None:
    @app.get("/health")
    def health() -> dict[str, str]:
        """Alive."""
        return {"status": "ok", "version": __version__}

    @app.get("/health/ready", responses={503: {"description": "not ready to answer yet", "content": NOT_READY}})
    def ready(response: Response) -> dict[str, Any]:
        """Ready to answer: the index. The model's state is said apart, since answers are extractive without it."""
        index, model = assistant.library.state, assistant.backend.state
        response.status_code = 200 if index.phase == "ready" else 503
        return {
            "status": "ready" if index.phase == "ready" else "not ready",
            "index": {**asdict(index), "percent": index.percent},
            "model": asdict(model),
        }


def _add_metrics_route(app: FastAPI, slots: Slots) -> None:
    @app.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    def prometheus() -> Response:
        """Counts and times in Prometheus's text format; no word of any message."""
        metrics.CHATS.labels("running").set(slots.running)
        metrics.CHATS.labels("waiting").set(slots.waiting)
        return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)
