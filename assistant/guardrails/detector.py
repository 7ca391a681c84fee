"""What a detector is made of; how to write one is told in ``guardrails/detectors/__init__.py``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from assistant.guardrails.normalise import MASK
from assistant.guardrails.patterns import Hit, Subject
from assistant.guardrails.words import Words
from assistant.types import FindingClass

ASSIGN = r"[ \t:=\"'`*|#>-]{0,4}(?:<<is>>)?[ \t\n:=\"'`*|#>(-]{0,4}"
"""Pattern of what stands between a name and its value: ``": "``, ``" is "``, ``"=\"``, ``"是："``."""


class Span(NamedTuple):
    """What a detector claims, in offsets of ``Scan.text``. Empty ``kind`` and ``cls`` mean the detector's own.

    ``unclear``: a secret only because nothing shows that it is none, so its author may say that it is a reference.
    """

    start: int
    end: int
    checksum: bool = False
    score: float = 1.0
    kind: str = ""
    cls: FindingClass | None = None
    unclear: bool = False


_PAIRABLE = frozenset(("password", "api_key", "api_secret", "api_passphrase"))
_T = TypeVar("_T")
_TO_MASK = 16


class Scan:
    """One message as detectors see it.

    ``text`` is normalised. ``words`` holds the context words. ``pending`` says that an earlier
    message of the conversation gave only a part of a secret, so that the rest may follow.
    """

    __slots__ = ("_fitting", "_folded", "_lower", "_noted", "_once", "_secrets", "pending", "subject", "text", "words")

    def __init__(self, text: str, words: Words, pending: bool = False) -> None:
        self.text = text
        self.subject = Subject(text)
        self.words = words
        self.pending = pending
        self._lower = ""
        self._folded = ""
        self._noted: dict[str, bool] = {}
        self._once: dict[Callable[[Scan], Any], Any] = {}
        self._fitting: dict[tuple[str, str], bool] = {}
        self._secrets: dict[int, tuple[int, float, str]] = {}

    @property
    def folded(self) -> str:
        """``lower``, of the same length, with every character that is written in two ways in the commoner one."""
        if not self._folded:
            self._folded = self.words.folded(self.lower)
        return self._folded

    @property
    def lower(self) -> str:
        """``text`` in lower case, of the same length (letters whose lower case is longer stay)."""
        if not self._lower:
            lower = self.text.lower()
            if len(lower) != len(self.text):
                lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
            self._lower = lower
        return self._lower

    def finditer(self, template: str) -> Iterator[Hit]:
        """Matches of an RE2 pattern in which ``<<group>>`` names context words; letter case is ignored."""
        return self.words.regex(template).hits(self.subject)

    def matches(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """Matches of one of Python's patterns, which are not looked for where the message lacks what they cannot do without."""
        return () if self.subject.lacks(pattern) else pattern.finditer(self.text)

    def mentions(self, template: str) -> bool:
        """Whether a pattern occurs anywhere in the message; looked for once."""
        noted = self._noted.get(template)
        if noted is None:
            noted = self._noted[template] = self.words.regex(template).occurs(self.subject)
        return noted

    def fits(self, template: str, part: str) -> bool:
        """Whether a pattern occurs in ``part``, a word or two of the message; looked for once, as people and machines repeat themselves."""
        key = template, part
        known = self._fitting.get(key)
        if known is None:
            known = self._fitting[key] = self.words.regex(template).search(part) is not None
        return known

    def once(self, make: Callable[[Scan], _T]) -> _T:
        """``make(self)``, worked out at the first call and shared by all detectors of this message."""
        if make not in self._once:
            self._once[make] = make(self)
        found: _T = self._once[make]
        return found

    def note_secret(self, start: int, end: int, score: float, kind: str) -> None:
        """A detector claims a secret, and nothing is unclear about it."""
        known = self._secrets.get(start)
        if known is None or (end, score) > known[:2]:
            self._secrets[start] = end, score, kind

    def is_secret(self, start: int, end: int, score: float, kind: str) -> bool:
        """Whether a claim that another detector has made leaves nothing for one on ``[start, end)`` to change."""
        known = self._secrets.get(start)
        return known is not None and (known[0] > end or (known[0] == end and (known[1] > score or known[1:] == (score, kind))))

    def has_secret_near(self, start: int, end: int, reach: int) -> bool:
        """Whether another detector has claimed a password or key of which at most ``reach`` characters lie before or behind."""
        return any(
            0 <= start - stop <= reach or 0 <= begin - end <= reach for begin, (stop, _, kind) in self._secrets.items() if kind in _PAIRABLE
        )

    def secret_ending(self, at: int) -> str:
        """The kind of the secret that another detector has claimed up to ``at``; empty if there is none."""
        return next((kind for stop, _, kind in self._secrets.values() if stop == at), "")

    def is_secret_at(self, start: int) -> bool:
        """Whether another detector has claimed a secret that begins at ``start``."""
        return start in self._secrets

    def near(self, group: str, start: int, end: int, before: int = 30, after: int = 0) -> bool:
        """Whether a word of ``group`` stands on the span's line within that many characters."""
        left = max(self.text.rfind("\n", 0, start) + 1, start - before)
        stop = self.text.find("\n", end)
        right = min(len(self.text) if stop < 0 else stop, end + after)
        around = self.text[left:start] + " \n " + self.text[end:right]
        return self.words.regex(f"<<{group}>>").search(around) is not None

    def is_hidden_behind(self, end: int) -> bool:
        """Whether what is told is hidden already, right behind: of "should be ▮" nothing is left to tell."""
        after = self.text[end : end + _TO_MASK]
        place = after.find(MASK)
        return place >= 0 and not any(sign in after[:place] for sign in "\n.。!?;")

    def before(self, start: int, size: int) -> str:
        """Up to ``size`` characters of text before ``start``, newlines included."""
        return self.text[max(0, start - size) : start]

    def after(self, end: int, size: int) -> str:
        """Up to ``size`` characters of text from ``end`` on."""
        return self.text[end : end + size]


Find = Callable[[Scan], Iterable[Span]]
Examples = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Detector:
    """One kind of thing to find.

    ``gate``: RE2 patterns (``<<group>>`` allowed, letter case ignored); ``find`` runs only when one
    of them occurs in the text; empty means always. They cost nothing together, so they may be broad.
    ``hides``: texts in which the marked part ``⟦…⟧`` must be claimed. ``keeps``: near misses.
    ``also``: further kinds that its spans may name.
    ``last``: runs once the others have, since what they claim need not be looked at (``Scan.is_secret``).
    ``awaits``: finds something only while the conversation awaits more of a secret (``Scan.pending``), so its examples hold then.
    """

    kind: str
    cls: FindingClass
    find: Find
    gate: tuple[str, ...]
    hides: Examples
    keeps: Examples
    also: tuple[str, ...] = ()
    awaits: bool = False
    last: bool = False
