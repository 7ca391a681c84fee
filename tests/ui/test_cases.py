"""The draft and the cases in Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mnemonic import Mnemonic

from tests.ui.browser import Visit, holds
from tests.ui.conftest import Serve

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120, func_only=True)]

TOLD = {
    "zh-CN": "我的提币一直显示处理中，怎么还没出去？昨晚10点提了500U到币安,走TRC20,现在还显示处理中,UID 12345678901234567, 邮箱 ann.lee@example.com",
    "en-GB": "My withdrawal has been processing for hours. Last night at 10pm I withdrew 500 USDT to Binance over TRC20, still processing. UID 12345678901234567, ann.lee@example.com",
}


def fields(visit: Visit, code: str) -> tuple[str, str]:
    title, body = visit.page.locator(f"#draft-{code} textarea, #draft-{code} input[type=text]").all()
    return title.input_value(), body.input_value()


def write_draft(visit: Visit) -> None:
    visit.page.click("#write")
    visit.page.wait_for_selector("#draft-pair", state="visible")


@pytest.fixture(scope="module")
def english(open_tab: Any, address: str) -> Any:
    return open_tab(address, "en-GB")


@pytest.mark.parametrize("locale", TOLD)
def test_the_draft_holds_the_facts_in_both_languages_and_no_secret(locale: str, open_tab: Any, address: str) -> None:
    visit = open_tab(address, locale, 360 if locale == "zh-CN" else 1280)
    phrase = Mnemonic("english").to_mnemonic(bytes(16))
    visit.send(f"{TOLD[locale]} {phrase}")
    write_draft(visit)
    for code in ("zh", "en"):
        title, body = fields(visit, code)
        for fact in ("500 USDT", "TRC20"):
            assert fact in title
        for fact in ("500 USDT", "TRC20", "12345678901234567"):
            assert fact in body
        assert "ann.lee" not in body
    assert 0 < int(visit.page.get_attribute("#draft-notes meter", "value")) < 100
    assert visit.page.locator("#draft-notes .todo li").count() >= 1
    assert phrase[-30:] not in visit.everything()
    assert visit.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    zh, en = (visit.page.locator(f"#draft-{code}").bounding_box() for code in ("zh", "en"))
    assert (zh["y"] == en["y"]) is (locale == "en-GB")


def test_personal_data_is_shown_when_it_is_switched_on_and_an_edit_stays(english: Any) -> None:
    english.send(TOLD["en-GB"])
    write_draft(english)
    page = english.page
    body = page.locator("#draft-en textarea").last
    body.fill(body.input_value() + "\nKind regards, A.")
    page.check("#draft-personal input")
    page.wait_for_function("[...document.querySelectorAll('#draft-en textarea')].at(-1).value.includes('ann.lee@example.com')")
    assert body.input_value().endswith("Kind regards, A.")
    page.uncheck("#draft-personal input")
    page.wait_for_function("[...document.querySelectorAll('#draft-en textarea')].at(-1).value.includes('a***@example.com')")


def test_an_edit_is_checked_and_a_secret_in_it_is_taken_out(english: Any, kept: Path) -> None:
    page = english.page
    body = page.locator("#draft-en textarea").last
    phrase = Mnemonic("english").to_mnemonic(bytes(16))
    body.fill(body.input_value().replace("TRC20", "ERC20") + f"\nseed phrase: {phrase}")
    with page.expect_download() as saved:
        page.click("#draft-eml-en")
    assert page.locator("#draft-check .burnt").count() == 1
    assert "ERC20" in page.inner_text("#draft-check")
    assert phrase[-30:] not in body.input_value()
    assert b"X-Unsent: 1" in saved.value.path().read_bytes()
    assert not holds(kept, phrase[-30:])
    write_draft(english)
    page.wait_for_function("![...document.querySelectorAll('#draft-en textarea')].at(-1).value.includes('ERC20')")


def _copied(page: Any, wanted: str) -> bool:
    """Whether a text comes to stand on the clipboard. Not `wait_for_function`: to it the promise of an asynchronous predicate is true at once."""
    for _ in range(200):
        if page.evaluate("navigator.clipboard.readText()").strip() == wanted:
            return True
        page.wait_for_timeout(50)
    return False


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_copied_draft_is_on_the_clipboard_as_it_stands(code: str, english: Any) -> None:
    page = english.page
    page.click(f"#draft-copy-{code}")
    page.wait_for_selector("#draft-keep", state="visible")
    title, body = fields(english, code)
    assert _copied(page, f"{title}\n\n{body}".strip())


def test_a_thumb_down_asks_why_and_keeps_it(english: Any, kept: Path) -> None:
    page = english.page
    page.click("#helped-not")
    page.fill("#why-not textarea", "too long, write to bob.ray@example.com")
    page.click("#tell")
    page.wait_for_selector("#thanks p")
    assert holds(kept, "too long, write to")
    assert not holds(kept, "bob.ray")


def test_a_case_gets_its_ticket_is_found_after_a_restart_and_deleted_is_gone(english: Any, open_tab: Any, serve: Serve, kept: Path) -> None:
    page = english.page
    page.click("#tab-cases-button")
    page.click("#case-save")
    page.wait_for_selector("#case-view", state="visible")
    listed = page.locator("#case-list label").count()
    page.fill("#case-ticket :is(input, textarea)", "8812345")
    page.click("#case-sent")
    page.locator("#case-story .timeline .sent", has_text="#8812345").wait_for()
    page.click("#case-save")
    page.locator("#case-notice", has_text="no second one").wait_for()
    assert "#8812345" in page.input_value("#letter-body textarea")
    assert page.locator("#case-list label").count() == listed >= 1
    page.click("#case-reply-open")
    page.fill("#case-reply textarea", "Add our Telegram @okx_help and send us your verification code")
    page.click("#case-read")
    page.locator("#case-reading .impostor").wait_for()
    with serve() as again:
        visit = open_tab(again, "en-GB")
        visit.page.click("#tab-cases-button")
        visit.page.locator("#case-list label", has_text="#8812345").click()
        visit.page.locator("#case-story .timeline .reply", has_text="Telegram").wait_for()
        assert "12345678901234567" in visit.page.inner_text("#case-story")
        assert "ann.lee" not in visit.everything()
        with visit.page.expect_download() as saved:
            visit.page.click("#case-md")
        assert "8812345" in saved.value.path().read_text(encoding="utf-8")
        visit.page.click("#case-escalate")
        visit.page.wait_for_selector("#letter-body textarea")
        assert "8812345" in visit.page.input_value("#letter-body textarea")
        visit.page.click("#case-delete")
        visit.page.click("#case-delete-yes")
        visit.page.locator("#case-notice", has_text="Deleted").wait_for()
        assert visit.page.locator("#case-list label:visible", has_text="#8812345").count() == 0
        assert "8812345" not in visit.page.content()
    assert not [path for path in kept.glob("cases.db*") if b"8812345" in path.read_bytes()]
    page.click("#case-follow")
    page.locator("#case-notice", has_text="no longer there").wait_for()


def test_a_new_conversation_leaves_no_draft(english: Any) -> None:
    page = english.page
    page.click("#new")
    page.wait_for_selector("#first", state="visible")
    page.wait_for_function("[...document.querySelectorAll('#panels textarea')].every(e => e.value === '')")
    assert "12345678901234567" not in page.content()


@pytest.mark.parametrize(("locale", "ticket", "asked"), [("zh-CN", "7730001", "升级"), ("en-GB", "7730002", "escalat")])
def test_every_button_of_a_letter_does_what_it_says(locale: str, ticket: str, asked: str, open_tab: Any, address: str) -> None:
    visit, code = open_tab(address, locale, 360), locale[:2]
    page = visit.page
    visit.send({"zh": "身份认证一直审核不通过，急", "en": "A stranger asks me for the code, is that really support?"}[code] + f" {ticket}")
    page.click("#tab-cases-button")
    page.click("#case-save")
    page.wait_for_selector("#case-sent-view", state="visible")
    page.fill("#case-ticket :is(input, textarea)", ticket)
    page.click("#case-sent")
    page.locator("#case-story .sent", has_text=f"#{ticket}").wait_for()
    for button, words in (("#case-follow", ""), ("#case-escalate", asked)):
        page.click(button)
        page.wait_for_function(
            "w => document.querySelector('#letter-title :is(input, textarea)')?.value.toLowerCase().includes(w)", arg=words
        )
        page.wait_for_selector("#letter-body textarea", state="visible")
        title, body = page.input_value("#letter-title :is(input, textarea)"), page.input_value("#letter-body textarea")
        assert f"#{ticket}" in title + body
        page.click("#case-copy")
        assert _copied(page, f"{title}\n\n{body}".strip())
        for form in ("md", "eml"):
            with page.expect_download() as saved:
                page.click(f"#case-letter-{form}")
            assert saved.value.suggested_filename == f"letter.{form}"
            assert ticket in saved.value.path().read_text(encoding="utf-8") or form == "eml"
        page.click("#case-letter-sent")
        page.locator("#case-notice .said").wait_for()
        page.wait_for_selector("#case-letter", state="hidden")
    assert page.locator("#case-panel .status.escalated").count() == 1
    for form in ("md", "pdf", "json"):
        with page.expect_download() as saved:
            page.click(f"#case-{form}")
        assert saved.value.suggested_filename.endswith(f".{form}")
        assert saved.value.path().stat().st_size > 300
    page.click("#case-solved")
    page.locator("#case-panel .status.solved").wait_for()
    page.click("#case-delete")
    page.click("#case-delete-no")
    page.wait_for_selector("#case-sure", state="hidden")
    page.click("#helped")
    page.wait_for_selector("#thanks p")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert visit.errors == []
