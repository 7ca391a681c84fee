"""What was said so far: taken back to be asked again or changed, and written down, sealed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversations import LOCAL, Conversation
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.languages import Pack, load_pack
from assistant.pipeline import Assistant
from assistant.types import FindingClass
from assistant.ui.markup import kind_name
from assistant.ui.panels import Shown
from assistant.ui.turn import Message, settled


@dataclass(frozen=True, slots=True)
class Restored:
    """A question to be asked again: its text, and the ids of the screenshots that wait to go along once more."""

    text: str = ""
    pictures: tuple[str, ...] = ()


def restored(assistant: Assistant, conversation_id: str, shown: Shown | None, pack: Pack, owner: str = LOCAL) -> Restored:
    """The last question as its author typed it, for that author alone; a secret in it is gone and only named.

    The exchange is taken out of the conversation, so that what is asked now does not follow on from it.
    """
    if shown is None:
        return Restored()
    conversation = assistant.conversations.find(conversation_id, owner) or Conversation("", owner)
    if conversation.turns and conversation.turns[-1].question == shown.sealed.text:
        conversation.turns.pop()
    if conversation.id == conversation_id:
        for picture in shown.sealed.pictures:
            conversation.keep_picture(picture)
    if shown.sealed.pictures and shown.sealed.text == load_pack(shown.language).text("screenshot.only"):
        return Restored("", tuple(conversation.pictures))

    def original(mark: re.Match[str]) -> str:
        entry = conversation.vault.original(mark.group())
        if entry is None:
            return ""
        cls, kind, value = entry
        return f"({kind_name(kind, cls, pack)})" if cls is FindingClass.SECRET else value

    return Restored(PLACEHOLDER.sub(original, shown.sealed.text), tuple(conversation.pictures))


def without_last(messages: list[Message]) -> list[Message]:
    """The messages before the last question."""
    plain = settled(messages)
    asked = [place for place, message in enumerate(plain) if message["role"] == "user"]
    return plain[: asked[-1]] if asked else []


def as_markdown(assistant: Assistant, conversation_id: str, pack: Pack, owner: str = LOCAL) -> str:
    """The conversation as a file: every hidden value stays a placeholder. One that is forgotten is said to be so."""
    lines = [f"# {pack.text('page.export_name')}", "", pack.text("page.export_note")]
    conversation = assistant.conversations.find(conversation_id, owner)
    if conversation is None:
        lines += ["", pack.text("page.gone")]
    for turn in conversation.turns if conversation else ():
        told = "\n\n".join(turn.texts)
        for who, text in (("export_you", told), ("export_reply", turn.reply)):
            lines += ["", f"## {pack.text(f'page.{who}')}", "", text]
    return "\n".join(lines) + "\n"
