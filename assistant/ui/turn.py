"""One turn on the page: the pipeline's events as what the parts of the screen show, step by step."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, fields
from html import escape
from typing import Any

import structlog

from assistant.conversations import LOCAL
from assistant.errors import AssistantError, GuardError, InputError, InputTooLarge, PictureForgotten
from assistant.events import Cited, Delta, Event, Meta
from assistant.languages import Pack, detect_language, load_pack
from assistant.message import MAX_MESSAGE, check_message
from assistant.pipeline import Assistant
from assistant.types import Choice, Outcome, Reply
from assistant.ui.markup import bubble, reply_markdown
from assistant.ui.panels import Shown
from assistant.writing import burnt_notices

Message = dict[str, Any]
KEEP = object()
_OFFERING = {Outcome.ASKED, Outcome.ABSTAINED}
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class View:
    """What changes on the screen; ``KEEP`` leaves a part as it is. ``messages`` never hold what was hidden."""

    messages: Any = KEEP
    notice: Any = KEEP
    running: Any = KEEP
    box: Any = KEEP
    conversation: Any = KEEP
    shown: Any = KEEP
    pictures: Any = KEEP

    def changed(self) -> dict[str, Any]:
        """The parts that change."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not KEEP}


@dataclass(slots=True)
class Turn:
    """A turn under way: the messages before it and what has come of it so far."""

    before: list[Message]
    pack: Pack
    typed: bool
    owner: str = LOCAL
    shown: Shown | None = None
    later: tuple[str, ...] = ()
    said: str = ""
    asked: list[Message] = field(default_factory=list)

    def opened(self) -> View:
        """Before anything is known: the person sees that the text is being sealed, not the text."""
        waiting = _message("user", _aside(self.pack.text("page.sealing")))
        return View([*self.before, waiting], notice="", running=True)

    def show(self, event: Event, assistant: Assistant) -> View:
        """What an event changes."""
        if isinstance(event, Meta):
            found = assistant.conversations.find(event.conversation_id, self.owner)
            self.later = tuple(found.later) if found else ()
            left = list(found.pictures) if found else []
            self.shown = Shown.of_meta(event, assistant, self.later)
            mine = bubble(event.sealed.text, event.sealed.findings, self.pack)
            if event.sealed.pictures:
                mine += "\n\n" + _aside(self.pack.text("screenshot.along", count=len(event.sealed.pictures)))
            self.asked = [*self.before, _message("user", mine)]
            messages = [*self.asked, _message("assistant", self._reading(event))]
            return View(messages, box="" if self.typed else KEEP, conversation=event.conversation_id, shown=self.shown, pictures=left)
        if isinstance(event, Delta):
            self.said += event.text
            return View([*self.asked, _message("assistant", self._marked(self.said))])
        if isinstance(event, Cited):
            return View()
        reply = event.reply
        self.shown = Shown.of_reply(reply, assistant, self.later)
        return View([*self.asked, self._finished(reply)], running=False, shown=self.shown)

    def _marked(self, text: str) -> str:
        if self.shown is None:
            return text
        marked = reply_markdown(text, self.shown.sealed.findings, self.pack)
        for notice in burnt_notices(self.shown.sealed, load_pack(self.shown.language)):
            marked = marked.replace(notice, f'<div class="burnt">\n\n{notice}\n\n</div>')
        return marked

    def _reading(self, meta: Meta) -> str:
        titles = list(dict.fromkeys(p.title for p in meta.passages))[:3]
        text = self.pack.text("page.reading", titles=" · ".join(titles)) if titles else self.pack.text("page.thinking")
        return _aside(text)

    def _finished(self, reply: Reply) -> Message:
        text = self._marked(without_choices(reply.reply, reply.choices))
        notes = [f"> {w}" for w in reply.warnings]
        if reply.citations:
            who = "extractive" if reply.model == "extractive" else "written_by"
            worded = self.pack.text(f"page.{who}", model=reply.model)
            notes.append(_aside(worded))
        message = _message("assistant", "\n\n".join([text, *notes]))
        if reply.choices and reply.outcome in _OFFERING:
            message["options"] = [{"label": c.label, "value": c.message} for c in reply.choices]
        return message


