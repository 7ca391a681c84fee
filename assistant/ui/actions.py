"""What happens when a person does something on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.languages import load_pack, load_packs
from assistant.pipeline import Assistant
from assistant.ui.asking import turn_outputs
from assistant.ui.browser import browser_language, owner_of
from assistant.ui.fleeting import Fleeting
from assistant.ui.handover import QUIET, as_file, hand_over
from assistant.ui.history import as_markdown, restored, without_last
from assistant.ui.panels import Shown, state_line, wanted
from assistant.ui.turn import Message, View, stopped
from assistant.ui.updates import as_updates
from assistant.ui.wording import temporary_words, together, worded, words

FAST, SLOW = 2.0, 20.0
SETTLED = {"ready", "failed", "off"}
Updates = dict[Any, Any]

_DARK = "() => { document.body.classList.toggle('dark') }"


def wire_history(assistant: Assistant, parts: dict[str, Any], turns: list[Any], fleeting: Fleeting) -> None:
    """Stopping, starting over, changing the last question, saving what was said."""
    outputs = turn_outputs(parts)

    def stop(messages: list[Message], code: str) -> Updates:
        return as_updates(stopped(messages, code), assistant, code, parts)

    def new(conversation: str, code: str, request: gr.Request) -> Updates:
        fleeting.forget(request)
        if assistant.conversations.find(conversation, owner_of(request)):
            assistant.conversations.close(conversation)
        return as_updates(View([], "", False, "", "", None, []), assistant, code, parts)

    def switch(conversation: str, code: str, temporary: bool, request: gr.Request) -> Updates:
        return {**new(conversation, code, request), **temporary_words(parts, not temporary, load_pack(code))}

    def edit(messages: list[Message], conversation: str, code: str, shown: Shown | None, request: gr.Request) -> Updates:
        before = restored(assistant, conversation, shown, load_pack(code), owner_of(request))
        view = View(without_last(messages), "", False, before.text, pictures=list(before.pictures))
        return as_updates(view, assistant, code, parts)

    def later(conversation: str, code: str, shown: Shown | None, request: gr.Request) -> Updates:
        record, found = wanted(shown, assistant.library), assistant.conversations.find(conversation, owner_of(request))
        if shown is None or record is None or found is None:
            return {}
        found.later[:] = [item for item in found.later if item != record.id] + [record.id]
        return as_updates(View(shown=replace(shown, later=tuple(found.later))), assistant, code, parts)

    def export(conversation: str, code: str, request: gr.Request) -> str:
        pack = load_pack(code)
        text = as_markdown(assistant, conversation, pack, owner_of(request))
        return as_file(f"{pack.text('page.export_name')}.md", "text/markdown", text.encode())

    parts["stop"].click(stop, [parts["chat"], parts["language"]], outputs, cancels=turns, queue=False, **QUIET)
    parts["new"].click(new, [parts["conversation"], parts["language"]], outputs, cancels=turns, queue=False, **QUIET)
    switched = [*outputs, *temporary_words(parts, False, load_pack("en"))]
    state = [parts["conversation"], parts["language"], parts["temporary"]]
    parts["temporary_switch"].click(switch, state, switched, cancels=turns, queue=False, **QUIET)
    state = [parts["chat"], parts["conversation"], parts["language"], parts["shown"]]
    parts["give_later"].click(later, state[1:], outputs, queue=False, **QUIET)
    parts["edit"].click(edit, state, outputs, queue=False, **QUIET)
    made = parts["export"].click(export, [parts["conversation"], parts["language"]], parts["file"], queue=False, **QUIET)
    hand_over(made, parts["file"])


def wire_page(page: gr.Blocks, assistant: Assistant, parts: dict[str, Any], left: Any) -> None:
    """The language, the theme and the state line; ``left`` is called when the tab is closed."""
    outputs = worded(parts)

    def greet(request: gr.Request) -> Updates:
        return words(assistant, parts, browser_language(request.headers.get("accept-language", "")), None)

    def switch(code: str, shown: Shown | None, temporary: bool) -> Updates:
        codes = list(load_packs())
        other = codes[(codes.index(code) + 1) % len(codes)]
        return together(words(assistant, parts, other, shown), temporary_words(parts, temporary, load_pack(other)))

    def state(code: str) -> tuple[str, Any]:
        settled = assistant.library.state.phase in SETTLED and assistant.backend.state.phase in SETTLED
        return state_line(assistant, load_pack(code)), gr.Timer(SLOW if settled else FAST)

    page.load(greet, None, outputs, queue=False, **QUIET)
    page.unload(left)
    given = [parts["language"], parts["shown"], parts["temporary"]]
    both = list(dict.fromkeys([*outputs, *temporary_words(parts, False, load_pack("en"))]))
    parts["other_language"].click(switch, given, both, queue=False, **QUIET)
    parts["theme"].click(None, js=_DARK, api_visibility="private")
    parts["timer"].tick(state, [parts["language"]], [parts["state"], parts["timer"]], queue=False, **QUIET)
