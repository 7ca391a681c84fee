"""The product on a real server, for tests that need a network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

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


@contextmanager
def process(library: Library, data: Path, model_url: str = "", **settings: object) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """``assistant serve`` on a copy of the library's index, once it is ready: its address and process, ended with the ``with``."""
    shutil.copytree(library._folder, data / "index")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {"DATA": data, "CORPUS": library.corpus, "PORT": port, "MODEL": "local" if model_url else "extractive", "MODEL_URL": model_url}
    given |= {name.upper(): value for name, value in settings.items()}
    served = subprocess.Popen(
        [Path(sys.executable).parent / "assistant", "serve"],
        env=os.environ | {f"ASSISTANT_{k}": str(v) for k, v in given.items()},
        stdout=subprocess.DEVNULL,
        stderr=(data / "stderr").open("w"),
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_ready(address)
        yield address, served
    finally:
        served.kill()
        served.wait()


def _wait_ready(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    raise AssertionError("the server did not get ready")
