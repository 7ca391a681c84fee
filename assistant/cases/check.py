"""What may be written: text that every database takes."""

from __future__ import annotations

from assistant.errors import InputError, InputTooLarge

LONGEST = 64_000


def check_text(text: str, what: str = "text", longest: int = LONGEST) -> str:
    """The text; raises ``InputError`` for one that is too long or holds a NUL or half of a character."""
    if len(text) > longest:
        raise InputTooLarge(f"the {what} has {len(text)} characters, {longest} are allowed")
    if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError(f"the {what} holds a character that is no text")
    return text


def check_entry(owner: str, text: str, *others: str) -> None:
    """An owner, the text of an entry, and its title, number or key. Raises ``InputError`` for one that is missing or too long."""
    if not owner:
        raise InputError("a case needs an owner")
    if not text.strip():
        raise InputError("the text is empty")
    for value in (owner, text):
        check_text(value)
    for value in others:
        check_text(value, "title, number or key", 300)
