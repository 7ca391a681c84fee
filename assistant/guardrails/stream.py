"""Releasing a text that arrives in chunks: nothing is let out before it has been checked."""

from __future__ import annotations

from assistant.guardrails.allowed import Allowed
from assistant.guardrails.engine import Engine
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.guardrails.vault import Vault
from assistant.types import FindingClass, Violation


class Stream:
    """Takes chunks, gives checked text. The whole output equals that of one chunk, wherever it is cut."""

    def __init__(self, engine: Engine, vault: Vault, allowed: Allowed, show_personal: bool) -> None:
        self._engine = engine
        self._vault = vault
        self._allowed = allowed
        self._show_personal = show_personal
        self._held = ""
        self._violations: list[Violation] = []

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What has been found wrong so far."""
        return tuple(self._violations)

    def feed(self, chunk: str) -> str:
        """Take ``chunk``; give what is settled by now, which may be nothing."""
        self._held += chunk
        return ""

    def close(self) -> str:
        """Give the rest. The stream takes nothing after this."""
        text, self._held = self._held, ""
        return PLACEHOLDER.sub(lambda m: self._restored(m.group()), text)

    def _restored(self, mark: str) -> str:
        entry = self._vault.original(mark)
        if entry is None:
            self._violations.append(Violation("invented_placeholder", mark))
            return ""
        cls, _kind, value = entry
        if cls is FindingClass.SECRET:
            return mark
        return value
