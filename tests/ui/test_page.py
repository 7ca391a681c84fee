"""The page in Chromium."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from mnemonic import Mnemonic

from assistant.guardrails import Guard
from assistant.library import Library
from assistant.writing import PATIENCE
from tests.model_server import ModelServer, running
from tests.screenshots.test_sealing import white
from tests.ui.browser import holds

# The page is up before any test's time begins.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120, func_only=True), pytest.mark.usefixtures("address")]

PENDING = {"zh-CN": "我的提币一直显示处理中，怎么还没出去？", "en-GB": "My withdrawal has been processing for hours"}


@pytest.fixture(scope="module")
def chinese(open_tab: Any, address: str) -> Any:
    return open_tab(address, "zh-CN", stored=True)


@pytest.fixture(scope="module")
def english(open_tab: Any, address: str) -> Any:
    return open_tab(address, "en-GB", stored=True)


@pytest.mark.parametrize(("visitor", "language", "never"), [("chinese", "zh", "助记词"), ("english", "en", "seed phrases")])
def test_the_first_screen_is_in_the_browsers_language_and_says_what_is_never_asked(
    visitor: str, language: str, never: str, request: pytest.FixtureRequest
) -> None:
    page = request.getfixturevalue(visitor).page
    assert page.evaluate("document.documentElement.lang") == language
    assert never in page.inner_text("#first .never")
    assert page.locator("#problems button").count() == 8
    assert "OKX" in page.inner_text("#brand") or "欧易" in page.inner_text("#brand")


@pytest.mark.parametrize(("visitor", "question"), [("chinese", PENDING["zh-CN"]), ("english", PENDING["en-GB"])])
def test_a_question_is_answered_with_marks_that_open_their_source(visitor: str, question: str, request: pytest.FixtureRequest) -> None:
    visit = request.getfixturevalue(visitor)
    visit.send(question)
    assert "TXID" in visit.reply
    visit.page.locator("#chat a.cite").first.click()
    opened = visit.page.locator("#panel-sources details.part[open] .quote")
    opened.wait_for()
    assert opened.inner_text()[:12] in visit.reply
    visit.page.click("#tab-evidence-button")
    assert visit.page.locator(".checklist li").count() >= 2
    assert visit.page.get_attribute(".meter meter", "max") == str(visit.page.locator(".checklist li").count())


@pytest.mark.parametrize(("visitor", "burnt"), [("chinese", "作废"), ("english", "burnt")])
def test_a_typed_seed_phrase_is_answered_as_burnt_and_is_then_nowhere(
    visitor: str, burnt: str, request: pytest.FixtureRequest, kept: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    visit = request.getfixturevalue(visitor)
    phrase = Mnemonic("english").to_mnemonic(bytes(16))
    visit.send(phrase)
    assert burnt in visit.reply.split("\n")[0]
    assert visit.page.input_value("#box textarea") == ""
    visit.page.click("#tab-sent-button")
    assert visit.page.locator("#panel-sent .hid.secret").count() == 2
    assert burnt in visit.everything()
    assert holds(kept, "127.0.0.1")
    for part in (phrase, phrase[-30:], "abandon about"):
        assert part not in visit.everything()
        assert not holds(kept, part)
        assert not holds(tmp_path_factory.getbasetemp(), part)


def test_what_is_personal_is_a_placeholder_in_the_history_and_nothing_typed_is_read_as_markup(english: Any) -> None:
    english.send("mail ann.lee@example.com **bold** <img src=x onerror=alert(1)> [1] why is my withdrawal pending")
    bubble = english.page.locator("#chat .message.user").last
    assert "ann.lee" not in bubble.inner_text()
    assert "**bold** <img src=x onerror=alert(1)> [1]" in bubble.inner_text()
    assert bubble.locator("img, strong, a").count() == 0


@pytest.mark.parametrize(("text", "said"), [("", "Write what happened first"), ("x" * 17_000, "17000")], ids=["empty", "long"])
def test_what_cannot_be_taken_is_said_in_a_sentence_and_stays_in_the_box(text: str, said: str, english: Any) -> None:
    before = english.replies
    english.page.fill("#box textarea", text)
    english.page.click("#send")
    english.page.locator("#notice [role=alert]", has_text=said).wait_for()
    assert english.page.input_value("#box textarea") == text
    assert english.replies == before
    english.page.fill("#box textarea", "")


def test_a_question_back_is_answered_by_a_button(english: Any) -> None:
    # One word, with no problem before it that it could belong to.
    english.page.click("#new")
    english.page.wait_for_selector("#first", state="visible")
    english.send("withdrawal")
    before = english.replies
    english.page.locator("#chat .option").first.click()
    english.finished(before + 1)
    assert english.page.locator("#chat .option").count() == 0


def test_a_question_can_be_changed_and_asked_again_and_the_file_keeps_what_was_hidden(english: Any) -> None:
    page, asked = english.page, "why is my withdrawal pending, mail ann.lee@example.com"
    english.send(asked)
    before = page.locator("#chat .message.user").count()
    with page.expect_download() as saved:
        page.click("#export")
    text = saved.value.path().read_text(encoding="utf-8")
    assert "[[EMAIL_" in text
    assert "ann.lee" not in text
    page.click("#again")
    page.wait_for_selector("#stop", state="visible")
    page.wait_for_selector("#after", state="visible")
    assert page.locator("#chat .message.user").count() == before
    page.click("#edit")
    page.wait_for_function("n => document.querySelectorAll('#chat .message.user').length === n", arg=before - 1)
    assert page.input_value("#box textarea") == asked


def test_everything_is_reached_by_the_tab_key(english: Any) -> None:
    english.page.evaluate("document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        english.page.keyboard.press("Tab")
        reached.add(english.page.evaluate("(document.activeElement.closest('[id]') || document.body).id"))
    assert {
        "new",
        "temporary-switch",
        "other-language",
        "theme",
        "box",
        "send",
        "tab-sources-button",
        "tab-evidence-button",
        "tab-sent-button",
    } <= reached


SCREENS = ("first", "shot", "sources", "evidence", "sent", "draft", "cases")
LOOKS = [(width, dark) for width in (1280, 360) for dark in (False, True)]


@pytest.mark.parametrize(
    ("locale", "said"),
    [("zh-CN", "我的提币一直显示处理中，邮箱 ann.lee@example.com"), ("en-GB", "withdrawal pending, ann.lee@example.com")],
)
def test_axe_finds_nothing_on_any_screen_wide_or_narrow_light_or_dark(
    locale: str, said: str, open_tab: Any, address: str, axe: str
) -> None:
    visit = open_tab(address, locale)
    # A colour on its way to another is not one that anybody reads.
    visit.page.add_style_tag(content="* { transition: none !important; animation-duration: 0s !important }")
    visit.page.evaluate(axe)
    found = []
    for step in SCREENS:
        if step == "sources":
            visit.add_shot()
            visit.send(said)
        if step == "shot":
            visit.paste(white(500, 700))
        elif step != "first":
            visit.page.click(f"#tab-{step}-button")
        if step == "draft":
            visit.page.click("#write")
            visit.page.wait_for_selector("#draft-pair", state="visible")
        if step == "cases":
            visit.page.click("#case-save")
            visit.page.wait_for_selector("#case-view", state="visible")
        for width, dark in LOOKS:
            visit.page.set_viewport_size({"width": width, "height": 850})
            visit.page.evaluate("dark => document.body.classList.toggle('dark', dark)", dark)
            # In the dark only the colours are others.
            rules = "{runOnly: ['color-contrast'], resultTypes: ['violations']}" if dark else "{resultTypes: ['violations']}"
            violations = visit.page.evaluate(f"axe.run({rules}).then(r => r.violations)")
            found += [(step, width, dark, v["id"], [n["html"][:60] for n in v["nodes"]][:3]) for v in violations]
        visit.page.set_viewport_size({"width": 1280, "height": 850})
    assert not found, "\n".join(map(str, found))


def test_the_language_changes_at_one_click_and_back(english: Any) -> None:
    page = english.page
    page.click("#other-language")
    page.wait_for_function("document.documentElement.lang === 'zh'")
    assert page.inner_text("#send") == "发送"
    assert "来源" in page.inner_text("#tabs")
    page.click("#other-language")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert page.inner_text("#send") == "Send"


def test_a_new_conversation_leaves_nothing_of_the_old_one(english: Any) -> None:
    english.page.fill("#box textarea", "")
    english.page.click("#new")
    english.page.wait_for_selector("#first", state="visible")
    assert english.page.locator("#chat .message").count() == 0
    assert english.page.locator("#tabs details").count() == 0


@pytest.mark.parametrize(("locale", "scheme"), [("zh-CN", "dark"), ("en-GB", "light")])
def test_a_phone_of_360_pixels_shows_all_without_scrolling_sideways(locale: str, scheme: str, open_tab: Any, address: str) -> None:
    visit = open_tab(address, locale, 360, scheme)
    wider = "document.documentElement.scrollWidth - innerWidth"
    assert visit.page.evaluate(wider) <= 0
    visit.page.locator("#problems button").first.click()
    visit.finished(1)
    assert visit.page.evaluate(wider) <= 0
    chat, panels = visit.page.locator("#chat").bounding_box(), visit.page.locator("#tabs").bounding_box()
    assert panels["y"] >= chat["y"] + chat["height"]
    for name in ("evidence", "sent", "sources", "draft", "cases"):
        visit.page.click(f"#tab-{name}-button")
        assert visit.page.evaluate(wider) <= 0


def test_the_page_asks_no_other_host_and_has_no_script_error(chinese: Any, english: Any, address: str) -> None:
    host = address.removeprefix("http://")
    for visit in (chinese, english):
        assert visit.hosts == {host}
        assert visit.errors == []


class Talkative(ModelServer):
    """Speaks slowly and for long; ``left`` is set when nobody listens any more."""

    def __init__(self) -> None:
        super().__init__()
        self.spoke, self.left = threading.Event(), threading.Event()

    async def _stream(self) -> AsyncIterator[str]:  # type: ignore[override]
        self.spoke.set()
        try:
            for _ in range(200):
                await asyncio.sleep(0.1)
                yield ": still thinking\n\n"
        finally:
            self.left.set()


def test_stop_and_a_closed_tab_end_the_model_and_leave_no_place_taken(
    open_tab: Any, library: Library, guard: Guard, tmp_path: Path
) -> None:
    from assistant.api.app import create_app
    from assistant.models.chat_model import build_chat_backend
    from assistant.ui.page import mount_page
    from assistant.ui.room import Room
    from tests.api.served import product

    model, room = Talkative(), Room(at_once=1, waiting=0)

    def ask(visit: Any) -> None:
        model.spoke.clear()
        model.left.clear()
        visit.page.fill("#box textarea", PENDING["en-GB"])
        visit.page.press("#box textarea", "Enter")

    def freed() -> bool:
        deadline = time.monotonic() + 5
        while room.inside and time.monotonic() < deadline:
            time.sleep(0.05)
        return room.inside == 0

    with running(model.app) as url:
        assistant = product(library, guard, build_chat_backend("local", url, "", tmp_path))
        with running(mount_page(create_app(assistant), assistant, room=room)) as page_url:
            visit, other = open_tab(page_url, "en-GB"), open_tab(page_url, "en-GB")
            ask(visit)
            assert model.spoke.wait(15)
            visit.page.locator("#panel-sources details").first.wait_for()
            other.page.fill("#box textarea", PENDING["en-GB"])
            other.page.click("#send")
            other.page.locator("#notice [role=alert]", has_text="Send again").wait_for()
            assert other.page.input_value("#box textarea") == PENDING["en-GB"]
            visit.page.click("#stop")
            visit.finished(1)
            assert "Stopped." in visit.reply
            visit.page.click("#tab-sent-button")
            assert "may read" in visit.page.inner_text("#panel-sent .lead") or "may have gone" in visit.page.inner_text("#panel-sent .lead")
            assert model.left.wait(5)
            assert freed()
            # What was asked first was asked, though its answer was stopped.
            visit.page.click("#write")
            visit.page.wait_for_selector("#draft-pair", state="visible")
            assert "withdrawal" in visit.page.locator("#draft-en textarea").last.input_value().lower()
            ask(other)
            assert model.spoke.wait(15)
            other.page.close()
            # Sooner than the page would give up on the model by itself.
            assert model.left.wait(PATIENCE / 2)
            assert freed()
