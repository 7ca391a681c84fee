"""Screenshots on the page: looked at blacked out, added to a message, and nowhere to be found afterwards."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.pipeline import Assistant
from assistant.screenshots.reader import WrittenReader
from assistant.screenwork import HELD_SECONDS, Screenwork
from assistant.ui.screenshots import PATH, add_picture_route
from evals.screenshots.pictures import draw
from tests.api.test_screenshot import BACKUP
from tests.screenshots.test_sealing import line, white
from tests.ui.browser import Visit, holds
from tests.ui.conftest import Serve

SMALL = {"language": "en", "width": 620, "height": 520, "size": 19}


def upload(assistant: Assistant, work: Screenwork) -> httpx.AsyncClient:
    from assistant.api.app import create_app

    app = create_app(assistant, screenwork=work)
    add_picture_route(app, work)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost")


async def test_a_picture_is_taken_for_a_token_that_is_its_owners_alone(assistant: Assistant) -> None:
    work = Screenwork(assistant, WrittenReader(BACKUP))
    async with upload(assistant, work) as to:
        reply = await to.post(PATH, files={"file": ("a.png", white(), "image/png")})
        token = reply.json()["token"]
        assert work.held(token).screenshot.sealed.secrets
        for wrong in ((token, "another"), ("x", "local")):
            with pytest.raises(Exception, match="no longer there"):
                work.held(*wrong)
        work.forget(token, "another")
        conversation, picture = work.adopt(token, "")
        assert picture in assistant.conversations.open(conversation).pictures
        with pytest.raises(Exception, match="no longer there"):
            work.adopt(token, conversation)


async def test_what_cannot_be_read_is_named(assistant: Assistant) -> None:
    async with upload(assistant, Screenwork(assistant, WrittenReader(()))) as to:
        assert (await to.post(PATH, files={"file": ("a.png", b"no", "image/png")})).json() == {"wrong": "no_picture"}
        assert (await to.post(PATH, files={"file": ("a.png", bytes(10_100_000), "image/png")})).json() == {"wrong": "too_large"}
        assert (await to.post(PATH, data={"file": "text"})).json() == {"wrong": "no_picture"}
        assert (
            await to.post(PATH, files={"file": ("a.png", white(), "image/png")}, headers={"Origin": "http://evil.example"})
        ).status_code == 403


async def test_a_picture_nobody_decides_on_is_let_go(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    work = Screenwork(assistant, WrittenReader(()))
    token = await work.hold(white())
    work.held(token)
    monkeypatch.setattr("assistant.screenwork.time.monotonic", lambda: HELD_SECONDS + 10**9)
    with pytest.raises(Exception, match="no longer there"):
        work.held(token)


async def test_placeholders_of_a_held_picture_become_those_of_its_conversation(assistant: Assistant) -> None:
    first = await assistant.chat("my mail is ann@example.com and my withdrawal is stuck")
    work = Screenwork(assistant, WrittenReader([line(20, 20, "bob@example.com"), line(20, 80, "ann@example.com")]))
    conversation, picture = work.adopt(await work.hold(white()), first.conversation_id)
    assert conversation == first.conversation_id
    assert assistant.conversations.open(conversation).pictures[picture].text == "[[EMAIL_2]]\n[[EMAIL_1]]"


async def test_a_waiting_picture_is_taken_out_by_its_owner_alone(assistant: Assistant) -> None:
    work = Screenwork(assistant, WrittenReader([line(20, 20, "500 USDT")]))
    conversation, picture = work.adopt(await work.hold(white(), "ann"), "", "ann")
    work.leave_out([picture], conversation, "bob")
    assert picture in assistant.conversations.open(conversation, "ann").pictures
    work.leave_out([picture, "unknown"], conversation, "ann")
    assert not assistant.conversations.open(conversation, "ann").pictures


@pytest.mark.slow
@pytest.mark.browser
def test_a_screenshot_is_looked_at_added_and_leaves_no_trace_of_its_secrets(
    open_tab: Any, serve: Serve, kept: Path, tmp_path: Path
) -> None:
    page_file, backup_file = tmp_path / "page.png", tmp_path / "backup.png"
    page, backup = (draw({"id": "ui", "layout": layout, **SMALL}) for layout in ("withdrawal", "grid"))
    page_file.write_bytes(page.data)
    backup_file.write_bytes(backup.data)

    def add(tab: Any, file: Path) -> None:
        with tab.page.expect_file_chooser() as chooser:
            tab.page.click("#shot-add")
        chooser.value.set_files(file)
        tab.page.wait_for_selector("#shot-use", state="visible", timeout=60_000)

    with serve(reads=True) as address:
        tab = open_tab(address)
        add(tab, page_file)
        assert "Withdrawal details" in tab.page.inner_text("#shot-card")
        tab.page.click("#shot-use")
        tab.page.wait_for_selector("#shot-kept p")
        tab.send("I withdrew 77 USDT over TRC20 and it has not arrived")
        assert tab.page.locator("#shot-kept p").count() == 0
        tab.page.click("#write")
        tab.page.wait_for_selector("#drafts", state="visible")
        txid = next(m.value for m in page.marks if m.name == "txid")
        tab.page.wait_for_function("t => [...document.querySelectorAll('#draft-en textarea')].some(f => f.value.includes(t))", arg=txid)
        assert "77 USDT" in tab.page.inner_text("#draft-notes .warnings")
        add(tab, backup_file)
        tab.page.click("#shot-use")
        tab.page.wait_for_selector("#shot-kept p")
        before = tab.replies
        tab.page.press("#box textarea", "Enter")
        tab.finished(before + 1)
        assert "burnt" in tab.reply
        add(tab, backup_file)
        tab.page.click("#shot-drop")
        tab.page.wait_for_selector("#shot-use", state="hidden")
        words = [w for w in backup.marks[0].value.split() if len(w) > 5]
        everything = tab.everything()
        assert sum(w in everything for w in words) <= 1
        assert not tab.errors
    assert not any(holds(kept, f"{a} {b}") for a, b in pairwise(backup.marks[0].value.split()))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(("locale", "title"), [("zh-CN", "你的截图"), ("en-GB", "From your screenshot")])
def test_a_screenshot_is_pasted_or_dropped_and_stays_with_its_question(
    locale: str, title: str, open_tab: Any, address: str, tmp_path: Path
) -> None:
    visit: Visit = open_tab(address, locale, 360 if locale == "zh-CN" else 1280)
    page, file = visit.page, tmp_path / "shot.png"
    file.write_bytes(white(500, 700))
    visit.drop(file)
    page.click("#shot-drop")
    page.wait_for_selector("#shot-use", state="hidden")
    visit.paste(white(500, 700))
    assert title in page.inner_text("#shot-card")
    assert "ann.lee" not in visit.everything()
    visit.add_shot()
    page.click("#shot-kept .shot-out")
    page.locator("#shot-kept p").wait_for(state="detached")
    visit.paste(white(500, 700))
    visit.add_shot()
    visit.send("why is it not there")

    def along() -> int:
        page.click("#tab-sent-button")
        return int(page.locator("#panel-sent .sealed", has_text="613 USDT").count())

    assert along() == 1
    page.click("#again")
    page.wait_for_selector("#stop", state="visible")
    visit.finished(1)
    assert along() == 1
    page.click("#edit")
    page.locator("#shot-kept p", has_text="1").wait_for()
    assert page.input_value("#box textarea") == "why is it not there"
    before = visit.replies
    page.press("#box textarea", "Enter")
    visit.finished(before + 1)
    assert along() == 1
    assert page.locator("#shot-kept p").count() == 0
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    assert "613 USDT" in page.locator("#draft-en textarea").last.input_value()
    assert visit.errors == []
