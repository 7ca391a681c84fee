"""Who may call, and how often."""

from __future__ import annotations

from fastapi import Request

from assistant.conversations import LOCAL


def owner_of(request: Request) -> str:
    """Whose conversations and cases a request may see: the key's id, or ``LOCAL`` where no key is needed."""
    return str(getattr(request.state, "owner", LOCAL))
