"""Which addresses a browser may have come by: against DNS rebinding and against other sites' scripts."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.policy import Policy
from assistant.api.problems import refuse

_SAFE = {"GET", "HEAD", "OPTIONS"}


class Origin:
    """ASGI middleware: the ``Host`` must be one of ours, and what changes something must not come from another site's page."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self._app, self._policy = app, policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            host, origin = headers.get("host", ""), headers.get("origin")
            if self._policy.hosts and host_name(host) not in self._policy.hosts:
                detail = "this address is not one of the server's names; names other than this machine's are allowed by ASSISTANT_HOSTS"
                await refuse(scope["path"], 421, "Misdirected request", detail)(scope, receive, send)
                return
            if origin is not None and scope["method"] not in _SAFE and not self._is_ours(origin, host):
                detail = "a page of another origin may not call here unless ASSISTANT_CORS_ORIGINS names it"
                await refuse(scope["path"], 403, "Foreign origin", detail)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_ours(self, origin: str, host: str) -> bool:
        return origin in self._policy.origins or origin.partition("://")[2].lower() == host.lower()


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without port and brackets; empty when it is not one.

    >>> host_name("[::1]:7860"), host_name("Localhost:80"), host_name("a b")
    ('::1', 'localhost', '')
    """
    try:
        parts = urlsplit(f"//{host}")
        name, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return name if parts.netloc == host and " " not in name and "@" not in host else ""
