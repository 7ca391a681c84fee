"""One click on a hidden value that nothing showed to be a key: its author says that it is a transaction's hash."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from html import escape
from typing import Any

import gradio as gr

from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.ui.browser import owner_of
from assistant.ui.history import restored, without_last
from assistant.ui.panels import Shown
from assistant.ui.turn import Message, View
from assistant.ui.updates import as_updates

# The server dropped the value with the turn, so the page gives the message again: page.js holds what was typed for as
# long as the button is there. The click itself says only which placeholder is meant.
ON_LOAD = """element.addEventListener('click', (event) => {
    if (event.target.closest('.clear-txid')) trigger('click');
});"""
_GIVE = """(given, ...rest) => {
    const asked = new CustomEvent('clear-txid', {detail: {mark: '', text: ''}});
    document.dispatchEvent(asked);
    return [JSON.stringify(asked.detail), ...rest];
}"""
Turn = Callable[..., AsyncIterator[dict[Any, Any]]]


def wire_clearing(assistant: Assistant, parts: dict[str, Any], turn: Turn, state: list[Any], **same: Any) -> Any:
    """The click on *Sent*, which asks again by ``turn``; ``state`` and ``same`` as for every turn. Gives its event."""

    async def cleared(
        given: str,
        messages: list[Message],
        conversation: str,
        code: str,
        temporary: bool,
        shown: Shown | None,
        request: gr.Request,
    ) -> AsyncIterator[dict[Any, Any]]:
        asked = json.loads(given or "{}")
        owner, pack = owner_of(request), load_pack(code)
        found = assistant.conversations.find(conversation, owner)
        if found is None or not found.vault.clear(str(asked.get("mark"))):
            return
        without = restored(assistant, conversation, shown, pack, owner)
        text = str(asked.get("text") or "")
        if text.strip():
            told = without_last(messages)
            async for updates in turn(text, told, conversation, code, temporary, request, typed=False, pictures=without.pictures):
                yield updates
        else:  # the page was loaded anew since: only its author has the value
            said = escape(pack.text("page.cleared"))
            view = View(without_last(messages), said, False, without.text, pictures=list(without.pictures))
            yield as_updates(view, assistant, code, parts)

    return parts["sent"].click(cleared, [parts["held"], *state, parts["shown"]], js=_GIVE, **same)