async def take_turn(
    assistant: Assistant,
    text: str,
    messages: list[Message],
    conversation: str,
    code: str,
    *,
    typed: bool = True,
    owner: str = LOCAL,
    pictures: Sequence[str] = (),
) -> AsyncIterator[View]:
    """Views of a turn. An error is a sentence with a next step; ``text`` then stays in the box and goes into no view.

    ``pictures``: screenshots that wait in the conversation; with one, the text may be empty.
    """
    pack = load_pack(code)
    turn = Turn(settled(messages), pack, typed, owner)
    try:
        if text.strip() or not pictures:
            check_message(text)
        yield turn.opened()
        known = assistant.conversations.find(conversation, owner) if conversation else None
        language = None if known and known.turns else detect_language(assistant.redact(text).text if text.strip() else "", code)
        async with aclosing(assistant.stream(text, conversation or None, language, owner, pictures)) as events:  # type: ignore[type-var]
            async for event in events:
                yield turn.show(event, assistant)
    except AssistantError as error:
        left = () if isinstance(error, PictureForgotten) else pictures
        yield _failed(turn, error_sentence(error, len(text), pack), text, left)
    except Exception as error:  # noqa: BLE001 - the last stop before the framework, whose traceback could show the message
        log.error("page", error=type(error).__name__)
        yield _failed(turn, pack.text("page.error_failed"), text, pictures)


def waiting(messages: list[Message], ahead: int, code: str) -> View:
    """Before a turn begins: how many are asked before it."""
    note = load_pack(code).text("page.waiting", count=ahead)
    return View([*settled(messages), _message("user", _aside(note))], notice="", running=True)


def turned_away(messages: list[Message], text: str, code: str, pictures: Sequence[str] = ()) -> View:
    """Too many wait already: nothing was taken, what was asked is in the box, its screenshots wait on."""
    return View(settled(messages), notice=load_pack(code).text("page.error_busy"), running=False, box=text, pictures=list(pictures))


def error_sentence(error: AssistantError, length: int, pack: Pack) -> str:
    """What went wrong and what to do next."""
    if isinstance(error, InputTooLarge):
        return pack.text("page.error_large", length=length, limit=MAX_MESSAGE)
    if isinstance(error, PictureForgotten):
        return pack.text("screenshot.wrong.forgotten")
    if isinstance(error, InputError):
        return pack.text("page.error_empty")
    return pack.text("page.error_guard" if isinstance(error, GuardError) else "page.error_failed")


def stopped(messages: list[Message], code: str) -> View:
    """After Stop: what was said stays and is marked; a message that was not yet sealed leaves no trace but in the box."""
    pack = load_pack(code)
    kept = settled(messages)
    if kept and kept[-1]["role"] == "user":
        return View(kept[:-1], running=False)
    if kept:
        kept[-1]["content"] += f"\n\n{_aside(pack.text('page.stopped'))}"
    return View(kept, running=False)


def settled(messages: list[Message]) -> list[Message]:
    """The messages as plain records, choices of earlier questions gone."""
    return [_message(m["role"], _text(m["content"])) for m in messages]


def without_choices(text: str, choices: tuple[Choice, ...]) -> str:
    """The text without the list of what is offered as buttons below it."""
    listed = {f"- {c.label}" for c in choices}
    return "\n".join(line for line in text.split("\n") if line not in listed).strip()


def _failed(turn: Turn, sentence: str, text: str, pictures: Sequence[str]) -> View:
    """What could not be taken is in the box, wherever it came from, and its screenshots wait on."""
    if turn.asked:
        return View([*turn.asked, _message("assistant", sentence)], notice=sentence, running=False)
    return View(turn.before, notice=sentence, running=False, box=KEEP if turn.typed else text, pictures=list(pictures))


def _message(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _aside(text: str) -> str:
    """A remark of the page in the chat, not part of an answer."""
    return f'<span class="byline">{escape(text)}</span>'


def _text(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part["text"] for part in content if part.get("type") == "text")
