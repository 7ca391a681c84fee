"""Releasing a text that arrives in chunks: nothing is let out before it has been checked.

The text is checked in pieces: sentences and lines, joined where the next one could belong to them (a
colon before, a list of single words, a key cut by the line's end). Where a piece ends depends on the
text alone, so the output does not depend on where the chunks were cut.
"""

from __future__ import annotations

import re

from assistant.guardrails.allowed import Allowed
from assistant.guardrails.engine import Engine
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.outgoing import Checker
from assistant.guardrails.vault import Vault
from assistant.types import Violation

_END = re.compile(r"[.!?…]+(?=\s)|[。！？]+(?=[^。！？])|\n+(?=[^\n])")
_WORD = re.compile(r"[^\W\d_]+")
_KEYISH = re.compile(r"[A-Za-z0-9+/=_\-]{16,}\s*$|\[\[[^\]\s]*\s*$")
_FEW_WORDS = 3


class Stream:
    """Takes chunks, gives checked text. The whole output equals that of one chunk, wherever it is cut."""

    def __init__(self, engine: Engine, vault: Vault, allowed: Allowed, show_personal: bool, own_words: bool = False) -> None:
        self._checker = Checker(engine, vault, allowed, show_personal, own_words)
        self._held = ""
        self._looked = 0

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What has been found wrong so far."""
        return tuple(self._checker.violations)

    def feed(self, chunk: str) -> str:
        """Take ``chunk``; give what is settled by now, which may be nothing. Raises GuardError when a check fails."""
        self._held += chunk
        released: list[str] = []
        start = self._looked
        while (match := _END.search(self._held, start)) is not None:
            end = match.end()
            if _is_closed(self._held[self._looked : end], self._held[:end]):
                released.append(self._checker.check(self._held[:end]))
                self._held = self._held[end:]
                end = 0
            self._looked = start = end
        return "".join(released)

    def close(self) -> str:
        """Give the rest. The stream takes nothing after this."""
        rest, self._held, self._looked = self._held, "", 0
        return self._checker.check(rest) if rest else ""


def _is_closed(last: str, piece: str) -> bool:
    """Whether ``piece``, whose last sentence or line is ``last``, stands for itself."""
    bare = last.strip()
    words = _WORD.findall(bare.lower())
    if len(words) <= _FEW_WORDS and len(bare) < 40:
        return False
    if bare.endswith((":", "：", "=", "-", "—", "(", "（", ",", "，", "、")) or _KEYISH.search(bare):
        return False
    if piece.count("-----BEGIN") > piece.count("-----END") or piece.count("{") > piece.count("}"):
        return False
    table = packed_counts()
    listed = sum(word in table for word in words)
    return listed < 3 or listed < 0.75 * len(words)
