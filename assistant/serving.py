"""Serving: the page and the API on one port."""

from __future__ import annotations

import sys
import threading

import uvicorn

from assistant.api.app import create_app
from assistant.errors import SettingsError
from assistant.models.chat_model import ModelState
from assistant.pipeline import Assistant
from assistant.settings import load_settings
from assistant.ui.page import mount_page
from assistant.wiring import build_assistant

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def serve(**given: object) -> None:
    """Serve until stopped. The page is open at once; index and model get ready in the background."""
    settings = load_settings(**given)
    if settings.host not in LOOPBACK:
        raise SettingsError(
            f"ASSISTANT_HOST={settings.host!r} is not allowed: the page has no keys yet, so only {', '.join(sorted(LOOPBACK))}"
        )
    assistant = build_assistant(settings)
    app = mount_page(create_app(assistant), assistant)
    sys.stderr.write(f"http://{settings.host}:{settings.port}\n")
    threading.Thread(target=_report, args=(assistant,), daemon=True).start()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=5)


def _report(assistant: Assistant) -> None:
    """Progress of what gets ready in the background, a line a change, on standard error."""
    import time

    last = ""
    while True:
        index, model = assistant.library.state, assistant.backend.state
        line = f"index: {index.phase}{f' {index.percent} %' if index.phase == 'building' else ''} · model: {_model(model)}"
        if line != last:
            sys.stderr.write(line + "\n")
            last = line
        if index.phase in {"ready", "failed"} and model.phase in {"ready", "failed", "off"}:
            for detail in (index.detail, model.detail):
                if detail:
                    sys.stderr.write(detail + "\n")
            return
        time.sleep(1)


def _model(state: ModelState) -> str:
    if state.phase in {"fetching", "verifying"} and state.total:
        again = "going on with an interrupted download, " if state.detail == "resume" else ""
        return f"{again}{state.phase} {100 * state.done // state.total} %"
    return state.phase
