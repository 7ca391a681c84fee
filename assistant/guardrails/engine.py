"""From a text to the claims that hold: normalise, gate, run the detectors that could fire, resolve."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from assistant.errors import GuardError
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.dummies import is_dummy
from assistant.guardrails.gate import Gate
from assistant.guardrails.labels import labels
from assistant.guardrails.misspelt import corrected
from assistant.guardrails.normalise import MASK, Normalised, normalise
from assistant.guardrails.overlaps import Claim, resolve
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.guardrails.windows import excerpts, lies_in, meets, windows
from assistant.guardrails.words import Words
from assistant.types import FindingClass

_MOST_PASSES = 8
_SHORT = 2000
_MASKS = 20
_PHRASE = "seed_phrase"
_IN_PIECES = frozenset({_PHRASE, "key_piece", "electrum_seed", "private_key", "pem_key"})
_DIGIT = re.compile(r"\d")
_turn = attrgetter("last")
_REACH, _CONTEXT = 120, 140
"""In a long text: how far from what was hidden another look is taken, and how much beyond that is read with it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The claims that hold, in offsets of the original text, and the marks that were there already."""

    claims: list[Claim]
    marks: list[tuple[int, int]]


class Engine:
    """Runs detectors over texts. Costly to make (patterns are compiled), so one is kept per set of packs."""

    def __init__(self, words: Words, detectors: Sequence[Detector]) -> None:
        self.words = words
        self.detectors = tuple(detectors)
        self._gate = Gate(self.detectors, words)

    def find(self, text: str, *, pending: bool = False) -> Found:
        """The claims on ``text``; ``pending`` as in ``Scan``. Raises GuardError when a detector fails."""
        try:
            view = normal = _corrected(normalise(text), self.words)
            marks = [m.span() for m in PLACEHOLDER.finditer(text)] if "[[" in text else []
            if marks:
                view = _masked(normal, marks)
            scan = Scan(view.text, self.words, pending)
            fired = self._gate.fired(scan)
        except (ValueError, IndexError, UnicodeError, RuntimeError) as error:
            raise GuardError(f"The guard could not read the text ({type(error).__name__}).") from None
        claims = self._claims(fired, scan, view, marks, text)
        fresh, whole = claims, [(0, len(text))]
        for _ in range(_MOST_PASSES):
            if all(claim.cls is FindingClass.REFERENCE for claim in fresh):
                break
            # A short text is looked at until nothing new is hidden; in a long one, where that would take long, only what is likely:
            # what is glued to a hidden value ("…9password: x") shows its edges only once the value is gone, and what a label
            # inside it named ("…9order id x") has no name any more.
            if len(text) <= _SHORT and not self._may_show_more(fresh, claims, text):
                break
            around = whole if len(text) <= _SHORT else windows(text, _unsettled(fresh, scan, view, text), _REACH)
            if not around:
                break
            shown = windows(text, around, _CONTEXT)
            kept = [claim for claim in claims if claim.cls is not FindingClass.REFERENCE]
            hidden = sorted((claim.start, claim.end) for claim in kept)
            view = _masked(normal, sorted([*hidden, *_apart(marks, hidden)]))
            if shown != whole:
                view = excerpts(view, shown)
                kept += [claim for claim in claims if claim.cls is FindingClass.REFERENCE and not meets(around, claim.start, claim.end)]
            scan = Scan(view.text, self.words, pending)
            more = self._claims(self._gate.fired(scan), scan, view, marks, text)
            fresh = [c for c in more if not meets(hidden, c.start, c.end) and meets(around, c.start, c.end) and lies_in(shown, *c[:2])]
            claims = resolve([*kept, *fresh])
        return Found(claims, marks)

    def _may_show_more(self, fresh: Iterable[Claim], claims: Iterable[Claim], text: str) -> bool:
        """Whether hiding ``fresh`` may show another value in a short text: digits that no claim holds, what is glued, more of a phrase.

        Of 9,600 examples and mutated ones whose text was looked at again, none of those without any of these had more to hide.
        """
        if any(claim.kind in _IN_PIECES or _is_glued(claim.start, claim.end, text) for claim in fresh):
            return True
        at = 0
        for claim in sorted(claims):
            if _DIGIT.search(text, at, claim.start):
                return True
            at = max(at, claim.end)
        return _DIGIT.search(text, at) is not None

    def fired(self, scan: Scan) -> Sequence[Detector]:
        """The detectors that could fire on ``scan``; the others are not run."""
        return self._gate.fired(scan)

    def shapes(self) -> Iterable[re.Pattern[str]]:
        """Python's patterns that detectors have looked for so far."""
        return self._gate.shapes()

    def _claims(
        self, fired: Sequence[Detector], scan: Scan, normal: Normalised, marks: Sequence[tuple[int, int]], text: str
    ) -> list[Claim]:
        found = {detector: _run(detector, scan, normal) for detector in sorted(fired, key=_turn)}
        claims = [claim for detector in fired for claim in found[detector]]
        if marks and claims:
            claims = [piece for claim in claims for piece in _outside(claim, marks, text)]
        return resolve(claims)


