"""A draft as text, Markdown and an e-mail file."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

from assistant.drafting.compose import Draft
from assistant.drafting.export import as_eml, as_markdown, as_text

DRAFT = Draft("提币问题:500 USDT", "您好:\n\n- 网络:TRC20\n1. *没到* <b>")


def test_the_text_is_title_and_body() -> None:
    assert as_text(DRAFT) == "提币问题:500 USDT\n\n您好:\n\n- 网络:TRC20\n1. *没到* <b>\n"


def test_markdown_keeps_lists_and_shows_the_users_signs_as_they_are() -> None:
    text = as_markdown(DRAFT)
    assert text.startswith("# 提币问题:500 USDT\n\n")
    assert "- 网络:TRC20" in text
    assert r"1. \*没到\* \<b\>" in text


def test_an_e_mail_file_opens_with_the_same_words_and_names_no_receiver() -> None:
    message = message_from_bytes(as_eml(DRAFT), policy=default)
    assert message["Subject"] == DRAFT.title
    assert message["To"] is None
    assert message["X-Unsent"] == "1"
    assert message.get_content().replace("\r\n", "\n") == DRAFT.body + "\n"


def test_a_line_break_in_a_title_cannot_add_a_header() -> None:
    message = message_from_bytes(as_eml(Draft("one\r\nBcc: eve@example.com", "body")), policy=default)
    assert message["Bcc"] is None
