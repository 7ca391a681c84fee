"""Folding: the one form of a text that is indexed and searched."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from assistant.languages import load_packs, simplify

# Identifiers that tell what a problem is about; who the user is does not.
_TELLING = frozenset({"TXID", "ADDRESS", "CONTRACT_ADDRESS", "MEMO", "ORDER_ID", "TICKET_ID", "WITHDRAWAL_ID", "DEPOSIT_ID"})
_PLACEHOLDER = re.compile(r"\[\[([A-Z][A-Z_]*?)_\d+\]\]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z0-9']+")


def length(text: str) -> int:
    """How long a message is, in words; three Chinese characters count as two."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) * 2 // 3


def fold(text: str) -> str:
    """One width, simplified characters, single spaces; placeholders of identifiers said as words (``[[TXID_1]]`` → ``txid``).

    Placeholders of personal data are left out with their label ("my e-mail is [[EMAIL_1]]"): they would draw the search
    to questions about e-mail.
    """
    text = unicodedata.normalize("NFKC", text)
    if "[[" in text:
        text = _labelled().sub(lambda m: m[0] if m[1] in _TELLING else " ", text)
        text = _PLACEHOLDER.sub(lambda m: m[1].replace("_", " ").lower() if m[1] in _TELLING else " ", text)
    return re.sub(r"\s+", " ", simplify(text)).strip()


@cache
def _labelled() -> re.Pattern[str]:
    labels = sorted({w for pack in load_packs().values() for w in pack.value("language.labels")}, key=len, reverse=True)
    words = "|".join(map(re.escape, labels))
    return re.compile(
        rf"(?:我的?|本人的?|(?<![a-z])my |(?<![a-z])the )?(?<![a-z])(?:{words})\s*(?:是|为|叫|:|=|is|was|no\.?)?\s*\[\[([A-Z][A-Z_]*?)_\d+\]\]",
        re.IGNORECASE,
    )
