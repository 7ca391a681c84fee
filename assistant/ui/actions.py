"""What happens when a person does something on the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.languages import load_pack, load_packs
from assistant.pipeline import Assistant
from assistant.ui.browser import browser_language, owner_of
from assistant.ui.clearing import wire_clearing
from assistant.ui.fleeting import Fleeting
from assistant.ui.give import GIVEN, as_message
from assistant.ui.handover import QUIET, as_file, hand_over
from assistant.ui.history import as_markdown, restored, without_last
from assistant.ui.panels import Shown, state_line, wanted
from assistant.ui.room import Room
from assistant.ui.turn import Message, View, as_updates, stopped, take_turn, turned_away, waiting
from assistant.ui.wording import temporary_words, worded, words

FAST, SLOW = 2.0, 20.0
SETTLED = {"ready", "failed", "off"}
Updates = dict[Any, Any]

_DARK = "() => { document.body.classList.toggle('dark') }"


def _outputs(parts: dict[str, Any]) -> list[Any]:
    names = ("chat", "first", "after", "notice", "send", "stop", "box", "conversation", "shown", "sent", "sources", "evidence")
    return [parts[n] for n in (*names, "evidence_list", "pictures", "shot_kept", *GIVEN)]


def wire_turns(assistant: Assistant, parts: dict[str, Any], room: Room, fleeting: Fleeting) -> list[Any]:
    """Asking, by typing or by a click, stopping and starting over. Gives the events that Stop ends."""
    state = [parts["chat"], parts["conversation"], parts["language"], parts["temporary"]]
    # The room says who waits and who is turned away, in words; the framework's own queue would only say that it is full.
    same = {"outputs": _outputs(parts), "concurrency_id": "turn", "concurrency_limit": None, **QUIET}

    async def turn(
        text: str,
        messages: list[Message],
        conversation: str,
        code: str,
        temporary: bool,
        request: gr.Request,
        kept: bool = True,
        pictures: Sequence[str] = (),
    ) -> AsyncIterator[Updates]:
        if room.full:
            yield as_updates(turned_away(messages, text, code), assistant, code, parts)
            return
        if room.ahead:
            yield as_updates(waiting(messages, room.ahead, code), assistant, code, parts)
        async with room.place():
            if temporary:
                conversation = fleeting.conversation(conversation, request)
            views = take_turn(assistant, text, messages, conversation, code, typed=kept, owner=owner_of(request), pictures=pictures)
            async with aclosing(views):  # type: ignore[type-var]
                async for view in views:
                    if updates := as_updates(view, assistant, code, parts):
                        yield updates

    async def typed(
        text: str, messages: list[Message], conversation: str, code: str, temporary: bool, pictures: list[str], request: gr.Request
    ) -> AsyncIterator[Updates]:
        async for updates in turn(text, messages, conversation, code, temporary, request, pictures=pictures):
            yield updates

    async def chosen(
        messages: list[Message], conversation: str, code: str, temporary: bool, picked: gr.SelectData, request: gr.Request
    ) -> AsyncIterator[Updates]:
        async for updates in turn(str(picked.value), messages, conversation, code, temporary, request, False):
            yield updates

    async def again(
        messages: list[Message], conversation: str, code: str, temporary: bool, shown: Shown | None, request: gr.Request
    ) -> AsyncIterator[Updates]:
        text = restored(assistant, conversation, shown, load_pack(code), owner_of(request))
        async for updates in turn(text, without_last(messages), conversation, code, temporary, request, False):
            yield updates

    def giving(said: bool) -> Any:
        async def given(
            messages: list[Message],
            conversation: str,
            code: str,
            temporary: bool,
            shown: Shown | None,
            value: str,
            request: gr.Request,
        ) -> AsyncIterator[Updates]:
            record, found = wanted(shown, assistant.library), assistant.conversations.find(conversation, owner_of(request))
            pack = load_pack(code)
            if record is None or found is None or (said and not value.strip()):
                yield as_updates(View(notice=pack.text("page.error_give")), assistant, code, parts)
                return
            text = as_message(record, value if said else "", pack)
            found.handing = record.id
            async for updates in turn(text, messages, conversation, code, temporary, request, False):
                yield updates

        return given

    def problem(number: int) -> Any:
        async def clicked(
            messages: list[Message], conversation: str, code: str, temporary: bool, request: gr.Request
        ) -> AsyncIterator[Updates]:
            question = assistant.library.taxonomy.first_screen[number].question.in_language(code)
            async for updates in turn(question, messages, conversation, code, temporary, request, False):
                yield updates

        return clicked

    turns = [
        gr.on([parts["box"].submit, parts["send"].click], typed, [parts["box"], *state, parts["pictures"]], trigger_mode="once", **same)
    ]
    turns.append(parts["chat"].option_select(chosen, state, **same))
    turns.append(parts["again"].click(again, [*state, parts["shown"]], **same))
    asked = [*state, parts["shown"], parts["give"]]
    turns.append(gr.on([parts["give"].submit, parts["give_add"].click], giving(True), asked, trigger_mode="once", **same))
    turns.append(parts["give_ready"].click(giving(False), asked, **same))
    turns += [button.click(problem(n), state, **same) for n, button in enumerate(parts["problems"])]
    turns.append(wire_clearing(assistant, parts, turn, state, **same))
    return turns


def wire_history(assistant: Assistant, parts: dict[str, Any], turns: list[Any], fleeting: Fleeting) -> None:
    """Stopping, starting over, changing the last question, saving what was said."""
    outputs = _outputs(parts)

    def stop(messages: list[Message], code: str) -> Updates:
        return as_updates(stopped(messages, code), assistant, code, parts)

    def new(conversation: str, code: str, request: gr.Request) -> Updates:
        fleeting.forget(request)
        if assistant.conversations.find(conversation, owner_of(request)):
            assistant.conversations.close(conversation)
        return as_updates(View([], "", False, "", "", None), assistant, code, parts)

    def switch(conversation: str, code: str, temporary: bool, request: gr.Request) -> Updates:
        return {**new(conversation, code, request), **temporary_words(parts, not temporary, load_pack(code))}

    def edit(messages: list[Message], conversation: str, code: str, shown: Shown | None, request: gr.Request) -> Updates:
        text = restored(assistant, conversation, shown, load_pack(code), owner_of(request))
        return as_updates(View(without_last(messages), "", False, text), assistant, code, parts)

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


def wire_page(page: gr.Blocks, assistant: Assistant, parts: dict[str, Any], fleeting: Fleeting) -> None:
    """The language, the theme and the state line."""
    outputs = worded(parts)

    def greet(request: gr.Request) -> Updates:
        return words(assistant, parts, browser_language(request.headers.get("accept-language", "")), None)

    def switch(code: str, shown: Shown | None, temporary: bool) -> Updates:
        codes = list(load_packs())
        other = codes[(codes.index(code) + 1) % len(codes)]
        return words(assistant, parts, other, shown) | temporary_words(parts, temporary, load_pack(other))

    def state(code: str) -> tuple[str, Any]:
        settled = assistant.library.state.phase in SETTLED and assistant.backend.state.phase in SETTLED
        return state_line(assistant, load_pack(code)), gr.Timer(SLOW if settled else FAST)

    page.load(greet, None, outputs, queue=False, **QUIET)
    page.unload(fleeting.forget)
    given = [parts["language"], parts["shown"], parts["temporary"]]
    both = list(dict.fromkeys([*outputs, *temporary_words(parts, False, load_pack("en"))]))
    parts["other_language"].click(switch, given, both, queue=False, **QUIET)
    parts["theme"].click(None, js=_DARK, api_visibility="private")
    parts["timer"].tick(state, [parts["language"]], [parts["state"], parts["timer"]], queue=False, **QUIET)
