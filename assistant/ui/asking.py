"""Asking: whatever makes a turn on the page, by typing or by a click."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.languages import load_pack
from assistant.pipeline import Assistant
from assistant.ui.browser import owner_of
from assistant.ui.clearing import wire_clearing
from assistant.ui.fleeting import Fleeting
from assistant.ui.give import GIVEN, as_message
from assistant.ui.handover import QUIET
from assistant.ui.history import restored, without_last
from assistant.ui.panels import Shown, wanted
from assistant.ui.room import Room
from assistant.ui.turn import Message, View, take_turn, turned_away, waiting
from assistant.ui.updates import as_updates

Updates = dict[Any, Any]


def turn_outputs(parts: dict[str, Any]) -> list[Any]:
    """Every part that a turn may change."""
    names = ("chat", "first", "after", "notice", "send", "stop", "box", "conversation", "shown", "sent", "sources", "evidence")
    return [parts[n] for n in (*names, "evidence_list", "pictures", "shot_kept", *GIVEN)]


@dataclass(frozen=True, slots=True)
class Asking:
    """The ways to ask. Each takes the conversation as the page holds it: messages, id, language, whether it is temporary."""

    assistant: Assistant
    parts: dict[str, Any]
    room: Room
    fleeting: Fleeting

    async def turn(
        self,
        text: str,
        messages: list[Message],
        conversation: str,
        code: str,
        temporary: bool,
        request: gr.Request,
        *,
        typed: bool = True,
        pictures: Sequence[str] = (),
    ) -> AsyncIterator[Updates]:
        """One turn, as updates of the page; ``typed`` in the box, which is then emptied."""
        if self.room.full:
            yield self._updates(turned_away(messages, text, code, pictures), code)
            return
        if self.room.ahead:
            yield self._updates(waiting(messages, self.room.ahead, code), code)
        async with self.room.place(str(request.session_hash)):
            if temporary:
                conversation = self.fleeting.conversation(conversation, request)
            owner = owner_of(request)
            views = take_turn(self.assistant, text, messages, conversation, code, typed=typed, owner=owner, pictures=pictures)
            async with aclosing(views):  # type: ignore[type-var]
                async for view in views:
                    if updates := self._updates(view, code):
                        yield updates

    async def typed(
        self, text: str, messages: list[Message], conversation: str, code: str, temporary: bool, pictures: list[str], request: gr.Request
    ) -> AsyncIterator[Updates]:
        """What stands in the box, with the screenshots that wait."""
        async for updates in self.turn(text, messages, conversation, code, temporary, request, pictures=pictures):
            yield updates

    async def chosen(
        self, messages: list[Message], conversation: str, code: str, temporary: bool, picked: gr.SelectData, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """One of the answers that a question back offered."""
        async for updates in self.turn(str(picked.value), messages, conversation, code, temporary, request, typed=False):
            yield updates

    async def again(
        self, messages: list[Message], conversation: str, code: str, temporary: bool, shown: Shown | None, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """The last question once more, with its screenshots."""
        before = restored(self.assistant, conversation, shown, load_pack(code), owner_of(request))
        told = without_last(messages)
        async for updates in self.turn(before.text, told, conversation, code, temporary, request, typed=False, pictures=before.pictures):
            yield updates

    def giving(self, *, said: bool) -> Any:
        """What is wanted next: with the value that was ``said``, or only that it is ready."""

        async def given(
            messages: list[Message],
            conversation: str,
            code: str,
            temporary: bool,
            shown: Shown | None,
            value: str,
            request: gr.Request,
        ) -> AsyncIterator[Updates]:
            record, found = wanted(shown, self.assistant.library), self.assistant.conversations.find(conversation, owner_of(request))
            pack = load_pack(code)
            if record is None or found is None or (said and not value.strip()):
                yield self._updates(View(notice=pack.text("page.error_give")), code)
                return
            text = as_message(record, value if said else "", pack)
            found.handing = record.id
            async for updates in self.turn(text, messages, conversation, code, temporary, request, typed=False):
                yield updates

        return given

    def problem(self, number: int) -> Any:
        """One of the problems of the first screen."""

        async def clicked(
            messages: list[Message], conversation: str, code: str, temporary: bool, request: gr.Request
        ) -> AsyncIterator[Updates]:
            question = self.assistant.library.taxonomy.first_screen[number].question.in_language(code)
            async for updates in self.turn(question, messages, conversation, code, temporary, request, typed=False):
                yield updates

        return clicked

    async def left(self, request: gr.Request) -> None:
        """The tab is closed: nothing goes on for it and its temporary conversation is forgotten."""
        self.room.leave(str(request.session_hash))
        self.fleeting.forget(request)

    def _updates(self, view: View, code: str) -> Updates:
        return as_updates(view, self.assistant, code, self.parts)


def wire_turns(asking: Asking) -> list[Any]:
    """What asks when. Gives the events that Stop ends."""
    parts = asking.parts
    state = [parts["chat"], parts["conversation"], parts["language"], parts["temporary"]]
    shown = [*state, parts["shown"]]
    given = [*shown, parts["give"]]
    # The room says who waits and who is turned away, in words; the framework's own queue would only say that it is full.
    same = {"outputs": turn_outputs(parts), "concurrency_id": "turn", "concurrency_limit": None, **QUIET}
    sending, adding = [parts["box"].submit, parts["send"].click], [parts["give"].submit, parts["give_add"].click]
    return [
        gr.on(sending, asking.typed, [parts["box"], *state, parts["pictures"]], trigger_mode="once", **same),
        parts["chat"].option_select(asking.chosen, state, **same),
        parts["again"].click(asking.again, shown, **same),
        gr.on(adding, asking.giving(said=True), given, trigger_mode="once", **same),
        parts["give_ready"].click(asking.giving(said=False), given, **same),
        *(button.click(asking.problem(n), state, **same) for n, button in enumerate(parts["problems"])),
        wire_clearing(asking.assistant, parts, asking.turn, state, **same),
    ]
