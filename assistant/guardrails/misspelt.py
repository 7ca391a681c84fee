"""Words whose letters were typed in the wrong order: "passowrd", "licnese".

Whoever is in a hurry swaps letters, and the words that name a secret are as often hit as any. The right word is as long as the wrong one, so
it can stand in its place, and every offset still holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.guardrails.labels import PERSONAL, PLAIN, REFERENCE
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.words import Words

_WORD = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{6,20}(?![0-9A-Za-z])")
_LETTERS = re.compile(r"[a-z]{6,20}")
_GROUPS = (
    "password", "otp", "code", "seed_phrase", "private_key", "key", "api_key", "api_secret", "api_passphrase", "totp_secret", "session",
    "backup_code", "security_question", "security_answer", "transaction", "hash_like", "not_password", "not_code", "everyday", "changed_to",
    "piece", "between", "assigns", "told", *PERSONAL, *REFERENCE, *PLAIN,
)  # fmt: skip


def corrected(text: str, words: Words) -> str:
    """``text``, of the same length, with the right word in the place of each that only has its letters in another order."""
    table = _table(words)
    pieces: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        word = match.group()
        right = table.get(_signature(word.lower()), "")
        if right and right != word.lower() and word.lower() not in _known(words):
            pieces += (text[at : match.start()], "".join(r.upper() if w.isupper() else r for r, w in zip(right, word, strict=True)))
            at = match.end()
    return "".join((*pieces, text[at:])) if pieces else text


def _signature(word: str) -> str:
    return word[0] + "".join(sorted(word[1:]))


@lru_cache(maxsize=8)
def _table(words: Words) -> dict[str, str]:
    """Signature → the word that has it."""
    found = (word for group in _GROUPS for entry in words.listed.get(group, ()) for word in _LETTERS.findall(entry.lower()))
    return {_signature(word): word for word in found}


@lru_cache(maxsize=8)
def _known(words: Words) -> frozenset[str]:
    """Words that are right as they are."""
    entries = (word for group in words.listed.values() for entry in group for word in _LETTERS.findall(entry.lower()))
    return frozenset(entries) | {word for word in packed_counts() if word.isascii()}
