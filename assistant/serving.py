"""Serving: the page and the API on one port."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from assistant import __version__
from assistant.api.app import create_app
from assistant.api.policy import LOOPBACK, Policy
from assistant.cases import CaseLog
from assistant.counting import Counting
from assistant.errors import CaseError, SettingsError
from assistant.keys import KEYS_FILE, KeyRing
from assistant.models.chat_model import ModelState
from assistant.pipeline import Assistant
from assistant.screenwork import Screenwork
from assistant.settings import Settings, load_settings
from assistant.tracing import open_traces
from assistant.ui.overview import add_overview
from assistant.ui.page import mount_page
from assistant.wiring import build_assistant, build_casework


def serve(**given: object) -> None:
    """Serve until stopped. The page is open at once; index and model get ready in the background."""
    settings = load_settings(**given)
    policy = build_policy(settings)
    assistant = build_assistant(settings)
    casework = build_casework(assistant, settings)
    close_traces = open_traces(settings.traces_url, __version__) if settings.traces_url else None
    screenwork = Screenwork(assistant)
    counting = Counting(casework.log) if settings.overview != "off" else None

    def last() -> None:
        for end in (counting.stop if counting else None, close_traces):
            if end is not None:
                end()

    app = create_app(assistant, policy, casework, last, screenwork)
    if counting is not None:
        add_overview(app, assistant, casework, counting, overview_for(settings.overview, policy))
        counting.start()
    mount_page(app, assistant, casework, screenwork=screenwork)
    sys.stderr.write(f"http://{settings.host}:{settings.port}\n")
    threading.Thread(target=_report, args=(assistant,), daemon=True).start()
    threading.Thread(target=_warm, args=(casework.log,), daemon=True).start()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=int(policy.grace_seconds) + 4,
    )


def overview_for(value: str, policy: Policy) -> Callable[[str], bool]:
    """Who may see the overview: everybody who may see the page (``on``), or the owner of the key that is so named.

    Raises ``SettingsError`` for a name that no key bears.
    """
    if value == "on":
        return lambda _: True
    keys = policy.keys
    if keys is None or not any(key.name == value and not key.revoked for key in keys.list()):
        raise SettingsError(f"ASSISTANT_OVERVIEW={value!r} is not allowed: off, on, or the name of a key (`assistant keys list`)")
    return lambda owner: any(key.id == owner and key.name == value and not key.revoked for key in keys.list())


def build_policy(settings: Settings) -> Policy:
    """Who may call: on this machine's own addresses everybody on it, by any other name whoever has a key.

    Raises ``SettingsError`` when keys are needed and there are none.
    """
    named = set(settings.hosts) - LOOPBACK
    keys = None
    if settings.host not in LOOPBACK or named:
        keys = KeyRing(settings.data / KEYS_FILE)
        if not keys.any_live:
            name, value = ("HOSTS", ",".join(sorted(named))) if settings.host in LOOPBACK else ("HOST", settings.host)
            raise SettingsError(
                f"ASSISTANT_{name}={value!r} opens the server to others, so it needs a key: `assistant keys new NAME` makes one"
            )
    local = settings.model == "local" and not settings.model_url
    return Policy(
        keys=keys,
        hosts=LOOPBACK | named if named or settings.host in LOOPBACK else frozenset(),
        origins=settings.cors_origins,
        rate=settings.rate_limit or ("120/minute" if keys else "3000/minute"),
        chats_at_once=settings.chats_at_once or (8 if local else 256),
        chats_waiting=settings.chats_waiting,
    )


def _warm(cases: CaseLog) -> None:
    """What cannot be read now is read, and complained about, when somebody asks for it."""
    with suppress(CaseError):
        cases.warm()


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
