"""Whether a word that nothing announces was made up, as passwords and keys are: letters with digits or signs, no name of anything."""

from __future__ import annotations

import re

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.dummies import is_dummy
from assistant.guardrails.named_things import is_thing
from assistant.guardrails.numbers import is_date
from assistant.guardrails.spoken_values import has_inner_capital, is_identifier, is_strong

_SIGNS = re.compile(r"[!@#$%^&*+~?]")
_SLUG = re.compile(
    r"[A-Za-z]+(?:[-_./][A-Za-z]+)+(?:[-_./]?[0-9]{1,4})?|/[\w./\-]*|[\w./\-]+\.(?:json|ya?ml|pem|key|txt|env|toml|ini|py|js|ts|go|com|org|net|io)"
    r"|[A-Z0-9]{2,12}[-/_][A-Z0-9]{2,12}(?:[-/_][A-Z0-9]{1,12}){0,3}|[A-Z_]+|[a-z_]+|[A-Z]?[a-z]+|[a-z]+(?:[A-Z][a-z]+)+[0-9]{0,2}"
    r"|v?[0-9]+(?:\.[0-9a-z]+){1,4}|[0-9]+[a-z]{1,4}|[A-Z]{2,6}[0-9]{1,3}|%.*|[A-Za-z]+[-_#:][0-9]+"
    r"|(?:iPhone|iPad|iOS|Android|Windows|Win|Chrome|Safari|Firefox|Edge|MacOS|macOS|HarmonyOS)[ _\-/]?[0-9][0-9A-Za-z.]*"
)
_LEAST, _LEAST_LETTERS = 5, 8


def is_made_up(text: str) -> bool:
    """Whether ``text`` is no word, name, number, symbol, path, date, version, address or blank."""
    if len(text) < _LEAST or not is_strong(text) or is_dummy(text) or is_identifier(text) or is_public_word(text) or is_date(text):
        return False
    if _SLUG.fullmatch(text) or is_thing(text):
        return False
    letters = sum(c.isalpha() for c in text)
    if not letters:
        return False
    if any(c.isdigit() for c in text):
        return True
    return _SIGNS.search(text[1:]) is not None and letters >= _LEAST - 1 and (has_inner_capital(text) or len(text) >= _LEAST_LETTERS)
