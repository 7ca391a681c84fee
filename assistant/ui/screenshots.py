"""Screenshots on the page: chosen or pasted, looked at blacked out, then added to the next message or left out."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse

from assistant.conversations import LOCAL
from assistant.errors import AssistantError, Busy, GuardError, InputError, InputTooLarge, TooSlow
from assistant.languages import Pack, load_pack
from assistant.screenshots.picture import MAX_BYTES, smaller
from assistant.screenwork import ScreenshotReply, Screenwork
from assistant.types import FindingClass
from assistant.ui.browser import owner_of
from assistant.ui.fleeting import Fleeting
from assistant.ui.handover import QUIET, as_file, hand_over
from assistant.ui.markup import kind_name, mark_hidden

Updates = dict[Any, Any]
PATH = "/page/screenshot"
SEEN_WIDTH = 760
"""Pixels: how wide the picture is that is looked at on the page."""
_CHOICES = ("shot_use", "shot_drop", "shot_save")
_ARRIVED = "(token, code) => [window.copilotShot || '!failed', code]"
_WRONG: tuple[tuple[type[AssistantError], str], ...] = (
    (InputTooLarge, "too_large"),
    (InputError, "no_picture"),
    (Busy, "busy"),
    (TooSlow, "too_slow"),
    (GuardError, "guard"),
)


def add_picture_route(app: FastAPI, screenwork: Screenwork) -> None:
    """Where the page's script sends a picture; what comes back is a token for it, or the name of what went wrong."""

    @app.post(PATH, include_in_schema=False)
    async def take(request: Request) -> JSONResponse:
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            data = await file.read(MAX_BYTES + 1) if isinstance(file, UploadFile) else b""
        owner = str(getattr(request.state, "owner", LOCAL))
        try:
            return JSONResponse({"token": await screenwork.hold(data, owner)})
        except AssistantError as error:
            return JSONResponse({"wrong": next((name for kind, name in _WRONG if isinstance(error, kind)), "failed")})


def shot_layout(parts: dict[str, Any]) -> None:
    """The card above the message box."""
    parts["pictures"] = gr.State([])
    parts["shot_token"] = gr.State("")
    parts["shot_given"] = gr.Textbox(visible=False)
    # Hidden, not absent: the page's script clicks it when it has the token of a picture.
    parts["shot_arrived"] = gr.Button(elem_id="shot-arrived", visible="hidden")
    parts["shot_reading"] = gr.HTML(elem_id="shot-reading", apply_default_css=False)
    parts["shot_card"] = gr.HTML(elem_id="shot-card", apply_default_css=False)
    with gr.Row(elem_id="shot-choices", visible=False) as parts["shot_choices"]:
        for name in _CHOICES:
            parts[name] = gr.Button(
                size="sm", variant="primary" if name == "shot_use" else "secondary", elem_id=name.replace("_", "-"), min_width=0
            )
    parts["shot_kept"] = gr.HTML(elem_id="shot-kept", apply_default_css=False)
    # Clicked by the page's script when the button in the line above is.
    parts["shot_out"] = gr.Button(elem_id="shot-out", visible="hidden")


def shot_button(parts: dict[str, Any], name: str = "shot_add") -> None:
    """What opens the file chooser; the page's script does."""
    parts[name] = gr.Button(size="sm", elem_classes="shot-add", elem_id=name.replace("_", "-"), min_width=0, scale=0)


def shot_words(parts: dict[str, Any], pack: Pack) -> Updates:
    """The words that do not depend on a picture."""
    names = {"shot_use": "use", "shot_drop": "drop", "shot_save": "save", "shot_add": "add", "draft_shot": "add"}
    reading = f'<p class="quiet" role="status">{escape(pack.text("screenshot.reading"))}</p>'
    return {parts[part]: gr.update(value=pack.text(f"screenshot.{word}")) for part, word in names.items()} | {
        parts["shot_reading"]: reading
    }


def no_shot(parts: dict[str, Any]) -> Updates:
    """No picture is looked at and none waits."""
    empty = {parts[name]: "" for name in ("shot_card", "shot_token", "shot_kept")}
    return {**empty, parts["pictures"]: [], parts["shot_choices"]: gr.update(visible=False)}


def kept_line(count: int, pack: Pack) -> str:
    """How many go along with the next message, and the way to take the last one out again."""
    if not count:
        return ""
    said, out = escape(pack.text("screenshot.kept", count=count)), escape(pack.text("screenshot.out"))
    return f'<p class="quiet" role="status">{said} <button type="button" class="shot-out">{out}</button></p>'


