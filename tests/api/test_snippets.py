"""Every published snippet runs as it stands against a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.api.app import create_app
from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.guardrails import Guard
from assistant.library import Library
from tests.api.served import product
from tests.model_server import running

HERE = Path(__file__).parent / "snippets"
SHOWS = {
    "redact.sh": '"text":"my mail is [[EMAIL_1]]"',
    "search.sh": '"topic":"withdrawal-pending"',
    "triage.sh": '"issue_type":"withdrawal"',
    "chat.sh": '"outcome":"answered"',
    "chat_stream.sh": "event: done",
    "draft.sh": "TRC20",
    "cases.sh": '"cases":[{',
    "feedback.sh": '"verdict":"up"',
    "completions.sh": '"object":"chat.completion"',
    "models.sh": "exchange-support-copilot",
    "health.sh": "assistant_turns_total",
    "chat.py": "[1]",
    "chat_stream.py": "[1]",
    "screenshot.py": "Email [[EMAIL_1]]",
    "redact.py": "my mail is [[EMAIL_1]]",
    "openai_client.py": "[1]",
    "openai_stream.py": "[1]",
    "langchain_client.py": "[1]",
}


@pytest.fixture(scope="module")
def url(library: Library, guard: Guard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assistant = product(library, guard)
    casework = Casework(assistant, open_case_log(sqlite_url(tmp_path_factory.mktemp("log") / "cases.db")))
    with running(create_app(assistant, casework=casework)) as served:
        yield served


def test_every_snippet_is_run() -> None:
    assert {p.name for p in HERE.iterdir() if p.suffix in {".sh", ".py"}} == set(SHOWS)


@pytest.mark.parametrize("name", SHOWS)
def test_a_snippet_runs_as_it_stands(url: str, name: str) -> None:
    command = [sys.executable, "-W", "ignore"] if name.endswith(".py") else ["sh", "-e"]
    environment = os.environ | {"COPILOT": url, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*command, HERE / name], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert SHOWS[name] in done.stdout, done.stdout[:2000]
