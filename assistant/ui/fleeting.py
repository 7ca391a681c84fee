"""Conversations of which nothing is written, and that go with the browser tab that has them."""

from __future__ import annotations

import gradio as gr

from assistant.pipeline import Assistant
from assistant.ui.browser import owner_of


class Fleeting:
    """The temporary conversations of the page, by the browser tab that has them; gone with it."""

    def __init__(self, assistant: Assistant) -> None:
        self._conversations = assistant.conversations
        self._of_tab: dict[str, tuple[str, str]] = {}

    def conversation(self, conversation_id: str, request: gr.Request) -> str:
        """The tab's temporary conversation: the one it has, else a new one."""
        owner = owner_of(request)
        if not self._conversations.find(conversation_id, owner):
            conversation_id = self._conversations.open(conversation_id, owner, temporary=True).id
            self._of_tab[str(request.session_hash)] = (conversation_id, owner)
        return conversation_id

    def forget(self, request: gr.Request) -> None:
        """The tab is closed or begins anew."""
        conversation_id, owner = self._of_tab.pop(str(request.session_hash), ("", ""))
        if conversation_id and self._conversations.find(conversation_id, owner):
            self._conversations.close(conversation_id)
