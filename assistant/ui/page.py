"""The page at ``/``: its layout and what its parts call."""

from __future__ import annotations

from collections.abc import AsyncIterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from assistant.languages import Pack, load_pack, load_packs
from assistant.pipeline import Assistant
from assistant.ui.browser import browser_language, theme
from assistant.ui.closed import Closed
from assistant.ui.panels import Shown, state_line
from assistant.ui.turn import Message, View, as_updates, panels, stopped, take_turn

HERE = Path(__file__).parent
TURNS_AT_ONCE = 16
FAST, SLOW = 2.0, 20.0
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
SETTLED = {"ready", "failed", "off"}


def mount_page(app: FastAPI, assistant: Assistant) -> FastAPI:
    """``app`` with the page at ``/``; what Gradio would serve beside the page is closed."""
    page = build_page(assistant)
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
        js=(HERE / "page.js").read_text(encoding="utf-8"),
    )
    mounted = app.routes[-1]
    assert isinstance(mounted, Mount)
    mounted.app = Closed(mounted.app)
    return app


def build_page(assistant: Assistant) -> gr.Blocks:
    """The page, not yet mounted."""
    page: gr.Blocks
    with gr.Blocks(title=load_pack("en").text("page.title"), analytics_enabled=False, fill_width=True) as page:
        parts = _layout(assistant)
        _wire_turns(assistant, parts)
        _wire_rest(page, assistant, parts)
    page.queue(default_concurrency_limit=TURNS_AT_ONCE, max_size=8 * TURNS_AT_ONCE, api_open=False)
    return page


def _layout(assistant: Assistant) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "language": gr.State("en"),
        "conversation": gr.State(""),
        "shown": gr.State(None),
        "timer": gr.Timer(FAST),
    }
    with gr.Row(elem_id="top"):
        parts["brand"] = gr.HTML(elem_id="brand", apply_default_css=False)
        with gr.Row(elem_id="switches"):
            for name in ("new", "other_language", "theme"):
                parts[name] = gr.Button(size="sm", elem_id=name.replace("_", "-"), min_width=0)
    with gr.Row(elem_id="main"):
        with gr.Column(scale=3, elem_id="talk", min_width=300):
            with gr.Column(elem_id="first") as parts["first"]:
                parts["welcome"] = gr.HTML(apply_default_css=False)
                with gr.Row(elem_id="problems"):
                    parts["problems"] = [gr.Button(elem_classes="problem", min_width=130) for _ in assistant.library.taxonomy.first_screen]
            parts["chat"] = _chat()
            parts["notice"] = gr.HTML(elem_id="notice", apply_default_css=False)
            with gr.Row(elem_id="ask"):
                parts["box"] = _box()
                parts["send"] = gr.Button(variant="primary", elem_id="send", min_width=84, scale=0)
                parts["stop"] = gr.Button(variant="stop", elem_id="stop", min_width=84, scale=0, visible=False)
            parts["keys"] = gr.HTML(elem_id="keys", apply_default_css=False)
        with gr.Column(scale=2, elem_id="panels", min_width=300), gr.Tabs(elem_id="tabs"):
            for name in ("sources", "evidence", "sent"):
                with gr.Tab(id=name, elem_id=f"tab-{name}") as parts[f"tab_{name}"]:
                    parts[name] = gr.HTML(elem_id=f"panel-{name}", elem_classes="panel", apply_default_css=False)
    parts["state"] = gr.HTML(elem_id="state", apply_default_css=False)
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


def _wire_turns(assistant: Assistant, parts: dict[str, Any]) -> None:
    names = ("chat", "first", "notice", "send", "stop", "box", "conversation", "shown", "sent", "sources", "evidence")
    outputs = [parts[n] for n in names]
    state = [parts["chat"], parts["conversation"], parts["language"]]
    same = {"outputs": outputs, "concurrency_id": "turn", "concurrency_limit": TURNS_AT_ONCE, **QUIET}

    async def typed(text: str, messages: list[Message], conversation: str, code: str, kept: bool = True) -> AsyncIterator[dict[Any, Any]]:
        async for view in take_turn(assistant, text, messages, conversation, code, typed=kept):
            if updates := as_updates(view, assistant, code, parts):
                yield updates

    async def chosen(messages: list[Message], conversation: str, code: str, picked: gr.SelectData) -> AsyncIterator[dict[Any, Any]]:
        async for updates in typed(str(picked.value), messages, conversation, code, False):
            yield updates

    def problem(number: int) -> Any:
        async def clicked(messages: list[Message], conversation: str, code: str) -> AsyncIterator[dict[Any, Any]]:
            question = assistant.library.taxonomy.first_screen[number].question.in_language(code)
            async for updates in typed(question, messages, conversation, code, False):
                yield updates

        return clicked

    turns = [gr.on([parts["box"].submit, parts["send"].click], typed, [parts["box"], *state], trigger_mode="once", **same)]
    turns.append(parts["chat"].option_select(chosen, state, **same))
    turns += [button.click(problem(n), state, **same) for n, button in enumerate(parts["problems"])]

    def stop(messages: list[Message], code: str) -> dict[Any, Any]:
        return as_updates(stopped(messages, code), assistant, code, parts)

    parts["stop"].click(stop, [parts["chat"], parts["language"]], outputs, cancels=turns, queue=False, **QUIET)

    def new(conversation: str, code: str) -> dict[Any, Any]:
        if conversation:
            assistant.conversations.close(conversation)
        return as_updates(View([], "", False, "", "", None), assistant, code, parts)

    parts["new"].click(new, [parts["conversation"], parts["language"]], outputs, cancels=turns, queue=False, **QUIET)


