"""What a turn changes on the screen, as Gradio wants it: component → update."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.languages import Pack, load_pack
from assistant.pipeline import Assistant
from assistant.ui.give import give_updates
from assistant.ui.panels import Shown, evidence_list, evidence_panel, sent_panel, sources_panel, wanted
from assistant.ui.screenshots import kept_line
from assistant.ui.turn import View


def panel_updates(shown: Shown | None, pack: Pack, assistant: Assistant, parts: dict[str, Any]) -> dict[Any, Any]:
    """*What is sent*, *Sources* and *Evidence*, with the field for the one thing to find next."""
    library = assistant.library
    texts = {
        "sent": sent_panel(shown, pack),
        "sources": sources_panel(shown, pack, library),
        "evidence": evidence_panel(shown, pack, library),
        "evidence_list": evidence_list(shown, pack, library),
    }
    return {parts[name]: text for name, text in texts.items()} | give_updates(wanted(shown, library), pack, parts)


def as_updates(view: View, assistant: Assistant, code: str, parts: dict[str, Any]) -> dict[Any, Any]:
    """A view as Gradio wants it: component → update."""
    changes = view.changed()
    updates: dict[Any, Any] = {}
    if "messages" in changes:
        some = bool(changes["messages"])
        updates[parts["chat"]] = gr.update(value=changes["messages"], visible=some)
        updates[parts["first"]] = gr.update(visible=not some)
        updates[parts["after"]] = gr.update(visible=some and changes.get("running") is False)
    if "notice" in changes:
        updates[parts["notice"]] = f'<p role="alert">{changes["notice"]}</p>' if changes["notice"] else ""
    if "running" in changes:
        updates[parts["send"]] = gr.update(visible=not changes["running"])
        updates[parts["stop"]] = gr.update(visible=changes["running"])
    if "box" in changes:
        updates[parts["box"]] = changes["box"]
    if "conversation" in changes:
        updates[parts["conversation"]] = changes["conversation"]
    if "pictures" in changes:
        updates[parts["pictures"]] = changes["pictures"]
        updates[parts["shot_kept"]] = kept_line(len(changes["pictures"]), load_pack(code))
    if "shown" in changes:
        updates[parts["shown"]] = changes["shown"]
        updates |= panel_updates(changes["shown"], load_pack(code), assistant, parts)
    return updates
