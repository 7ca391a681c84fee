"""Evidence, one at a time: the field for what is wanted next, and that it is at hand or not."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.corpus.evidence import EvidenceRecord
from assistant.languages import Pack
from assistant.triage.supplied import short_name
from assistant.ui.draft_tab import PRIVATE

Updates = dict[Any, Any]
_BUTTONS = ("give_add", "give_ready", "give_later")
GIVEN = ("give", *_BUTTONS)


def give_layout(parts: dict[str, Any]) -> None:
    """The parts below the wanted thing, put into ``parts``."""
    with gr.Row(elem_id="give-row", elem_classes="tools"):
        parts["give"] = gr.Textbox(
            lines=1, max_lines=3, elem_id="give", show_label=False, container=False, html_attributes=PRIVATE, visible=False
        )
        for name in _BUTTONS:
            look: Any = "primary" if name != "give_later" else "secondary"
            parts[name] = gr.Button(size="sm", variant=look, elem_id=name.replace("_", "-"), min_width=0, visible=False)


def give_updates(record: EvidenceRecord | None, pack: Pack, parts: dict[str, Any]) -> Updates:
    """The field for ``record``, what is typed or what is only to be ready; hidden when nothing is wanted."""
    typed = record is not None and record.form == "text"
    label = pack.text("page.give", name=short_name(record, pack.code)) if record else ""
    return {
        parts["give"]: gr.update(visible=typed, label=label, placeholder=label, value=""),
        parts["give_add"]: gr.update(visible=typed),
        parts["give_ready"]: gr.update(visible=record is not None and not typed),
        parts["give_later"]: gr.update(visible=record is not None),
    }


def as_message(record: EvidenceRecord, value: str, pack: Pack) -> str:
    """What is handed over as a message of the conversation; without a value, that it is ready."""
    name = short_name(record, pack.code)
    return pack.text("page.given", name=name, value=value.strip()) if value.strip() else pack.text("page.is_ready", name=name)
