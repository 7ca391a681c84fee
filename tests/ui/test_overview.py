"""The operator's overview: counts and sealed questions, for those who may see them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.api.app import create_app
from assistant.api.policy import Policy
from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.counting import Counting
from assistant.errors import SettingsError
from assistant.keys import KeyRing
from assistant.pipeline import Assistant
from assistant.serving import overview_for
from assistant.ui.overview import add_overview
from assistant.ui.page import mount_page
from tests.model_server import running


@contextmanager
def page(assistant: Assistant, folder: Path, value: str = "on", policy: Policy | None = None) -> Iterator[httpx.Client]:
    policy, casework = policy or Policy(), Casework(assistant, open_case_log(sqlite_url(folder / "cases.db")))
    sealed = assistant.redact("how do I repair the <b>dishwasher</b> of ann@example.com in the kitchen").text
    casework.log.gaps.record(sealed, "en", ["withdrawal-pending"])
    app = create_app(assistant, policy, casework)
    if value != "off":
        add_overview(app, assistant, casework, Counting(casework.log), overview_for(value, policy))
    with running(mount_page(app, assistant, casework)) as url, httpx.Client(base_url=url, timeout=20) as client:
        yield client


@pytest.mark.parametrize(("language", "heading"), [("zh", "没答上的问题"), ("en", "Questions without an answer")])
def test_it_shows_topics_gaps_and_times_and_nothing_that_was_hidden(
    language: str, heading: str, assistant: Assistant, tmp_path: Path
) -> None:
    with page(assistant, tmp_path) as client:
        client.post("/v1/chat", json={"message": "my withdrawal is pending"})
        reply = client.get(f"/overview?lang={language}")
    assert heading in reply.text
    assert "&lt;b&gt;dishwasher" in reply.text
    assert "ann@example.com" not in reply.text
    assert "script" not in reply.text
    assert f'lang="{language}"' in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["cache-control"] == "no-store"


def test_it_is_off_unless_set(assistant: Assistant, tmp_path: Path) -> None:
    with page(assistant, tmp_path, "off") as client:
        assert client.get("/overview").status_code == 404


def test_where_there_are_keys_one_is_needed_and_a_named_one_keeps_the_others_out(assistant: Assistant, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    mine, theirs = (ring.new(name)[1] for name in ("operator", "ann"))
    with page(assistant, tmp_path, "operator", Policy(keys=ring)) as client:
        statuses = [client.get("/overview", auth=("any", key)).status_code for key in (mine, theirs)]
        assert [client.get("/overview").status_code, *statuses] == [401, 200, 404]


def test_a_key_that_is_not_there_is_an_error_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_OVERVIEW='bob'"):
        overview_for("bob", Policy(keys=KeyRing(tmp_path / "keys.json")))
