"""What the reader's own settings, hands and browser ask of the page."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.languages import load_pack

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120, func_only=True)]

_MOVES = """() => [...document.querySelectorAll('button, input, textarea, a, summary, [role=tab]')]
    .filter((e) => { const s = getComputedStyle(e); return Math.max(...s.transitionDuration.split(',').map(parseFloat)) > 0; }).length"""
# What is pressed, but for the marks within a sentence (WCAG 2.5.8 leaves those out) and boxes whose label is pressed.
_SMALL = """() => [...document.querySelectorAll('button, summary, textarea, input:not([type=checkbox], [type=radio]), [role=tab], label:has(input)')]
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width && box.height && getComputedStyle(e).visibility !== 'hidden' && (box.width < 43.5 || box.height < 43.5))
    .map(([e, box]) => `${e.id || e.closest('[id]').id} ${e.textContent.slice(0, 20)} ${box.width}x${box.height}`)"""
_NO_CLIPBOARD = """Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('denied'))}});
document.execCommand = () => false;"""
_WORDS = """() => [...document.querySelectorAll('button, label, summary, h1, h2, th, dt, legend')]
    .filter((e) => e.getClientRects().length && e.closest('[lang]').lang === 'zh' && !e.closest('#chat, .sealed')).map((e) => e.innerText.trim())"""


def test_nothing_moves_and_lines_are_stronger_for_whoever_set_that(open_tab: Any, address: str) -> None:
    page = open_tab(address, "en-GB").page
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(_MOVES) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(_MOVES) == 0
    quiet = "() => getComputedStyle(document.querySelector('#brand p')).color"
    before = page.evaluate(quiet)
    page.emulate_media(reduced_motion="reduce", contrast="more")
    assert page.evaluate(quiet) != before


@pytest.mark.parametrize(
    ("locale", "asked"), [("zh-CN", "我的提币一直显示处理中，怎么还没出去？"), ("en-GB", "My withdrawal is still processing")]
)
def test_under_a_thumb_everything_is_44_pixels_and_what_a_click_opens_is_in_sight(
    locale: str, asked: str, open_tab: Any, address: str
) -> None:
    visit = open_tab(address, locale, 360)
    page, small = visit.page, []

    def look() -> None:
        small.extend(page.evaluate(_SMALL))

    look()
    visit.send(asked)
    for tab in ("sources", "evidence", "sent"):
        page.click(f"#tab-{tab}-button")
        look()
    page.evaluate("scrollTo(0, 0)")
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    page.wait_for_function("() => Math.abs(document.querySelector('#tabs').getBoundingClientRect().top) < 20")
    look()
    page.click(f"#draft-copy-{locale[:2]}")
    page.wait_for_selector("#draft-keep", state="visible")
    assert page.evaluate(
        "() => { const b = document.querySelector('#draft-keep').getBoundingClientRect(); return b.bottom <= innerHeight; }"
    )
    page.click("#draft-keep")
    page.wait_for_selector("#case-view", state="visible")
    page.wait_for_function(
        "() => { const b = document.querySelector('#case-next').getBoundingClientRect(); return b.top > -20 && b.top < innerHeight - 40; }"
    )
    look()
    page.click("#case-delete")
    page.wait_for_function("() => document.querySelector('#case-delete-yes')?.getBoundingClientRect().bottom <= innerHeight + 20")
    look()
    page.click("#case-delete-yes")
    page.locator("#case-notice .said").wait_for()
    assert small == []


def test_where_the_browser_copies_nothing_the_text_is_shown_selected(open_tab: Any, address: str) -> None:
    visit = open_tab(address, "en-GB", 360, script=_NO_CLIPBOARD)
    page = visit.page
    visit.send("My withdrawal of 500 USDT is still processing")
    page.click("#write")
    page.wait_for_selector("#draft-pair", state="visible")
    page.click("#draft-copy-en")
    page.wait_for_selector("#by-hand[open]")
    shown = page.input_value("#by-hand textarea")
    title, body = page.locator("#draft-en textarea").all()
    assert shown.strip() == f"{title.input_value()}\n\n{body.input_value()}".strip()
    assert page.evaluate(
        "() => { const f = document.querySelector('#by-hand textarea'); return f.selectionEnd - f.selectionStart; }"
    ) == len(shown)
    page.click("#by-hand button")
    page.wait_for_selector("#by-hand", state="hidden")
    assert page.input_value("#by-hand textarea") == ""


def test_beside_open_panels_the_box_shows_its_whole_hint_and_the_page_does_not_scroll(open_tab: Any, address: str) -> None:
    visit = open_tab(address, "en-GB")
    page = visit.page
    visit.send("My withdrawal is still processing")
    page.click("#tab-cases-button")
    page.wait_for_function("() => document.querySelector('#ask .shot-add').getBoundingClientRect().width < 60")
    assert page.get_by_role("button", name=load_pack("en").text("screenshot.add")).count() == 1
    page.wait_for_function("() => { const f = document.querySelector('#box textarea'); return f.scrollHeight <= f.clientHeight + 2; }")
    assert page.evaluate("() => document.documentElement.scrollHeight - innerHeight") <= 2


def test_no_word_of_the_page_stays_behind_when_the_language_changes(open_tab: Any, address: str) -> None:
    visit = open_tab(address, "en-GB")
    page, said = visit.page, []
    visit.send("My withdrawal is still processing")
    page.click("#helped-not")
    page.wait_for_selector("#tell", state="visible")
    page.click("#other-language")
    page.wait_for_function("document.documentElement.lang === 'zh'")
    for tab in ("sources", "evidence", "sent", "draft", "cases"):
        page.click(f"#tab-{tab}-button")
        said += page.evaluate(_WORDS)
    left = [
        text
        for text in said
        if text and text.isascii() and text.strip("○✓.0123456789 ") and text != load_pack("zh").text("page.other_language")
    ]
    assert left == []
