"""How much a request may hold, how long it may take to arrive, and how long until its reply begins."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.policy import Policy
from assistant.api.problems import Refused, refuse
from assistant.api.streams import TOO_SLOW

_SLACK = 10.0
_TOO_LARGE = "at most {} bytes are taken here; send the part that matters"


class Intake:
    """ASGI middleware: 413 before more than allowed is read, 408 for a body that dawdles, 504 for a reply that does.

    A reply that has begun, a stream above all, may go on.
    """

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._policy = app, policy
        # Starlette puts a larger upload into a file on the disk, where a seed phrase in a picture would stay.
        MultiPartParser.spool_max_size = 2 * policy.upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        allowed = self._allowed(scope)
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared) > allowed:
            await refuse(scope["path"], 413, "Too large", _TOO_LARGE.format(allowed))(scope, receive, send)
            return
        await self._in_time(scope, self._counting(receive, allowed), send)

    def _allowed(self, scope: Scope) -> int:
        upload = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
        return self._policy.upload_bytes if upload else self._policy.body_bytes

    def _counting(self, receive: Receive, allowed: int) -> Receive:
        arrives, whole, size = asyncio.get_running_loop().time() + self._policy.body_seconds, False, 0

        async def receive_in_time() -> Message:
            nonlocal whole, size
            if whole:
                return await receive()
            try:
                async with asyncio.timeout_at(arrives):
                    message = await receive()
            except TimeoutError:
                raise Refused(408, "Body too slow", f"the request did not arrive within {self._policy.body_seconds:g} seconds") from None
            size += len(message.get("body", b""))
            if size > allowed:
                raise Refused(413, "Too large", _TOO_LARGE.format(allowed))
            whole = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        return receive_in_time

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False
        try:
            async with asyncio.timeout(self._policy.body_seconds + self._policy.reply_seconds + _SLACK) as limit:

                async def send_and_go_on(message: Message) -> None:
                    nonlocal begun
                    if not begun:
                        limit.reschedule(None)
                        begun = True
                    await send(message)

                await self._app(scope, receive, send_and_go_on)
        except TimeoutError:
            if begun or not limit.expired():
                raise
            await refuse(scope["path"], 504, "Too slow", TOO_SLOW)(scope, receive, send)
