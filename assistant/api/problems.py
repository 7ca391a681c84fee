"""Errors as ``application/problem+json`` (RFC 9457), or in OpenAI's shape on OpenAI's paths. What a user sent is never repeated."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi import HTTPException as RouteException
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from assistant.api.described import PROBLEMS
from assistant.errors import AssistantError, Busy, GuardError, IndexUnavailable, InputError, InputTooLarge, TooSlow

__all__ = ["PROBLEMS", "Refused", "describe", "install", "openai_error", "problem", "refuse"]
log = structlog.get_logger()

_STATUS: tuple[tuple[type[AssistantError], int, str], ...] = (
    (InputTooLarge, 413, "Too large"),
    (InputError, 422, "Cannot be taken"),
    (GuardError, 503, "The guard failed"),
    (IndexUnavailable, 503, "The index is not ready"),
    (Busy, 429, "Too busy"),
    (TooSlow, 504, "Too slow"),
)
GUARD_SENTENCE = "A safety check failed, so nothing was sent anywhere and nothing was kept. Try again; if it stays, run `assistant doctor`."
UNEXPECTED = "Something unexpected went wrong; nothing of your message was kept. Try again."
_OPENAI_PATHS = ("/v1/chat/completions", "/v1/models")
_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class Refused(RouteException):
    """A request that is not served. ``title`` and ``detail`` may be shown."""

    def __init__(self, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, param: str = "") -> None:
        super().__init__(status, detail, dict(headers or {}))
        self.title, self.param = title, param


def problem(status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> JSONResponse:
    """A problem document."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, dict(headers or {}), "application/problem+json")


def openai_error(status: int, title: str, detail: str, param: str = "") -> dict[str, object]:
    """The body of an error in OpenAI's shape."""
    kind = _OPENAI_TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")
    code = title.lower().replace(" ", "_")
    return {"error": {"message": detail, "type": kind, "param": param or None, "code": code}}


def refuse(path: str, status: int, title: str, detail: str, headers: Mapping[str, str] | None = None, **more: object) -> JSONResponse:
    """An error in the shape that callers of ``path`` read."""
    if path.startswith(_OPENAI_PATHS):
        body = openai_error(status, title, detail, str(more.get("param", "")))
        return JSONResponse(body, status, dict(headers or {}))
    return problem(status, title, detail, headers, **{k: v for k, v in more.items() if k != "param"})


def describe(error: AssistantError | HTTPException) -> tuple[int, str, str]:
    """Status, title and detail of an error."""
    if isinstance(error, HTTPException):
        return error.status_code, getattr(error, "title", str(error.detail)), str(error.detail)
    for kind, status, title in _STATUS:
        if isinstance(error, kind):
            return status, title, GUARD_SENTENCE if isinstance(error, GuardError) else str(error)
    return 500, "Failed", str(error)


def install(app: FastAPI) -> None:
    """Answer every error of the app."""

    @app.exception_handler(AssistantError)
    async def _ours(request: Request, error: AssistantError) -> JSONResponse:
        status, title, detail = describe(error)
        wait = error.seconds if isinstance(error, Busy) else 10
        return refuse(request.url.path, status, title, detail, {"Retry-After": str(wait)} if status in {429, 503} else None)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        # The input itself stays out: it may be a secret. So do names that the sender made up.
        errors = [{"where": ".".join(str(p) for p in e["loc"]), "what": e["msg"]} for e in error.errors()]
        detail = "; ".join(f"{e['where']}: {e['what']}" for e in errors)
        path = request.url.path
        if path.startswith(_OPENAI_PATHS):
            return refuse(path, 400, "Cannot be taken", detail, param=errors[0]["where"].removeprefix("body.") if errors else "")
        return refuse(path, 422, "Cannot be taken", detail, errors=errors)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        status, title, detail = describe(error)
        headers = {"Allow": _allowed(app, request)} if status == 405 else error.headers
        return refuse(request.url.path, status, title, detail, headers, param=getattr(error, "param", ""))

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        # No traceback: its frames hold the message.
        log.error("unexpected", error=type(error).__name__)
        return refuse(request.url.path, 500, "Failed", UNEXPECTED)


def _allowed(app: FastAPI, request: Request) -> str:
    """Every method of a path: routing itself names only those of the first call there."""
    matching = [r for r in app.routes if isinstance(r, Route) and r.matches(request.scope)[0] is not Match.NONE]
    return ", ".join(sorted({method for route in matching if route.path == matching[0].path for method in route.methods or ()}))
