"""The product on a real server, for tests that need a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.answering.decide import Calibration
from assistant.api.app import create_app
from assistant.api.policy import Policy
from assistant.conversations import Conversations
from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import ChatBackend
from assistant.pipeline import Assistant
from tests.model_server import running


def product(library: Library, guard: Guard, backend: ChatBackend | None = None) -> Assistant:
    """The product on an index that is ready."""
    return Assistant(guard, library, backend or ChatBackend(), Conversations(), Calibration())


@contextmanager
def serving(assistant: Assistant, policy: Policy | None = None) -> Iterator[str]:
    """Its address, for the length of a ``with``."""
    with running(create_app(assistant, policy)) as url:
        yield url
