"""Two keys on one page: each its own conversations and cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.guardrails import Guard
from assistant.keys import KeyRing
from assistant.library import Library
from tests.model_server import running

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120, func_only=True)]


@pytest.fixture
def guarded(library: Library, guard: Guard, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The page's address and two keys to it."""
    from assistant.api.app import create_app
    from assistant.api.policy import Policy
    from assistant.cases import open_case_log
    from assistant.cases.database import sqlite_url
    from assistant.casework import Casework
    from assistant.ui.page import mount_page
    from tests.api.served import product

    ring, assistant = KeyRing(tmp_path / "keys.json"), product(library, guard)
    casework = Casework(assistant, open_case_log(sqlite_url(tmp_path / "cases.db")))
    keys = [ring.new(name)[1] for name in ("ann", "bob")]
    with running(mount_page(create_app(assistant, Policy(keys=ring), casework), assistant, casework)) as url:
        yield url, keys[0], keys[1]


def test_the_page_asks_for_a_key_and_shows_nobody_another_key_s_cases(guarded: tuple[str, str, str], open_tab: Any) -> None:
    address, ann, bob = guarded
    refused = httpx.get(address)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic")
    assert httpx.get(address, auth=("any", "copilot_x_y")).status_code == 401

    mine = open_tab(address, "en-GB", key=ann)
    mine.send("My withdrawal of 731 USDT has been processing for hours, UID 12345678901234567")
    mine.page.click("#tab-cases-button")
    mine.page.click("#case-save")
    mine.page.locator("#case-list label", has_text="731 USDT").wait_for()

    theirs = open_tab(address, "en-GB", key=bob)
    theirs.page.click("#tab-cases-button")
    theirs.page.locator("#tab-cases p.quiet").first.wait_for()
    assert theirs.page.locator("#case-list label:visible").count() == 0
    theirs.send("My withdrawal of 731 USDT has been processing for hours, UID 12345678901234567")
    theirs.page.click("#case-save")
    theirs.page.locator("#case-notice", has_text="Saved as a case").wait_for()
    theirs.page.locator("#case-list label").first.wait_for()
    assert theirs.page.locator("#case-list label:visible").count() == 1
