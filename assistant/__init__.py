"""An independent support copilot for people with a problem at a crypto exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.wiring import build_assistant

__all__ = ["Assistant", "build_assistant"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Late, so that `from assistant.guardrails import redact` loads the guard alone.
    if name == "build_assistant":
        from assistant.wiring import build_assistant

        return build_assistant
    if name == "Assistant":
        from assistant.pipeline import Assistant

        return Assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
