"""What the page's server answers, and with which headers."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from assistant.api.app import create_app
from assistant.pipeline import Assistant
from assistant.ui.page import mount_page
from tests.model_server import running


@pytest.fixture
def client(assistant: Assistant) -> Iterator[httpx.Client]:
    with running(mount_page(create_app(assistant), assistant)) as url, httpx.Client(base_url=url, timeout=20) as opened:
        yield opened


def test_the_page_is_open_and_its_framework_s_back_doors_are_not(client: httpx.Client) -> None:
    assert client.get("/").status_code == 200
    shut = (
        "info openapi.json upload_progress monitoring/summary call/typed/x file=/etc/passwd proxy=http://x dev/reload vibe-code runs token"
    )
    for name in shut.split():
        assert client.get(f"/gradio_api/{name}").status_code == 404, name
    for name in ("upload", "api/typed", "call/typed", "vibe-edit", "run/typed", "process_recording"):
        assert client.post(f"/gradio_api/{name}", json={"data": []}).status_code == 404, name
    assert client.get("/monitoring").status_code == 404
    assert client.get("/runs").status_code == 404


def test_the_page_may_load_from_its_own_host_only_and_is_not_stored(client: httpx.Client) -> None:
    headers = client.get("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"


def test_gradio_s_traps_are_closed(client: httpx.Client) -> None:
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert not config.get("run_history")
    assert config["show_error"] is False
    assert config["footer_links"] == []
    assert all(d["api_visibility"] == "private" for d in config["dependencies"])
    chat = next(c for c in config["components"] if c["type"] == "chatbot")
    assert chat["props"]["buttons"] == []
    assert not chat["props"].get("feedback_options")


def test_the_api_stays_reachable_beside_the_page(client: httpx.Client) -> None:
    assert client.get("/health").status_code == 200
    assert client.post("/v1/redact", json={"text": "mail ann@example.com"}).json()["text"] == "mail [[EMAIL_1]]"
