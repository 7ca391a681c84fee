"""What the page's own server lets through: the calls the page makes, nothing else, with headers that keep it to this host."""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio mounts many more: uploads, files of the server, a proxy, direct calls, monitoring, code editing.
_OPEN = re.compile(
    r"/|/config/?|/theme\.css|/robots\.txt|/favicon\.ico|/manifest\.json|/pwa_icon(?:/\d+)?|/assets/.+|/static/.+"
    r"|/gradio_api/(?:theme\.css|queue/join|queue/data|run/predict|cancel|reset|startup-events|heartbeat/\w+|app_id)/?"
)
# Gradio's own scripts are inline and its event code is compiled in the browser; everything comes from this host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class Closed:
    """ASGI middleware around the mounted page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass what the page needs; everything else is not found."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        if not _OPEN.fullmatch(path):
            await PlainTextResponse("Not found", 404)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    # Files with a fingerprint in their name may be kept; what was said may not.
                    if name != "Cache-Control" or not path.startswith(("/assets/", "/static/")):
                        headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)
