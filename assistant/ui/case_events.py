"""An event of the cases tab: what was done becomes updates, what went wrong a sentence."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any

import gradio as gr
import structlog

from assistant.errors import AssistantError
from assistant.ui.browser import owner_of
from assistant.ui.desk import Desk, Updates
from assistant.ui.handover import QUIET

Doing = Callable[..., Updates] | Callable[..., Awaitable[Updates]]
log = structlog.get_logger()


def on(desk: Desk, trigger: Any, doing: Doing, *names: str, fields: list[Any] | None = None, **how: Any) -> Any:
    """On ``trigger``: ``doing(owner, code, *values)`` with the values of the named parts; an error becomes a sentence.

    A plain function reads and writes the case log in a thread.
    """

    async def run(code: str, request: gr.Request, *values: Any) -> Updates:
        owner = owner_of(request)
        try:
            if iscoroutinefunction(doing):
                done: Updates = await doing(owner, code, *values)
                return done
            return await asyncio.to_thread(doing, owner, code, *values)  # type: ignore[arg-type]
        except AssistantError as error:
            log.warning("cases", error=type(error).__name__)
            return await asyncio.to_thread(desk.failed, error, owner, code)

    inputs = [desk.parts["language"], *(desk.parts[name] for name in names), *(fields or [])]
    return trigger(run, inputs, desk.outputs, **QUIET, **how)
