"""How text is written to disk: the seam for encryption at rest."""

from __future__ import annotations

from typing import Protocol

from assistant.errors import CaseError


class Cipher(Protocol):
    """Makes of a text what is stored, and back. ``encrypts`` says that what is stored cannot be read or searched."""

    encrypts: bool

    def hide(self, text: str) -> str:
        """What is stored."""
        ...

    def show(self, stored: str) -> str:
        """The text; raises ``CaseError`` when it cannot be had back."""
        ...


class Plain:
    """Stores text as it is."""

    encrypts = False

    def hide(self, text: str) -> str:
        """The text itself."""
        return text

    def show(self, stored: str) -> str:
        """The text itself."""
        return stored


def cipher_for(key: str) -> Cipher:
    """The cipher of a key; raises ``CaseError`` for any key, since nothing here encrypts yet and a key must not lull."""
    if key:
        raise CaseError("ASSISTANT_CASE_KEY is set, but this version cannot encrypt the case log; unset it, or use an encrypted disk")
    return Plain()
