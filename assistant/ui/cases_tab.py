"""The cases tab: its parts, its words, and what a case looks like in them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.cases import EntryKind
from assistant.cases.letters import Letter
from assistant.casework import Casework
from assistant.errors import AssistantError, CaseNotFound, GuardError, InputError, InputTooLarge
from assistant.languages import Pack, load_pack
from assistant.types import Channel
from assistant.ui.cases_panel import case_line, case_panel
from assistant.ui.draft_tab import PRIVATE
from assistant.ui.markup import name_hidden

Updates = dict[Any, Any]
MOST_LISTED = 50
_BUTTONS = ("save", "add", "anyway", "sent", "read", "follow", "escalate", "copy", "md", "json", "solved", "delete")
_SURE = ("delete_yes", "delete_no")
_FIELDS = {"ticket": "ticket_field", "reply": "reply_field", "letter_title": "letter_title", "letter_body": "letter_body"}
_HEADINGS = ("sent_heading", "reply_heading", "letter")
# Everything that changes when another case is opened, or none.
_OPEN = (
    "view",
    "panel",
    "reading",
    "ticket",
    "reply",
    "letter_view",
    "letter_title",
    "letter_body",
    "letter_notice",
    "letter_kind",
    "sure",
)


def case_layout(parts: dict[str, Any], *, shown: bool) -> None:
    """The parts of the tab, put into ``parts``; hidden where no case log is kept."""
    with gr.Tab(id="cases", elem_id="tab-cases", visible=shown) as parts["tab_cases"]:
        with gr.Row(elem_classes="tools"):
            _buttons(parts, "save")
            _buttons(parts, "add", "anyway", visible=False)
        parts["case_notice"] = gr.HTML(elem_id="case-notice", elem_classes=["panel", "notice"], apply_default_css=False)
        parts["case_empty"] = gr.HTML(elem_classes="panel", apply_default_css=False)
        parts["case_list"] = gr.Radio([], elem_id="case-list", visible=False)
        with gr.Column(elem_id="case-view", visible=False) as parts["case_view"]:
            parts["case_panel"] = gr.HTML(elem_id="case-panel", elem_classes="panel", apply_default_css=False)
            _steps(parts)
            _letter(parts)
            with gr.Row(elem_classes="tools"):
                _buttons(parts, "solved", "md", "json", "delete")
            with gr.Column(elem_id="case-sure", visible=False) as parts["case_sure"]:
                parts["case_sure_text"] = gr.HTML(elem_classes="panel", apply_default_css=False)
                with gr.Row(elem_classes="tools"):
                    _buttons(parts, *_SURE)


def _letter(parts: dict[str, Any]) -> None:
    with gr.Row(elem_classes="tools", visible=False) as parts["case_letters"]:
        _buttons(parts, "follow", "escalate")
    with gr.Column(elem_id="case-letter", visible=False) as parts["case_letter_view"]:
        parts["case_letter"] = gr.HTML(elem_classes="panel", apply_default_css=False)
        parts["case_letter_notice"] = gr.HTML(elem_classes="panel", apply_default_css=False)
        parts["case_letter_title"] = gr.Textbox(lines=1, max_lines=3, elem_id="letter-title", html_attributes=PRIVATE)
        parts["case_letter_body"] = gr.Textbox(lines=6, max_lines=18, elem_id="letter-body", html_attributes=PRIVATE)
        with gr.Row(elem_classes="tools"):
            _buttons(parts, "copy")


def _steps(parts: dict[str, Any]) -> None:
    parts["case_sent_heading"] = gr.HTML(elem_classes="panel", apply_default_css=False)
    with gr.Row(elem_classes="fields"):
        parts["case_channel"] = gr.Dropdown([c.value for c in Channel], elem_id="case-channel", min_width=130, filterable=False)
        parts["case_ticket"] = gr.Textbox(lines=1, max_lines=1, elem_id="case-ticket", min_width=130, html_attributes=PRIVATE)
    _buttons(parts, "sent")
    parts["case_reply_heading"] = gr.HTML(elem_classes="panel", apply_default_css=False)
    parts["case_reply"] = gr.Textbox(lines=3, max_lines=12, elem_id="case-reply", html_attributes=PRIVATE)
    _buttons(parts, "read")
    parts["case_reading"] = gr.HTML(elem_id="case-reading", elem_classes="panel", apply_default_css=False)


def _buttons(parts: dict[str, Any], *names: str, visible: bool = True) -> None:
    for name in names:
        parts[f"case_{name}"] = gr.Button(size="sm", elem_id=f"case-{name.replace('_', '-')}", min_width=0, visible=visible)


def case_words(parts: dict[str, Any], pack: Pack) -> Updates:
    """The words of the tab; what is open is closed, since it is worded in the other language."""
    updates: Updates = {parts[f"case_{name}"]: gr.update(value=pack.text(f"page.case_{name}")) for name in (*_BUTTONS, *_SURE)}
    for name, word in _FIELDS.items():
        updates[parts[f"case_{name}"]] = gr.update(label=pack.text(f"page.cases.{word}"))
    for name in _HEADINGS:
        updates[parts[f"case_{name}"]] = f'<h2 class="small">{escape(pack.text(f"page.cases.{name}"))}</h2>'
    updates[parts["case_reply"]] = gr.update(
        label=pack.text("page.cases.reply_field"), placeholder=pack.text("page.cases.reply_placeholder"), value=""
    )
    channels = [(pack.text(f"page.channels.{c.value}"), c.value) for c in Channel]
    return updates | {
        parts["tab_cases"]: gr.update(label=pack.text("page.cases_tab")),
        parts["case_empty"]: f'<p class="quiet">{escape(pack.text("page.cases.empty"))}</p>',
        parts["case_sure_text"]: f'<p class="warn">{escape(pack.text("page.cases.sure"))}</p>',
        parts["case_channel"]: gr.update(label=pack.text("page.cases.channel"), choices=channels, value=Channel.LIVE_CHAT.value),
        parts["case_list"]: gr.update(label=pack.text("page.cases.list"), visible=False, value=None),
        parts["case_view"]: gr.update(visible=False),
        parts["case_notice"]: "",
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """What the tab shows of the case log."""

    casework: Casework
    parts: dict[str, Any]

    @property
    def outputs(self) -> list[Any]:
        """Every part that an event of the tab may change."""
        more = ("letters", "known", "add", "anyway", "notice", "empty", "list", "channel", "letter")
        return [self.parts[f"case_{name}"] for name in (*_OPEN, *more)] + [self.parts["file"]]

    def listed(self, owner: str, code: str, chosen: str = "") -> Updates:
        """The list, with ``chosen`` open if it is there."""
        pack = load_pack(code)
        page = self.casework.page(owner, limit=MOST_LISTED, cursor="", status=(), topic="", search="")
        choices = [(case_line(case, pack), case.id) for case in page.cases]
        value = chosen if any(case.id == chosen for case in page.cases) else None
        return {
            self.parts["case_list"]: gr.update(choices=choices, value=value, visible=bool(choices)),
            self.parts["case_empty"]: gr.update(visible=not choices),
        }

    def opened(self, owner: str, case_id: str, code: str, said: str = "") -> Updates:
        """The list and a case, with ``said`` (a word of the page) above them."""
        pack, parts = load_pack(code), self.parts
        file = self.casework.get(owner, case_id)
        return {
            **self.closed(),
            **self.listed(owner, code, case_id),
            parts["case_view"]: gr.update(visible=True),
            parts["case_panel"]: case_panel(file, pack),
            parts["case_letters"]: gr.update(visible=file.last(EntryKind.SENT) is not None),
            parts["case_channel"]: gr.update(value=file.case.channel.value),
            parts["case_notice"]: self.note(said, pack),
        }

    def closed(self) -> Updates:
        """No case is open, and nothing of one is left in any part."""
        parts = self.parts
        hidden = ("view", "letter_view", "sure", "add", "anyway")
        emptied = [f"case_{name}" for name in (*_OPEN, "known", "notice") if name not in hidden]
        return dict.fromkeys((parts[name] for name in emptied), "") | {parts[f"case_{n}"]: gr.update(visible=False) for n in hidden}

    def letter(self, letter: Letter, kind: str, code: str) -> Updates:
        """A letter to edit and copy; what is said to the user stands above it."""
        parts, pack = self.parts, load_pack(code)
        notes = "".join(
            f'<p class="{cls}">{escape(text)}</p>' for cls, text in (("warn", letter.notice), ("quiet", letter.waiting)) if text
        )
        return {
            parts["case_letter_view"]: gr.update(visible=bool(letter.body)),
            parts["case_letter_title"]: name_hidden(letter.subject, pack),
            parts["case_letter_body"]: name_hidden(letter.body, pack),
            parts["case_letter_notice"]: notes if letter.body else "",
            parts["case_letter_kind"]: kind if letter.body else "",
            parts["case_notice"]: "" if letter.body else notes,
        }

    def note(self, said: str, pack: Pack) -> str:
        """A word of the page as a message that a screen reader reads out."""
        return f'<p class="said" role="status">{escape(pack.text(f"page.cases.{said}"))}</p>' if said else ""

    def failed(self, error: AssistantError, owner: str, code: str) -> Updates:
        """What went wrong and what to do next; a case that is gone leaves the list."""
        pack, gone = load_pack(code), isinstance(error, CaseNotFound)
        key = "error_guard" if isinstance(error, GuardError) else "cases.failed"
        if isinstance(error, InputError):
            key = "cases.too_long" if isinstance(error, InputTooLarge) else "cases.nothing"
        key = "cases.gone" if gone else key
        updates = {**self.closed(), **self.listed(owner, code)} if gone else {}
        return {**updates, self.parts["case_notice"]: f'<p class="warn" role="alert">{escape(pack.text(f"page.{key}"))}</p>'}