def wire_shots(screenwork: Screenwork, parts: dict[str, Any], fleeting: Fleeting) -> None:
    """Looking at a picture, adding it, leaving it out, saving it blacked out."""
    card, token_part = [parts["shot_card"], parts["shot_choices"]], parts["shot_token"]

    def look(token: str, code: str, request: gr.Request) -> Updates:
        pack = load_pack(code)
        wrong = token[1:] if token.startswith("!") else ""
        try:
            shown = _wrong(wrong, pack) if wrong else _card(screenwork.held(token, owner_of(request)), pack)
        except InputError:
            wrong, shown = "forgotten", _wrong("forgotten", pack)
        return {parts["shot_card"]: shown, parts["shot_choices"]: gr.update(visible=not wrong), token_part: "" if wrong else token}

    def use(token: str, pictures: list[str], conversation: str, code: str, temporary: bool, request: gr.Request) -> Updates:
        pack, owner = load_pack(code), owner_of(request)
        gone: Updates = {parts["shot_card"]: "", parts["shot_token"]: "", parts["shot_choices"]: gr.update(visible=False)}
        try:
            screenwork.held(token, owner)
            if temporary:
                conversation = fleeting.conversation(conversation, request)
            conversation, picture = screenwork.adopt(token, conversation, owner)
        except InputError:
            return {**gone, parts["shot_card"]: _wrong("forgotten", pack)}
        waiting = [*pictures, picture]
        return {**gone, parts["conversation"]: conversation, parts["pictures"]: waiting, parts["shot_kept"]: kept_line(len(waiting), pack)}

    def out(pictures: list[str], conversation: str, code: str, request: gr.Request) -> Updates:
        screenwork.leave_out(pictures[-1:], conversation, owner_of(request))
        waiting = pictures[:-1]
        return {parts["pictures"]: waiting, parts["shot_kept"]: kept_line(len(waiting), load_pack(code))}

    def drop(token: str, request: gr.Request) -> Updates:
        screenwork.forget(token, owner_of(request))
        return {parts["shot_card"]: "", parts["shot_token"]: "", parts["shot_choices"]: gr.update(visible=False)}

    def save(token: str, request: gr.Request) -> str:
        try:
            return as_file("screenshot.png", "image/png", screenwork.held(token, owner_of(request)).screenshot.image)
        except InputError:
            return ""

    token, code = token_part, parts["language"]
    parts["shot_arrived"].click(look, [parts["shot_given"], code], [*card, token], js=_ARRIVED, queue=False, **QUIET)
    state = [token, parts["pictures"], parts["conversation"], code, parts["temporary"]]
    parts["shot_use"].click(use, state, [*card, token, parts["conversation"], parts["pictures"], parts["shot_kept"]], queue=False, **QUIET)
    parts["shot_drop"].click(drop, [token], [*card, token], queue=False, **QUIET)
    left = [parts["pictures"], parts["conversation"], code]
    parts["shot_out"].click(out, left, [parts["pictures"], parts["shot_kept"]], queue=False, **QUIET)
    hand_over(parts["shot_save"].click(save, [token], parts["file"], queue=False, **QUIET), parts["file"])
    for name in ("new", "temporary_switch"):
        parts[name].click(lambda: no_shot(parts), None, list(no_shot(parts)), queue=False, **QUIET)


def _card(reply: ScreenshotReply, pack: Pack) -> str:
    shot = reply.screenshot
    seen = base64.b64encode(smaller(shot.image, SEEN_WIDTH)).decode()
    alt = escape(pack.text("screenshot.picture"))
    hidden = [r.finding for r in shot.regions if r.finding.cls is not FindingClass.REFERENCE]
    kinds = pack.text("screenshot.and").join(dict.fromkeys(kind_name(f.kind, f.cls, pack) for f in hidden))
    said = [pack.text("screenshot.hidden", kinds=kinds) if kinds else pack.text("screenshot.nothing_hidden")]
    said += [pack.text("screenshot.unread")] if shot.unread else []
    lines = mark_hidden(escape(shot.sealed.text, quote=False), shot.sealed.findings, pack)
    text = f'<p class="quiet">{escape(pack.text("screenshot.text"))}</p><div class="sealed" tabindex="0">{lines}</div>'
    if not shot.sealed.text.strip():
        text = f'<p class="quiet">{escape(pack.text("screenshot.nothing_read"))}</p>'
    return (
        f'<section class="shot" aria-label="{escape(pack.text("screenshot.title"))}"><h2 class="small">{escape(pack.text("screenshot.title"))}</h2>'
        f'<p class="quiet">{escape(pack.text("screenshot.lead"))}</p><div class="shot-pair"><img src="data:image/png;base64,{seen}" alt="{alt}">'
        f'<div>{text}<p class="quiet" role="status">{escape(" ".join(said))}</p></div></div></section>'
    )


def _wrong(name: str, pack: Pack) -> str:
    sentences: dict[str, str] = pack.value("screenshot.wrong")
    sentence = sentences.get(name, sentences["failed"])
    return f'<p class="warn" role="alert">{escape(sentence)}</p>'
