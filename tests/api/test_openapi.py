"""The OpenAPI document is the truth: every call is in it with examples, and the server keeps to it."""

from __future__ import annotations

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
from assistant.pipeline import Assistant
from tests.api.served import product
from tests.model_server import running

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def url(library: Library, guard: Guard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assistant = product(library, guard)
    casework = Casework(assistant, open_case_log(sqlite_url(tmp_path_factory.mktemp("log") / "cases.db")))
    with running(create_app(assistant, casework=casework)) as served:
        yield served


@pytest.mark.slow
def test_the_server_keeps_to_its_description(url: str, tmp_path: Path) -> None:
    command = [Path(sys.executable).parent / "schemathesis", "--config-file", HERE / "schemathesis.toml", "run", f"{url}/openapi.json"]
    bounds = ["--phases", "examples,coverage,fuzzing", "--max-examples", "8", "--max-time", "40", "--request-timeout", "20"]
    how = ["--generation-deterministic", "--continue-on-failure", "--no-color"]
    done = subprocess.run([*command, *bounds, *how], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-6000:]


async def test_every_call_has_a_summary_examples_and_its_errors(assistant: Assistant) -> None:
    transport = httpx.ASGITransport(app=create_app(assistant))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        document = (await client.get("/openapi.json")).json()
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            name = f"{method} {path}"
            assert call.get("description"), name
            if not path.startswith("/v1"):
                continue
            assert {"401", "413", "429"} <= set(call["responses"]), name
            for status in ("401", "429"):
                (media,) = call["responses"][status]["content"].values()
                assert media["example"], name
            if "requestBody" in call and "application/json" in call["requestBody"]["content"]:
                body = call["requestBody"]["content"]["application/json"]["schema"]
                shape = document["components"]["schemas"][body["$ref"].rsplit("/", 1)[1]]
                assert "examples" in shape or any("examples" in field for field in shape["properties"].values()), name
