"""Handing a file or a text to the browser: one hidden field takes it and is emptied as soon as the browser has it."""

from __future__ import annotations

import base64
import json
from html import escape
from typing import Any

from assistant.languages import Pack

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

# What the page keeps of it afterwards is nothing: the field gets the empty text that is returned.
_TAKE = """(given) => {
    if (!given) return '';
    const {name, type, data} = JSON.parse(given);
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    if (name) {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([bytes], {type}));
        link.download = name;
        link.click();
        URL.revokeObjectURL(link.href);
        return '';
    }
    const text = new TextDecoder().decode(bytes);
    const shown = () => {
        const dialog = document.getElementById('by-hand');
        const field = dialog.querySelector('textarea');
        field.value = text;
        dialog.showModal();
        field.select();
        dialog.onclose = () => { field.value = ''; };
    };
    const asOfOld = () => {
        const field = document.createElement('textarea');
        field.value = text;
        document.body.append(field);
        field.select();
        let copied = false;
        try { copied = document.execCommand('copy'); } catch (error) { copied = false; }
        field.remove();
        if (!copied) shown();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(asOfOld);
    else asOfOld();
    return '';
}"""


def as_file(name: str, media_type: str, content: bytes) -> str:
    """A file to be saved under ``name``."""
    return json.dumps({"name": name, "type": media_type, "data": base64.b64encode(content).decode()})


def as_copy(text: str) -> str:
    """A text for the clipboard."""
    return as_file("", "text/plain", text.encode())


def copied_by_hand(pack: Pack) -> str:
    """Where a text is shown, selected, when the browser lets the page put nothing on the clipboard."""
    how, close = escape(pack.text("page.by_hand")), escape(pack.text("page.by_hand_close"))
    return (
        f'<dialog id="by-hand" aria-label="{how}"><form method="dialog"><p>{how}</p><textarea readonly aria-label="{how}"></textarea>'
        f"<button>{close}</button></form></dialog>"
    )


def hand_over(made: Any, file: Any) -> None:
    """After the event ``made`` put something into the field ``file``: the browser takes it."""
    made.then(None, file, file, js=_TAKE, **QUIET)
