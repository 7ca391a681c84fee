"""The OpenAPI document is the truth: every call is in it with examples, and the server keeps to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from assistant.api.app import create_app
from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.guardrails import Guard
from assistant.library import Library
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


@pytest.fixture(scope="module")
def document(url: str) -> dict[str, Any]:
    return dict(httpx.get(f"{url}/openapi.json").json())


def _calls(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            yield f"{method} {path}", call


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return dict(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]) if "$ref" in schema else schema


def _shows(document: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Whether a value can be seen or told: an example, one of a few, a default."""
    schema = _resolved(document, schema)
    told = {"examples", "example", "const", "enum", "default"} & set(schema)
    return bool(told) or schema.get("type") == "boolean" or any(_shows(document, one) for one in schema.get("anyOf", ()))


def test_every_call_has_a_description_and_its_errors(document: dict[str, Any]) -> None:
    for name, call in _calls(document):
        assert call.get("description"), name
        if " /v1" in name:
            assert {"401", "413", "429"} <= set(call["responses"]), name


def test_every_parameter_field_and_answer_has_an_example(document: dict[str, Any]) -> None:
    bare = []
    for name, call in _calls(document):
        for parameter in call.get("parameters", ()):
            if "example" not in parameter and not _shows(document, parameter["schema"]):
                bare.append(f"{name}: {parameter['name']}")
        for content in call.get("requestBody", {}).get("content", {}).values():
            shape = _resolved(document, content["schema"])
            fields = {} if "examples" in shape else shape.get("properties", {})
            bare += [f"{name}: {field}" for field, schema in fields.items() if not _shows(document, schema)]
        for status, response in call["responses"].items():
            for media, content in response.get("content", {}).items():
                if "example" not in content and "examples" not in _resolved(document, content.get("schema", {})):
                    bare.append(f"{name}: {status} {media}")
    assert bare == []


def test_every_example_of_an_answer_is_one(document: dict[str, Any]) -> None:
    wrong = []
    for name, call in _calls(document):
        for status, response in call["responses"].items():
            for media, content in response.get("content", {}).items():
                if "json" in media and "example" in content:
                    schema = {**content.get("schema", {}), "components": document["components"]}
                    wrong += [f"{name} {status}: {e.message[:200]}" for e in Draft202012Validator(schema).iter_errors(content["example"])]
    assert wrong == []
