"""The cases tab: its parts and its words."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.languages import Pack
from assistant.types import Channel
from assistant.ui.desk import Updates, reminders
from assistant.ui.draft_tab import PRIVATE

_FIRST = ("save", "add", "anyway")
_NEXT = ("sent_open", "reply_open", "follow", "escalate")
_LAST = ("solved", "md", "pdf", "json", "delete")
_BUTTONS = (*_FIRST, *_NEXT, *_LAST, "sent", "read", "copy", "letter_md", "letter_eml", "letter_sent", "delete_yes", "delete_no")
_FIELDS = {"ticket": "ticket_field", "letter_title": "letter_title", "letter_body": "letter_body"}


def case_layout(parts: dict[str, Any], *, shown: bool) -> None:
    """The parts of the tab, put into ``parts``; hidden where no case log is kept."""
    with gr.Tab(id="cases", elem_id="tab-cases", visible=shown) as parts["tab_cases"]:
        with gr.Row(elem_classes="tools"):
            _buttons(parts, "save")
            _buttons(parts, "add", "anyway", visible=False)
        _html(parts, "case_notice", elem_id="case-notice", elem_classes=["panel", "notice"])
        _html(parts, "case_due", elem_id="case-due", elem_classes="panel")
        parts["case_search"] = gr.Textbox(lines=1, max_lines=1, elem_id="case-search", visible=False, html_attributes=PRIVATE)
        _html(parts, "case_empty", elem_classes="panel")
        parts["case_list"] = gr.Radio([], elem_id="case-list", visible=False)
        with gr.Column(elem_id="case-view", visible=False) as parts["case_view"]:
            _html(parts, "case_panel", elem_id="case-panel", elem_classes="panel")
            _next_steps(parts)
            _sent_form(parts)
            _reply_form(parts)
            _letter_form(parts)
            _html(parts, "case_story", elem_id="case-story", elem_classes="panel")
            with gr.Row(elem_classes="tools"):
                _buttons(parts, *_LAST)
            with gr.Column(elem_id="case-sure", visible=False) as parts["case_sure"]:
                _html(parts, "case_sure_text", elem_classes="panel")
                with gr.Row(elem_classes="tools"):
                    _buttons(parts, "delete_yes", "delete_no")


def _next_steps(parts: dict[str, Any]) -> None:
    with gr.Row(elem_id="case-next", elem_classes="tools"):
        _buttons(parts, "sent_open", "reply_open")
        with gr.Row(elem_classes="tools", elem_id="case-letters", visible=False) as parts["case_letters"]:
            _buttons(parts, "follow", "escalate")
        parts["case_remind"] = gr.Dropdown([], elem_id="case-remind", min_width=150, filterable=False)


def _sent_form(parts: dict[str, Any]) -> None:
    with gr.Column(elem_id="case-sent-view", elem_classes="form-card", visible=False) as parts["case_sent_view"]:
        with gr.Row(elem_classes="fields"):
            parts["case_channel"] = gr.Dropdown([c.value for c in Channel], elem_id="case-channel", min_width=130, filterable=False)
            parts["case_ticket"] = gr.Textbox(lines=1, max_lines=1, elem_id="case-ticket", min_width=130, html_attributes=PRIVATE)
        _buttons(parts, "sent", variant="primary")


def _reply_form(parts: dict[str, Any]) -> None:
    with gr.Column(elem_id="case-reply-view", elem_classes="form-card", visible=False) as parts["case_reply_view"]:
        parts["case_reply"] = gr.Textbox(lines=3, max_lines=12, elem_id="case-reply", html_attributes=PRIVATE)
        _buttons(parts, "read", variant="primary")
    _html(parts, "case_reading", elem_id="case-reading", elem_classes="panel")


def _letter_form(parts: dict[str, Any]) -> None:
    with gr.Column(elem_id="case-letter", elem_classes="form-card", visible=False) as parts["case_letter_view"]:
        _html(parts, "case_letter_notice", elem_classes="panel")
        parts["case_letter_title"] = gr.Textbox(lines=1, max_lines=3, elem_id="letter-title", html_attributes=PRIVATE)
        parts["case_letter_body"] = gr.Textbox(lines=6, max_lines=18, elem_id="letter-body", html_attributes=PRIVATE)
        with gr.Row(elem_classes="tools"):
            _buttons(parts, "copy", variant="primary")
            _buttons(parts, "letter_md", "letter_eml")
            _buttons(parts, "letter_sent")


def _html(parts: dict[str, Any], name: str, **look: Any) -> None:
    parts[name] = gr.HTML(apply_default_css=False, **look)


def _buttons(parts: dict[str, Any], *names: str, visible: bool = True, variant: Any = "secondary") -> None:
    for name in names:
        parts[f"case_{name}"] = gr.Button(
            size="sm", variant=variant, elem_id=f"case-{name.replace('_', '-')}", min_width=0, visible=visible
        )


def case_words(parts: dict[str, Any], pack: Pack) -> Updates:
    """The words of the tab; what is open is closed, since it is worded in the other language."""
    updates: Updates = {parts[f"case_{name}"]: gr.update(value=pack.text(f"page.case_{name}")) for name in _BUTTONS}
    for name, word in _FIELDS.items():
        updates[parts[f"case_{name}"]] = gr.update(label=pack.text(f"page.cases.{word}"))
    updates[parts["case_reply"]] = gr.update(
        label=pack.text("page.cases.reply_field"), placeholder=pack.text("page.cases.reply_placeholder"), value=""
    )
    channels = [(pack.text(f"page.channels.{c.value}"), c.value) for c in Channel]
    search = pack.text("page.cases.search")
    return updates | {
        parts["tab_cases"]: gr.update(label=pack.text("page.cases_tab")),
        parts["case_empty"]: f'<p class="quiet">{escape(pack.text("page.cases.empty"))}</p>',
        parts["case_sure_text"]: f'<p class="warn">{escape(pack.text("page.cases.sure"))}</p>',
        parts["case_channel"]: gr.update(label=pack.text("page.cases.channel"), choices=channels, value=Channel.LIVE_CHAT.value),
        parts["case_remind"]: gr.update(label=pack.text("page.cases.remind"), choices=reminders(pack), value="none"),
        parts["case_search"]: gr.update(label=search, placeholder=pack.text("page.cases.search_for"), visible=False, value=""),
        parts["case_list"]: gr.update(label=pack.text("page.cases.list"), visible=False, value=None),
        parts["case_view"]: gr.update(visible=False),
        parts["case_notice"]: "",
    }
