"""From a text to the claims that hold: normalise, gate, run the detectors that could fire, resolve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import GuardError
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.gate import Gate
from assistant.guardrails.labels import labels
from assistant.guardrails.normalise import MASK, Normalised, normalise
from assistant.guardrails.overlaps import Claim, resolve
from assistant.guardrails.placeholder import PLACEHOLDER
from assistant.guardrails.words import Words
from assistant.types import FindingClass

_MOST_PASSES = 8


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
            normal = normalise(text)
            marks = [m.span() for m in PLACEHOLDER.finditer(text)] if "[[" in text else []
            if marks:
                normal = _masked(normal, text, marks)
            scan = Scan(normal.text, self.words, pending)
            fired = self._gate.fired(scan)
        except (ValueError, IndexError, UnicodeError, RuntimeError) as error:
            raise GuardError(f"The guard could not read the text ({type(error).__name__}).") from None
        claims = self._claims(fired, scan, normal, marks, text)
        fresh = claims
        for _ in range(_MOST_PASSES):
            if not _is_unsettled(fresh, scan, normal, text):
                break
            # What is glued to a hidden value ("…9password: x") shows its edges only once the value is gone, and what a label
            # inside it named ("…9order id x") has no name any more.
            hidden = [(claim.start, claim.end) for claim in claims if claim.cls is not FindingClass.REFERENCE]
            scan = Scan(_masked(normal, text, hidden).text, self.words, pending)
            more = self._claims(self._gate.fired(scan), scan, normal, marks, text)
            fresh = [c for c in more if not any(c.start < claim.end and claim.start < c.end for claim in claims)]
            claims = resolve([*claims, *fresh])
        return Found(claims, marks)

    def fired(self, scan: Scan) -> Iterable[Detector]:
        """The detectors that could fire on ``scan``; the others are not run."""
        return self._gate.fired(scan)

    def _claims(
        self, fired: Iterable[Detector], scan: Scan, normal: Normalised, marks: Sequence[tuple[int, int]], text: str
    ) -> list[Claim]:
        claims: list[Claim] = []
        for detector in fired:
            claims += _run(detector, scan, normal)
        if marks and claims:
            claims = [piece for claim in claims for piece in _outside(claim, marks, text)]
        return resolve(claims)


def _is_unsettled(claims: Iterable[Claim], scan: Scan, normal: Normalised, text: str) -> bool:
    """Whether hiding these claims changes what the rest of the text looks like."""
    hidden = [claim for claim in claims if claim.cls is not FindingClass.REFERENCE]
    if any(_is_glued(claim, text) for claim in hidden):
        return True
    named = [normal.original(label.start, label.end) for label in labels(scan)] if hidden else []
    return any(claim.start <= start and end <= claim.end for start, end in named for claim in hidden)


def _is_glued(claim: Claim, text: str) -> bool:
    """Whether a letter or digit stands right beside a claim that will be replaced, or digits follow its digits."""
    if text[claim.end - 1].isdigit() and text[claim.end : claim.end + 1] == " " and text[claim.end + 1 : claim.end + 2].isdigit():
        return True
    sides = (text[claim.start - 1 : claim.start], text[claim.end : claim.end + 1])
    return any(side.isascii() and side.isalnum() for side in sides)


def _run(detector: Detector, scan: Scan, normal: Normalised) -> list[Claim]:
    size = len(scan.text)
    claims = []
    try:
        for span in detector.find(scan):
            if 0 <= span.start < span.end <= size:
                start, end = normal.original(span.start, span.end)
                kind, cls = span.kind or detector.kind, span.cls or detector.cls
                claims.append(Claim(start, end, kind, cls, span.checksum, span.score, span.unclear))
    except Exception as error:  # noqa: BLE001 - whatever a detector does wrong must close the guard
        raise GuardError(f"The detector {detector.kind!r} failed ({type(error).__name__}).") from None
    return claims


def _masked(normal: Normalised, text: str, marks: Iterable[tuple[int, int]]) -> Normalised:
    """``normal`` with every mark replaced by characters that no detector takes for a value."""
    hidden = [False] * len(text)
    for start, end in marks:
        hidden[start:end] = [True] * (end - start)
    starts = normal.starts
    shown = "".join(MASK if hidden[i if starts is None else starts[i]] else character for i, character in enumerate(normal.text))
    return Normalised(shown, normal.starts, normal.ends)


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