def _corrected(normal: Normalised, words: Words) -> Normalised:
    """``normal`` with misspelt words put right: as long as before, so that its offsets hold."""
    return replace(normal, text=corrected(normal.text, words))


def _unsettled(claims: Iterable[Claim], scan: Scan, normal: Normalised, text: str) -> list[tuple[int, int]]:
    """Where hiding these claims changes what stands beside them, in order of place; another phrase may well stand beside a phrase."""
    hidden = sorted((claim.start, claim.end, claim.kind) for claim in claims if claim.cls is not FindingClass.REFERENCE)
    labelled = [normal.original(label.start, label.end) for label in labels(scan)]
    return [(start, end) for start, end, kind in hidden if kind == _PHRASE or _is_glued(start, end, text) or meets(labelled, start, end)]


def _is_glued(start: int, end: int, text: str) -> bool:
    """Whether a letter or digit stands right beside a claim that will be replaced, or digits follow its digits."""
    if text[end - 1].isdigit() and text[end : end + 1] == " " and text[end + 1 : end + 2].isdigit():
        return True
    sides = (text[start - 1 : start], text[end : end + 1])
    return any(side.isascii() and side.isalnum() for side in sides)


def _run(detector: Detector, scan: Scan, normal: Normalised) -> list[Claim]:
    size = len(scan.text)
    claims = []
    try:
        for span in detector.find(scan):
            if 0 <= span.start < span.end <= size:
                start, end = normal.original(span.start, span.end)
                kind, cls = span.kind or detector.kind, span.cls or detector.cls
                if cls is not FindingClass.REFERENCE and not span.checksum and is_dummy(scan.text[span.start : span.end]):
                    continue
                claims.append(Claim(start, end, kind, cls, span.checksum, span.score, span.unclear))
                if cls is FindingClass.SECRET and not span.unclear:
                    scan.note_secret(span.start, span.end, span.score, kind)
    except Exception as error:  # noqa: BLE001 - whatever a detector does wrong must close the guard
        raise GuardError(f"The detector {detector.kind!r} failed ({type(error).__name__}).") from None
    return claims


def _masked(normal: Normalised, marks: Iterable[tuple[int, int]]) -> Normalised:
    """``normal`` with every mark replaced by a few characters that no detector takes for a value.

    As many for each, however long it is: so a text looks the same with a value hidden in it and with a placeholder in its place.
    ``marks`` are sorted and apart.
    """
    size = len(normal.text)
    starts: Sequence[int] = normal.starts if normal.starts is not None else range(size)
    ends: Sequence[int] = normal.ends if normal.ends is not None else range(1, size + 1)
    shown: list[str] = []
    begins: list[int] = []
    closes: list[int] = []
    at = 0
    for start, end in marks:
        low, high = bisect_left(starts, start), bisect_left(starts, end)
        shown += (normal.text[at:low], MASK * _MASKS)
        begins += (*starts[at:low], *[start] * _MASKS)
        closes += (*ends[at:low], *[end] * _MASKS)
        at = high
    return Normalised("".join((*shown, normal.text[at:])), [*begins, *starts[at:]], [*closes, *ends[at:]])


def _apart(marks: Iterable[tuple[int, int]], hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in marks if not meets(hidden, start, end)]


def _outside(claim: Claim, marks: Iterable[tuple[int, int]], text: str) -> Iterable[Claim]:
    """The parts of ``claim`` outside the marks that still hold a letter or a digit."""
    at = claim.start
    for start, end in (*marks, (len(text), len(text))):
        piece_end = min(start, claim.end)
        if at < piece_end and any(c.isalnum() for c in text[at:piece_end]):
            yield claim._replace(start=at, end=piece_end)
        at = max(at, end)
        if at >= claim.end:
            return


__all__ = ["Engine", "Found", "Span"]
