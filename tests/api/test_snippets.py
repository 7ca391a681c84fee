"""Every published snippet runs as it stands against a real server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
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
    "redact_http.py": "my mail is [[EMAIL_1]]",
    "search.py": "withdrawal-pending",
    "triage.py": "withdrawal live_chat",
    "draft.py": "500 USDT",
    "cases.py": "8812345",
    "feedback.py": "down",
    "models.py": "exchange-support-copilot",
    "health.py": "assistant_turns_total",
    "screenshot.sh": '"findings":[]',
    "openai_client.py": "[1]",
    "openai_stream.py": "[1]",
    "langchain_client.py": "[1]",
}

# Where a client has a name of its own for the call.
CLIENTS = {
    ("post", "/v1/chat/completions"): r"chat\.completions\.create",
    ("get", "/v1/models"): r"models\.list",
    ("get", "/v1/models/{name}"): r"models\.retrieve",
    ("post", "/v1/screenshot"): r"httpx\.post\(url, files=",
}


@pytest.fixture(scope="module")
def url(library: Library, guard: Guard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assistant = product(library, guard)
    casework = Casework(assistant, open_case_log(sqlite_url(tmp_path_factory.mktemp("log") / "cases.db")))
    with running(create_app(assistant, casework=casework)) as served:
        yield served


def test_every_snippet_is_run() -> None:
    assert {p.name for p in HERE.iterdir() if p.suffix in {".sh", ".py"}} == set(SHOWS)


@pytest.mark.parametrize("suffix", [".sh", ".py"])
def test_every_call_of_the_contract_is_in_a_snippet(url: str, suffix: str) -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in HERE.glob(f"*{suffix}"))
    missing = []
    for path, calls in httpx.get(f"{url}/openapi.json").json()["paths"].items():
        place = re.sub(r"\\\{\w+\\\}", r"[^/?\\s]+?", re.escape(path.removeprefix("/v1")))
        for method in calls:
            if (method, path) in CLIENTS and suffix == ".py":
                said = CLIENTS[method, path]
            elif suffix == ".py":
                said = rf"\.{method}\(\s*f?\"[^\"]*{place}\""
            else:
                said = rf"curl -sN? {f'-X {method.upper()} ' if method in {'patch', 'delete'} else '(-X POST )?'}\"[^\"]*{place}[\"?]"
            if not re.search(said, text):
                missing.append(f"{method} {path}")
    assert missing == []


@pytest.mark.parametrize("name", SHOWS)
def test_a_snippet_runs_as_it_stands(url: str, name: str) -> None:
    command = [sys.executable, "-W", "ignore"] if name.endswith(".py") else ["sh", "-e"]
    environment = os.environ | {"COPILOT": url, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*command, HERE / name], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert SHOWS[name] in done.stdout, done.stdout[:2000]
