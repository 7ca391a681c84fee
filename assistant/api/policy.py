"""What the HTTP side allows: who, from where, how much, how long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.keys import KeyRing

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Policy:
    """The defaults are those of one person's own machine: open, but only to a browser that names this machine."""

    keys: KeyRing | None = None
    """Whose keys open ``/v1`` and the page; ``None`` needs none."""
    hosts: frozenset[str] = LOOPBACK
    """Names that the ``Host`` header may bear, against DNS rebinding; empty allows any."""
    origins: tuple[str, ...] = ()
    """Web pages of other origins that may call (CORS)."""
    rate: str = "3000/minute"
    """Calls of ``/v1`` for each key, or for each address where no key is needed; the notation of ``limits``."""
    chats_at_once: int = 64
    chats_waiting: int = 256
    """Turns that wait for one of ``chats_at_once`` places; beyond that 429."""
    body_bytes: int = 1_000_000
    upload_bytes: int = 11_000_000
    """For ``multipart/form-data``: an image of 10 MB and what is around it."""
    body_seconds: float = 60.0
    """How long a request's body may take to arrive."""
    reply_seconds: float = 150.0
    """How long a reply that is not streamed may take."""
    grace_seconds: float = 5.0
    """How long streams may go on when the server is told to stop."""
    ping_seconds: float = 15.0
