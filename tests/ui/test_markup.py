"""What stands in the page is escaped, and says what was hidden."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.guardrails import Guard, Vault
from assistant.languages import load_pack, load_packs
from assistant.types import FindingClass
from assistant.ui.browser import browser_language
from assistant.ui.markup import bubble, kind_name, markdown_html, reply_markdown

EN = load_pack("en")


def test_a_hidden_value_becomes_a_chip_with_its_name_and_class() -> None:
    sealed = Guard().seal("mail ann@example.com", Vault())
    assert bubble(sealed.text, sealed.findings, EN) == 'mail <span class="hid personal">e-mail&nbsp;1</span>'


def test_a_mark_becomes_a_link_to_its_source_and_a_link_stays_a_link() -> None:
    assert reply_markdown("Wait. [2]", (), EN) == 'Wait. <a class="cite" href="#source-2">2</a>'
    assert reply_markdown("[1](https://example.com)", (), EN) == "[1](https://example.com)"


def test_html_in_a_document_is_shown_as_text() -> None:
    assert "<script" not in markdown_html("<script>alert(1)</script>")
    assert "<img" not in markdown_html("![x](https://example.com/x.png)")


@given(st.text(alphabet="ab *_`#<>&[]()!|~-+.\\$1\n", max_size=60))
def test_whatever_is_typed_is_shown_and_never_becomes_markup(text: str) -> None:
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(bubble(text, (), EN))
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "br"} or text.startswith("    ") or "\n    " in text


def test_every_kind_of_finding_has_a_name_in_every_language() -> None:
    for pack in load_packs().values():
        for cls in FindingClass:
            assert kind_name("never-heard-of", cls, pack) == pack.text(f"page.kinds.{cls.value}")


def test_the_pages_words_are_the_same_set_in_every_language() -> None:
    def keys(table: dict[str, object], above: str = "") -> set[str]:
        return {k for name, v in table.items() for k in (keys(v, f"{above}{name}.") if isinstance(v, dict) else {above + name})}

    found = [keys(pack.value("page")) for pack in load_packs().values()]
    assert all(found[0] == other for other in found)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-TW", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr-CH, fr;q=0.9, zh;q=0.8, en;q=0.7", "zh"),
        ("zh;q=0, en", "en"),
        ("de", "en"),
        ("", "en"),
        ("zh;q=rubbish,*", "en"),
    ],
)
def test_the_first_language_of_the_browser_that_there_is_wins(header: str, language: str) -> None:
    assert browser_language(header) == language
