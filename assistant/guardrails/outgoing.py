"""What must hold of a text before it goes out; what breaks a rule is taken out and named."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.errors import GuardError
from assistant.guardrails.allowed import Allowed
from assistant.guardrails.engine import Engine
from assistant.guardrails.links import not_allowed, warned_of
from assistant.guardrails.masking import masked
from assistant.guardrails.normalise import normalise
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.guardrails.statements import violated
from assistant.guardrails.vault import Vault
from assistant.types import FindingClass, Violation

_SENTENCE = re.compile(r"[^.!?。！？\n]*(?:[.!?](?!\s|$)[^.!?。！？\n]*)*(?:[.!?。！？]+[\"'”’」）)]*|\n|$)")
_HAN = re.compile("[\u4e00-\u9fff]")
_CONTEXT = 160  # characters of what went out before, looked at but not changed


class _Change(NamedTuple):
    start: int
    end: int
    text: str


class Checker:
    """Checks pieces of one outgoing text, in order."""

    def __init__(self, engine: Engine, vault: Vault, allowed: Allowed, show_personal: bool, own_words: bool = False) -> None:
        self._engine = engine
        self._vault = vault
        self._allowed = allowed
        self._show_personal = show_personal
        self._own_words = own_words
        self._before = ""
        self.violations: list[Violation] = []

    def check(self, piece: str) -> str:
        """``piece`` as it may go out. Raises GuardError when a check itself fails."""
        try:
            changes = self._changes(piece)
        except (ValueError, IndexError, KeyError, RuntimeError, UnicodeError) as error:
            raise GuardError(f"A check of the outgoing text failed ({type(error).__name__}).") from None
        self._before = (self._before + piece)[-_CONTEXT:]
        return _applied(piece, changes)

    def _changes(self, piece: str) -> list[_Change]:
        language = "zh" if _HAN.search(piece) else "en"
        say = self._engine.words.sentence
        changes: list[_Change] = []
        for match in _SENTENCE.finditer(piece):
            if match.group().strip() and not self._own_words:
                broken = list(violated(normalise(match.group()).text, self._engine.words))
                if broken:
                    changes.append(_Change(match.start(), match.end(), "\n" if match.group().endswith("\n") else ""))
                    self.violations += [Violation(name) for name in broken]
        normal = normalise(piece)
        for named in not_allowed(normal, piece, self._engine.words, self._allowed):
            start, end = normal.original(named.start, named.end)
            changes.append(_Change(start, end, say("link_removed" if named.check == "link" else "contact_removed", language)))
            self.violations.append(Violation(named.check))
        changes += self._findings(piece, say("detail_removed", language))
        changes += [_Change(m.start(), m.end(), self._restored(m.group())) for m in PLACEHOLDER.finditer(piece)]
        return changes

    def _findings(self, piece: str, removed: str) -> list[_Change]:
        """What the detectors take for a secret or personal data; nothing of the kind comes from sealed text."""
        offset = len(self._before)
        found = []
        for claim in self._engine.find(self._before + piece).claims:
            start, end = max(0, claim.start - offset), claim.end - offset
            if end <= 0 or claim.cls is FindingClass.REFERENCE:
                continue
            if claim.kind == "email" and self._may_name(piece, start, end):
                continue
            found.append(_Change(start, end, removed))
            self.violations.append(Violation("detector", claim.kind))
        return found

    def _may_name(self, piece: str, start: int, end: int) -> bool:
        """Whether the e-mail address ``piece[start:end]`` is an allowed one, or one that its sentence warns of."""
        return self._allowed.email(piece[start:end]) or warned_of(piece, start, end, self._engine.words, self._allowed)

    def _restored(self, mark: str) -> str:
        entry = self._vault.original(mark)
        if entry is None:
            self.violations.append(Violation("invented_placeholder", mark))
            return ""
        cls, kind, value = entry
        if cls is FindingClass.SECRET:
            return mark
        return masked(kind, value) if cls is FindingClass.PERSONAL and not self._show_personal else value


def _applied(text: str, changes: list[_Change]) -> str:
    """``text`` with the changes made; of two that overlap, the first and longest holds and takes the other in."""
    pieces: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if change.start < at:
            at = max(at, change.end)
            continue
        pieces += (text[at : change.start], change.text)
        at = change.end
    pieces.append(text[at:])
    return "".join(pieces)
