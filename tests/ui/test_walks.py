"""Ways through the page: evidence one thing at a time, the next day, a conversation that leaves nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.ui.browser import holds
from tests.ui.conftest import Clock

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120, func_only=True)]

STUCK = {"zh-CN": "我的提币一直显示处理中，怎么还没出去？", "en-GB": "My withdrawal has been processing for hours"}
TICKET = {"zh-CN": "7710001", "en-GB": "7710002"}


@pytest.mark.parametrize(("locale", "width"), [("zh-CN", 360), ("en-GB", 1280)])
def test_evidence_is_asked_one_thing_at_a_time_until_the_meter_is_full(locale: str, width: int, open_tab: Any, address: str) -> None:
    visit = open_tab(address, locale, width)
    page = visit.page
    visit.send(STUCK[locale])
    page.click("#tab-evidence-button")
    values = {
        "withdrawal_id": "98765432",
        "uid": "123456789012345678",
        "time_with_timezone": "2026-11-20 22:00 UTC+8",
        "txid": "TXID: 0x" + "ab12" * 16,
        "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",  # of EIP-55's own examples
        "network": "ERC20",
    }
    whole = int(page.get_attribute("#panel-evidence meter", "max"))
    skipped = ""
    for _ in range(whole + 1):
        if not page.locator("#panel-evidence .next").count():
            break
        item = page.get_attribute("#panel-evidence .next", "data-item")
        assert page.locator("#panel-evidence .next dd").count() == 2
        if not skipped and item == "uid":
            skipped = item
            page.click("#give-later")
            page.wait_for_function("i => document.querySelector('#panel-evidence .next')?.dataset.item !== i", arg=item)
            continue
        before = visit.replies
        if item in values:
            page.fill("#give textarea", values[item])
            page.click("#give-add")
        else:
            page.click("#give-ready")
        visit.finished(before + 1)
    assert int(page.get_attribute("#panel-evidence meter", "value")) == whole - bool(skipped)
    assert page.locator("#give-row button:visible").count() == 0
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    body = page.locator(f"#draft-{locale[:2]} textarea").last.input_value()
    assert "98765432" in body


def test_the_letter_can_be_about_the_other_problem(open_tab: Any, address: str) -> None:
    visit = open_tab(address, "en-GB", 1280)
    page = visit.page
    visit.send("My withdrawal of 300 USDT over TRC20 has been processing since last night, withdrawal id 98765432")
    visit.send("Another problem: I lost my phone with the authenticator, how do I reset 2FA")
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    page.wait_for_selector("#draft-other", state="visible")
    title = page.locator("#draft-en textarea").first
    first = title.input_value()
    page.click("#draft-other")
    page.wait_for_function("old => document.querySelector('#draft-en textarea').value !== old", arg=first)
    assert title.input_value() != first
    page.click("#draft-make")
    page.wait_for_function("old => document.querySelector('#draft-en textarea').value === old", arg=first)


@pytest.mark.parametrize("locale", STUCK)
def test_the_next_day_the_page_reminds_and_the_same_ticket_is_followed_up(locale: str, open_tab: Any, address: str, clock: Clock) -> None:
    visit = open_tab(address, locale)
    page, ticket = visit.page, TICKET[locale]
    visit.send(STUCK[locale])
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    page.click(f"#draft-copy-{locale[:2]}")
    page.click("#draft-keep")
    page.fill("#case-ticket :is(input, textarea)", ticket)
    page.click("#case-sent")
    page.locator("#case-story .sent", has_text=f"#{ticket}").wait_for()
    page.click("#case-remind input")
    page.locator("#case-remind [role=option]").nth(2).click()
    page.locator("#case-panel time").wait_for()
    clock.ahead += timedelta(hours=25)
    again = open_tab(address, locale)
    page = again.page
    page.click("#due-show")
    page.locator("#case-due li", has_text=f"#{ticket}").first.wait_for()
    # On a slow machine the list that "show" brings may come after the list that was searched for: as a person would, type it again.
    for _ in range(3):
        page.fill("#case-search :is(input, textarea)", "")
        page.fill("#case-search :is(input, textarea)", ticket)
        with suppress(PlaywrightTimeout):
            page.wait_for_function("() => document.querySelectorAll('#case-list label').length === 1", timeout=8000)
            break
    page.locator("#case-list label").click()
    page.click("#case-follow")
    page.wait_for_selector("#letter-body textarea")
    assert f"#{ticket}" in page.input_value("#letter-title :is(input, textarea)")
    assert page.locator("#case-panel .plot .support").count() == 2
    page.click("#case-letter-sent")
    page.wait_for_function("() => document.querySelectorAll('#case-story .sent').length === 2")
    assert not page.locator("#case-due li", has_text=f"#{ticket}").count()


def test_of_a_temporary_conversation_nothing_is_kept(open_tab: Any, address: str, kept: Path) -> None:
    visit = open_tab(address, "en-GB")
    page = visit.page
    page.click("#temporary-switch")
    page.wait_for_selector("#temporary-note p")
    visit.send("how do I repair the zeppelin in my kitchen")
    visit.send("My withdrawal of 619 USDT is pending")
    assert not page.locator("#helped:visible, #helped-not:visible").count()
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    page.click("#draft-copy-en")
    page.wait_for_selector("#draft-said p")
    page.click("#tab-cases-button")
    assert not page.locator("#case-save:visible, #draft-keep:visible").count()
    assert not holds(kept, "zeppelin")
    assert not holds(kept, "619 USDT")
    page.reload()
    page.wait_for_selector("body.worded #box textarea")
    assert not page.locator("#temporary-note p").count()


@pytest.mark.parametrize(("locale", "word"), [("zh-CN", "忘掉了"), ("en-GB", "is forgotten")])
def test_a_page_that_is_loaded_anew_says_that_its_conversation_is_forgotten(locale: str, word: str, open_tab: Any, address: str) -> None:
    visit = open_tab(address, locale)
    page, gone = visit.page, visit.page.locator("#first .gone")
    assert not gone.is_visible()
    visit.send(STUCK[locale])
    page.reload()
    page.wait_for_selector("body.worded #box textarea")
    gone.wait_for(state="visible")
    assert word in gone.inner_text()
    visit.send(STUCK[locale])
    assert word not in visit.reply
    page.click("#new")
    page.wait_for_selector("#first .tagline")
    assert not gone.is_visible()
    page.reload()
    page.wait_for_selector("body.worded #box textarea")
    assert not gone.is_visible()
