"""Examples in the OpenAPI document: a real reply to every call, shortened (``examples.json``), and a value for every parameter."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.api.described import problem_example

_PROBLEM = "application/problem+json"


@cache
def examples() -> dict[str, Any]:
    """``replies``: method and path → media type → reply; ``parameters`` and ``fields``: name → value."""
    found: dict[str, Any] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
    return found


def add_examples(app: FastAPI) -> None:
    """Let the app's OpenAPI document carry them."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = plain()
            for path, calls in document["paths"].items():
                for method, call in calls.items():
                    _fill(f"{method} {path}", call)
            for shape in document["components"]["schemas"].values():
                _fill_fields(shape)
        return plain()

    app.openapi = openapi  # type: ignore[method-assign]


def _fill(name: str, call: dict[str, Any]) -> None:
    values, replies = examples()["parameters"], examples()["replies"].get(name, {})
    for parameter in call.get("parameters", ()):
        if parameter["name"] in values:
            parameter.setdefault("example", values[parameter["name"]])
    for status, response in call["responses"].items():
        for media, content in response.get("content", {}).items():
            if media == _PROBLEM:
                content.setdefault("example", problem_example(int(status), response["description"]))
            elif "error" in content.get("example", {}):
                # FastAPI leaves out what is null; OpenAI's shape has it.
                content["example"]["error"].setdefault("param", None)
            elif status.startswith("2") and media in replies:
                content.setdefault("example", replies[media])


def _fill_fields(shape: dict[str, Any]) -> None:
    for name, field in shape.get("properties", {}).items():
        if name in examples()["fields"]:
            field.setdefault("examples", [examples()["fields"][name]])
