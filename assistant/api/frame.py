"""Around every request: its id, its line in the log, its time in the metrics, and headers that make a browser careful."""

from __future__ import annotations

import re
import secrets
import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import metrics
from assistant.api.problems import UNEXPECTED, refuse
from assistant.tracing import current_span

log = structlog.get_logger()
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=(), display-capture=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Frame:
    """ASGI middleware, the outermost: what the app did not catch becomes a 500 here, since a traceback could hold a message."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on. A websocket is refused: nothing here speaks it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with structlog.contextvars.bound_contextvars(request_id=_request_id(scope)):
            await self._framed(scope, receive, send)

    async def _framed(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, status = time.perf_counter(), 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _dress(message, scope)
            await send(message)

        try:
            with current_span("request") as made:
                await self._app(scope, receive, send_with_headers)
                made.set_attribute("http.request.method", str(scope["method"]))
                made.set_attribute("http.route", _route(scope))
                made.set_attribute("http.response.status_code", status)
                made.set_attribute("request_id", scope["state"]["request_id"])
        except Exception as error:  # noqa: BLE001 - the outermost of ours: reported, and answered in our shape
            log.error("unexpected", error=type(error).__name__)
            if status:
                # Half a reply must not look like a whole one.
                raise ConnectionAbortedError("the reply was broken off") from None
            await refuse(scope["path"], 500, "Failed", UNEXPECTED)(scope, receive, send_with_headers)
        finally:
            seconds = time.perf_counter() - begun
            method, route = str(scope["method"]), _route(scope)
            metrics.REQUESTS.labels(method, route, str(status)).observe(seconds)
            tell = log.info if route.startswith("/v1") else log.debug
            tell("request", method=method, route=route, status=status, ms=round(1000 * seconds))


def _request_id(scope: Scope) -> str:
    """The caller's ``X-Request-ID`` where it is one, else a new one; the app finds it in ``request.state``."""
    given = Headers(scope=scope).get("x-request-id", "")
    chosen = given if _ID.fullmatch(given) else secrets.token_hex(8)
    scope.setdefault("state", {})["request_id"] = chosen
    return chosen


def _dress(message: Message, scope: Scope) -> None:
    headers = MutableHeaders(scope=message)
    headers["X-Request-ID"] = scope["state"]["request_id"]
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if scope["path"].startswith("/v1/"):
        headers.setdefault("Cache-Control", "no-store")


def _route(scope: Scope) -> str:
    """The route's pattern: a path itself may hold anything."""
    return str(getattr(scope.get("route"), "path", "") or "other")
