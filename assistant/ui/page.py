"""The page at ``/``: its layout and what its parts call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from assistant.casework import Casework
from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.screenwork import Screenwork
from assistant.ui.actions import FAST, wire_history, wire_page
from assistant.ui.asking import Asking, wire_turns
from assistant.ui.browser import theme
from assistant.ui.cases_actions import wire_cases, wire_due
from assistant.ui.cases_tab import case_layout
from assistant.ui.clearing import ON_LOAD
from assistant.ui.closed import Closed
from assistant.ui.draft_tab import draft_layout, wire_drafts
from assistant.ui.feedback import reason_row, thumb_buttons, wire_feedback
from assistant.ui.fleeting import Fleeting
from assistant.ui.give import give_layout
from assistant.ui.room import Room
from assistant.ui.screenshots import add_picture_route, shot_button, shot_layout, wire_shots

# Every event of every open page; turns are bounded by the room, which says so in words.
MOST_EVENTS = 2_000
HERE = Path(__file__).parent


def mount_page(
    app: FastAPI,
    assistant: Assistant,
    casework: Casework | None = None,
    room: Room | None = None,
    screenwork: Screenwork | None = None,
) -> FastAPI:
    """``app`` with the page at ``/``; what Gradio would serve beside the page is closed. With ``casework``, cases and thumbs too.

    ``room`` bounds the turns at once and those that wait; ``screenwork`` reads pictures, a new one unless given.
    """
    screenwork = screenwork or Screenwork(assistant)
    add_picture_route(app, screenwork)
    page = build_page(assistant, casework, room or Room(), screenwork)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size=0,
        theme=theme(),
        css_paths=HERE / "page.css",
        head=f"<style>{(HERE / 'settings.css').read_text(encoding='utf-8')}</style>",
        js=(HERE / "page.js").read_text(encoding="utf-8"),
    )
    mounted = app.routes[-1]
    assert isinstance(mounted, Mount)
    mounted.app = Closed(mounted.app)
    return app


def build_page(assistant: Assistant, casework: Casework | None, room: Room, screenwork: Screenwork) -> gr.Blocks:
    """The page, not yet mounted."""
    page: gr.Blocks
    with gr.Blocks(title=load_pack("en").text("page.title"), analytics_enabled=False, fill_width=True) as page:
        parts = _layout(assistant, cases=casework is not None)
        fleeting = Fleeting(assistant)
        asking = Asking(assistant, parts, room, fleeting)
        turns = wire_turns(asking)
        wire_history(assistant, parts, turns, fleeting)
        wire_drafts(assistant, casework, parts)
        wire_shots(screenwork, parts, fleeting)
        if casework is not None:
            wire_cases(assistant, casework, parts)
            wire_feedback(assistant, casework, parts)
            wire_due(page, casework, parts)
        wire_page(page, assistant, parts, asking.left)
    page.queue(default_concurrency_limit=16, max_size=MOST_EVENTS, api_open=False)
    return page


def _layout(assistant: Assistant, *, cases: bool) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "language": gr.State("en"),
        # Held by the browser: the framework's own state is gone an hour after a line that broke, and what is temporary has to stay so.
        "conversation": gr.Textbox(visible=False),
        "temporary": gr.Checkbox(visible=False),
        "keeps": cases,
        "shown": gr.State(None),
        # Nothing but tabs may stand among the tabs: Gradio would count it as one.
        **{name: gr.State("") for name in ("drafted", "draft_about", "draft_next", "known_case", "case_known", "case_open", "case_letter_kind")},
        "timer": gr.Timer(FAST),
        **{name: gr.Textbox(visible=False) for name in ("file", "held")},
    }
    with gr.Row(elem_id="top"):
        parts["brand"] = gr.HTML(elem_id="brand", apply_default_css=False)
        with gr.Row(elem_id="switches"):
            for name in ("new", "temporary_switch", "other_language", "theme"):
                parts[name] = gr.Button(size="sm", elem_id=name.replace("_", "-"), min_width=0)
    with gr.Row(elem_id="main"):
        with gr.Column(scale=3, elem_id="talk", min_width=300):
            parts["temporary_note"] = gr.HTML(elem_id="temporary-note", apply_default_css=False)
            with gr.Column(elem_id="first") as parts["first"]:
                parts["due"] = gr.HTML(elem_id="due", elem_classes="panel", apply_default_css=False)
                parts["due_show"] = gr.Button(size="sm", elem_id="due-show", visible=False)
                parts["welcome"] = gr.HTML(apply_default_css=False)
                with gr.Row(elem_id="problems"):
                    parts["problems"] = [gr.Button(elem_classes="problem", min_width=130) for _ in assistant.library.taxonomy.first_screen]
            parts["chat"] = _chat()
            with gr.Row(elem_id="after", visible=False) as parts["after"]:
                parts["write"] = gr.Button(size="sm", variant="primary", elem_id="write", min_width=0)
                thumb_buttons(parts, shown=cases)
                for name in ("again", "edit", "export"):
                    parts[name] = gr.Button(size="sm", elem_id=name, min_width=0)
            reason_row(parts)
            parts["notice"] = gr.HTML(elem_id="notice", apply_default_css=False)
            shot_layout(parts)
            with gr.Row(elem_id="ask"):
                shot_button(parts)
                parts["box"] = _box()
                parts["send"] = gr.Button(variant="primary", elem_id="send", min_width=84, scale=0)
                parts["stop"] = gr.Button(variant="stop", elem_id="stop", min_width=84, scale=0, visible=False)
            parts["keys"] = gr.HTML(elem_id="keys", apply_default_css=False)
        with gr.Column(scale=2, elem_id="panels", min_width=300), gr.Tabs(elem_id="tabs") as parts["tabs"]:
            for name in ("sources", "evidence", "sent"):
                with gr.Tab(id=name, elem_id=f"tab-{name}") as parts[f"tab_{name}"]:
                    parts[name] = gr.HTML(
                        elem_id=f"panel-{name}",
                        elem_classes="panel",
                        apply_default_css=False,
                        js_on_load=ON_LOAD if name == "sent" else None,
                    )
                    if name == "evidence":
                        give_layout(parts)
                        parts["evidence_list"] = gr.HTML(elem_id="panel-list", elem_classes="panel", apply_default_css=False)
            draft_layout(parts)
            case_layout(parts, shown=cases)
    parts["state"] = gr.HTML(elem_id="state", apply_default_css=False)
    parts["by_hand"] = gr.HTML(apply_default_css=False)
    return parts


def _chat() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="chat",
        visible=False,
        height=None,
        show_label=False,
        container=False,
        buttons=[],
        feedback_options=None,
        allow_file_downloads=False,
        latex_delimiters=[],
        autoscroll=False,
        group_consecutive_messages=False,
        layout="bubble",
    )


def _box() -> gr.Textbox:
    # What is typed here may be a secret: the browser shall neither remember it nor send it to a spelling service.
    attributes = gr.InputHTMLAttributes(autocomplete="off", autocorrect="off", spellcheck=False)
    return gr.Textbox(
        elem_id="box", lines=1, max_lines=8, show_label=False, container=False, scale=1, autofocus=True, html_attributes=attributes
    )