def _wire_rest(page: gr.Blocks, assistant: Assistant, parts: dict[str, Any]) -> None:
    worded = [p for name in _WORDED for p in (parts[name] if isinstance(parts[name], list) else [parts[name]])]

    def greet(request: gr.Request) -> dict[Any, Any]:
        return _words(assistant, parts, browser_language(request.headers.get("accept-language", "")), None)

    def switch(code: str, shown: Shown | None) -> dict[Any, Any]:
        codes = list(load_packs())
        return _words(assistant, parts, codes[(codes.index(code) + 1) % len(codes)], shown)

    def state(code: str) -> tuple[str, Any]:
        settled = assistant.library.state.phase in SETTLED and assistant.backend.state.phase in SETTLED
        return state_line(assistant, load_pack(code)), gr.Timer(SLOW if settled else FAST)

    page.load(greet, None, worded, queue=False, **QUIET)
    parts["other_language"].click(switch, [parts["language"], parts["shown"]], worded, queue=False, **QUIET)
    parts["theme"].click(None, js="() => { document.body.classList.toggle('dark') }", api_visibility="private")
    parts["timer"].tick(state, [parts["language"]], [parts["state"], parts["timer"]], queue=False, **QUIET)


_BUTTONS = ("send", "stop", "new", "other_language", "theme")
_PANELS = ("sent", "sources", "evidence")
_TABS = ("tab_sent", "tab_sources", "tab_evidence")
_TEXTS = ("language", "brand", "welcome", "problems", "chat", "box", "keys", "notice", "state")
_WORDED = (*_BUTTONS, *_PANELS, *_TABS, *_TEXTS)


def _words(assistant: Assistant, parts: dict[str, Any], code: str, shown: Shown | None) -> dict[Any, Any]:
    """Every word of the page in a language."""
    pack = load_pack(code)
    updates: dict[Any, Any] = {parts[name]: gr.update(value=pack.text(f"page.{name}")) for name in _BUTTONS}
    updates |= {parts[f"tab_{name}"]: gr.update(label=pack.text(f"page.{name}")) for name in _PANELS}
    updates |= dict(zip((parts[n] for n in _PANELS), panels(shown, pack, assistant), strict=True))
    for button, problem in zip(parts["problems"], assistant.library.taxonomy.first_screen, strict=True):
        updates[button] = gr.update(value=problem.label.in_language(code))
    updates |= {
        parts["language"]: code,
        parts["brand"]: _brand(pack),
        parts["welcome"]: _welcome(pack),
        parts["chat"]: gr.update(label=pack.text("page.chat")),
        parts["box"]: gr.update(label=pack.text("page.message"), placeholder=pack.text("page.placeholder")),
        parts["keys"]: f"<p>{escape(pack.text('page.keys'))} {escape(pack.text('page.privacy'))}</p>",
        parts["notice"]: "",
        parts["state"]: state_line(assistant, pack),
    }
    return updates


def _brand(pack: Pack) -> str:
    # page.js reads the language from here and sets it on the document.
    title, independent = escape(pack.text("page.title")), escape(pack.text("page.independent"))
    return f'<header data-lang="{pack.code}"><h1>{title}</h1><p>{independent}</p></header>'


def _welcome(pack: Pack) -> str:
    return (
        f'<section><p class="tagline">{escape(pack.text("page.tagline"))}</p>'
        f'<p class="never">{escape(pack.text("page.never"))}</p><h2>{escape(pack.text("page.problems"))}</h2></section>'
    )
