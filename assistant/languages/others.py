"""Messages in a language that there is no pack for: told apart with ``py3langid`` (Lui and Baldwin's langid.py, ACL 2012)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from assistant.packaged import packaged

# Kinds of Chinese, and no language at all ("zxx"), are none of the others.
_OURS = frozenset({"en", "zh", "wuu", "yue", "zxx"})
_PLACEHOLDER = re.compile(r"\[\[[A-Z0-9_]+\]\]")
_NOT_WORDS = re.compile(r"[\W\d_]+")
# Of 2,300 English messages, typos and all, none is taken for another language with these.
SURE, NOT_ENGLISH = 0.5, 0.02
LETTERS = 6


def other_language(sealed_text: str) -> str:
    """ISO 639 code of the language of a sealed message that is plainly neither Chinese nor English; else empty.

    Words of a letter or two and single words say too little, and give an empty code.
    """
    text = _NOT_WORDS.sub(" ", _PLACEHOLDER.sub(" ", sealed_text)).strip().lower()
    if len(text) < LETTERS or (text.isascii() and " " not in text):
        return ""
    ranked = _identifier().rank(text)
    code, sure = ranked[0]
    shares = {name: float(share) for name, share in ranked}
    plainly = code not in _OURS and float(sure) >= SURE and all(shares.get(name, 0.0) <= NOT_ENGLISH for name in _OURS)
    return str(code) if plainly else ""


def write_in_ours(code: str) -> str:
    """The request to write in a language that there is a pack for, in the language ``code`` where there is one of it."""
    sentences = _sentences()
    return sentences.get(code, sentences["other"])


@cache
def _identifier() -> Any:
    # Here, since the guard is imported for itself, and quickly.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _sentences() -> dict[str, str]:
    return tomllib.loads((packaged("prompts") / "other_languages.toml").read_text(encoding="utf-8"))
