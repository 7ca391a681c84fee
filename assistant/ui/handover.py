"""Handing a file or a text to the browser: one hidden field takes it and is emptied as soon as the browser has it."""

from __future__ import annotations

import base64
import json
from typing import Any

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
    const byHand = () => {
        const field = document.createElement('textarea');
        field.value = text;
        document.body.append(field);
        field.select();
        document.execCommand('copy');
        field.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(byHand);
    else byHand();
    return '';
}"""


def as_file(name: str, media_type: str, content: bytes) -> str:
    """A file to be saved under ``name``."""
    return json.dumps({"name": name, "type": media_type, "data": base64.b64encode(content).decode()})


def as_copy(text: str) -> str:
    """A text for the clipboard."""
    return as_file("", "text/plain", text.encode())


def hand_over(made: Any, file: Any) -> None:
    """After the event ``made`` put something into the field ``file``: the browser takes it."""
    made.then(None, file, file, js=_TAKE, **QUIET)
