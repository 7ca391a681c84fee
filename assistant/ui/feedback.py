"""Thumbs on the last answer, with a reason; kept on this machine."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.casework import Casework
from assistant.errors import AssistantError
from assistant.languages import Pack, load_pack
from assistant.pipeline import Assistant
from assistant.ui.browser import owner_of
from assistant.ui.draft_tab import PRIVATE
from assistant.ui.handover import QUIET

Updates = dict[Any, Any]
_BUTTONS = ("helped", "helped_not")


def thumb_buttons(parts: dict[str, Any], *, shown: bool) -> None:
    """Both thumbs, in the row under the answer."""
    for name in _BUTTONS:
        parts[name] = gr.Button(size="sm", elem_id=name.replace("_", "-"), min_width=0, visible=shown)


def reason_row(parts: dict[str, Any]) -> None:
    """Where the reason goes after a thumb down."""
    with gr.Row(elem_id="reason", elem_classes="tools", visible=False) as parts["reason"]:
        parts["why_not"] = gr.Textbox(
            "", lines=1, max_lines=3, show_label=False, container=False, elem_id="why-not", html_attributes=PRIVATE
        )
        parts["tell"] = gr.Button(size="sm", elem_id="tell", min_width=0)
    parts["thanks"] = gr.HTML(elem_id="thanks", apply_default_css=False)


def feedback_words(parts: dict[str, Any], pack: Pack) -> Updates:
    """The words of both."""
    buttons = {parts[name]: gr.update(value=pack.text(f"page.{name}")) for name in (*_BUTTONS, "tell")}
    why = pack.text("page.why_not")
    return buttons | {parts["why_not"]: gr.update(label=why, placeholder=why), parts["thanks"]: ""}


def wire_feedback(assistant: Assistant, casework: Casework, parts: dict[str, Any]) -> None:
    """A thumb counts at once; a reason may follow."""
    outputs = [parts["reason"], parts["why_not"], parts["thanks"]]

    def thumb(verdict: Any, asks: bool) -> Any:
        def given(conversation: str, code: str, why: str, request: gr.Request) -> Updates:
            pack, owner = load_pack(code), owner_of(request)
            found = assistant.conversations.find(conversation, owner)
            if found is None or not found.turns:
                return {parts["thanks"]: ""}
            try:
                casework.record_feedback(owner, conversation, len(found.turns) - 1, verdict, why)
            except AssistantError:
                return {parts["thanks"]: f'<p role="alert">{escape(pack.text("page.error_failed"))}</p>'}
            said = "" if asks else f'<p role="status">{escape(pack.text(f"page.thanks_{verdict}"))}</p>'
            return {parts["reason"]: gr.update(visible=asks), parts["why_not"]: "", parts["thanks"]: said}

        return given

    inputs = [parts["conversation"], parts["language"], parts["why_not"]]
    parts["helped"].click(thumb("up", False), inputs, outputs, **QUIET)
    parts["helped_not"].click(thumb("down", True), inputs, outputs, **QUIET)
    gr.on([parts["tell"].click, parts["why_not"].submit], thumb("down", False), inputs, outputs, **QUIET)
    # What was said of one answer does not stand under the next.
    parts["chat"].change(lambda: {parts["reason"]: gr.update(visible=False), parts["thanks"]: ""}, None, outputs, queue=False, **QUIET)
