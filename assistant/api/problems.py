"""Errors as ``application/problem+json`` (RFC 9457). Nothing of what a user sent is repeated in one."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError, GuardError, IndexUnavailable, InputError, InputTooLarge

log = structlog.get_logger()

_STATUS: tuple[tuple[type[AssistantError], int, str], ...] = (
    (InputTooLarge, 413, "Too large"),
    (InputError, 422, "Cannot be taken"),
    (GuardError, 503, "The guard failed"),
    (IndexUnavailable, 503, "The index is not ready"),
)
GUARD_SENTENCE = "A safety check failed, so nothing was sent anywhere and nothing was kept. Try again; if it stays, run `assistant doctor`."


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> JSONResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, dict(headers or {}), "application/problem+json")


def describe(error: AssistantError) -> tuple[int, str, str]:
    """Status, title and detail of an error of this package."""
    for kind, status, title in _STATUS:
        if isinstance(error, kind):
            return status, title, GUARD_SENTENCE if isinstance(error, GuardError) else str(error)
    return 500, "Failed", str(error)


def install(app: FastAPI) -> None:
    """Answer every error of the app with a problem document."""

    @app.exception_handler(AssistantError)
    async def _ours(_: Request, error: AssistantError) -> JSONResponse:
        status, title, detail = describe(error)
        return problem(status, title, detail, {"Retry-After": "10"} if status == 503 else None)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        # The input itself stays out: it may be a secret.
        errors = [{"where": ".".join(str(p) for p in e["loc"]), "what": e["msg"]} for e in error.errors()]
        return problem(422, "Cannot be taken", "; ".join(f"{e['where']}: {e['what']}" for e in errors), errors=errors)

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), str(error.detail), error.headers)

    @app.exception_handler(Exception)
    async def _unexpected(_: Request, error: Exception) -> JSONResponse:
        # No traceback: its frames hold the message.
        log.error("unexpected", error=type(error).__name__)
        return problem(500, "Failed", "Something unexpected went wrong; nothing of your message was kept. Try again.")
