"""Who may call, and how often."""

from __future__ import annotations

import asyncio
import base64
import math
import time
from collections.abc import Mapping

from fastapi import Request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.policy import Policy
from assistant.api.problems import refuse
from assistant.conversations import LOCAL
from assistant.keys import KeyRing

_OPEN = {"/health", "/health/ready"}
_FAILURES = "20/minute"
_JUMP_SECONDS = 5
NO_KEY = "a key is needed: send it as `Authorization: Bearer …`; `assistant keys new NAME` makes one"
WRONG_KEY = "this key does not open; it may be mistyped or revoked"


def owner_of(request: Request) -> str:
    """Whose conversations and cases a request may see: the key's id, or ``LOCAL`` where no key is needed."""
    return str(getattr(request.state, "owner", LOCAL))


class Rates:
    """Counts calls in moving windows, in the notation of ``limits`` ("120/minute;10/second")."""

    def __init__(self, rate: str) -> None:
        self._items: list[RateLimitItem] = parse_many(rate)
        self._counts = MemoryStorage()
        self._windows = MovingWindowRateLimiter(self._counts)
        self._ahead = time.time() - time.monotonic()

    def take(self, who: str) -> int:
        """Count one call; 0 when it may go on, else the seconds to wait."""
        self._forget_after_a_jump()
        for item in self._items:
            if not self._windows.hit(item, who):
                return self._wait(item, who)
        return 0

    def full(self, who: str) -> int:
        """Seconds to wait, without counting; 0 for none."""
        self._forget_after_a_jump()
        return next((self._wait(item, who) for item in self._items if not self._windows.test(item, who)), 0)

    def _wait(self, item: RateLimitItem, who: str) -> int:
        return max(1, math.ceil(self._windows.get_window_stats(item, who).reset_time - time.time()))

    def _forget_after_a_jump(self) -> None:
        # The windows go by the wall clock: set back by a day, it would keep whoever had used up a minute out for that day.
        ahead = time.time() - time.monotonic()
        if abs(ahead - self._ahead) > _JUMP_SECONDS:
            self._counts.reset()
            self._ahead = ahead


class Access:
    """ASGI middleware: a key where one is needed, everywhere but at ``/health``; then so many calls of ``/v1`` a while."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._keys = app, policy.keys
        self._calls, self._failures = Rates(policy.rate), Rates(_FAILURES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else "unknown"
        owner, wait, token = LOCAL, 0, ""
        if self._keys is not None:
            token = _token(Headers(scope=scope), browser=not scope["path"].startswith("/v1"))
            wait = self._failures.full(address)
            known = None if wait else await _owner(self._keys, token)
            if known is None and not wait:
                if token:
                    self._failures.take(address)
                headers = _challenge(scope["path"])
                detail = WRONG_KEY if token else NO_KEY
                await refuse(scope["path"], 401, "Key needed", detail, headers)(scope, receive, send)
                return
            owner = known or owner
        if not wait and scope["path"].startswith("/v1"):
            wait = self._calls.take(address if self._keys is None else owner)
        if wait:
            detail = f"too many calls; wait {wait} seconds"
            await refuse(scope["path"], 429, "Too fast", detail, {"Retry-After": str(wait)})(scope, receive, send)
            return
        scope.setdefault("state", {})["owner"] = owner
        await self._app(scope, receive, send)


async def _owner(keys: KeyRing, token: str) -> str | None:
    if not token:
        return None
    return keys.recall(token) or await asyncio.to_thread(keys.owner, token)


def _token(headers: Headers, browser: bool) -> str:
    """The bearer token; on the page also the password of what a browser asks for by itself (RFC 7617), any user name."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    if browser and scheme.lower() == "basic":
        try:
            return base64.b64decode(given, validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return ""


def _challenge(path: str) -> Mapping[str, str]:
    return {"WWW-Authenticate": 'Bearer realm="copilot"' if path.startswith("/v1") else 'Basic realm="copilot", charset="UTF-8"'}
