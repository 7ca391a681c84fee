"""What is taken as a message."""

from __future__ import annotations

from assistant.errors import InputError, InputTooLarge

MAX_MESSAGE = 16_000
"""Characters."""


def check_message(text: str) -> str:
    """Raises ``InputError`` for an empty message and ``InputTooLarge`` for a long one; nothing of it is repeated."""
    if not isinstance(text, str) or not text.strip():
        raise InputError("the message is empty; say what happened")
    if len(text) > MAX_MESSAGE:
        raise InputTooLarge(f"the message has {len(text)} characters, {MAX_MESSAGE} are allowed; send the part that matters")
    return text
