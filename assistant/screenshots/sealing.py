"""The guard on a picture: every reading of it is looked at, and what any of them gives away is hidden wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.guardrails import Guard, Vault
from assistant.guardrails.overlaps import Claim, resolve
from assistant.screenshots.layout import Reading
from assistant.screenshots.lines import Box, Line, around
from assistant.types import Finding, FindingClass, Sealed

SURE = 0.5
"""Below this a line counts as not read: its place is blacked out, its text left out."""
_DOUBTED = 0.85
_LONG = re.compile(r"[0-9A-Za-z+/=_\-]{20,}")
_BETWEEN = re.compile(r"[^A-Za-z\u3400-\u9fff]{0,12}")
# Kinds that stand by themselves: the order of a list is enough to see them, no name beside them is needed.
_PHRASES = frozenset(("seed_phrase", "electrum_seed", "monero_seed", "slip39_share"))
Spot = tuple[int, int]
"""A line and one of its characters."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A finding and its boxes, in pixels. ``start`` and ``end`` of the finding count in the sealed text."""

    finding: Finding
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SealedPicture:
    """The picture's text, sealed, its findings with their boxes, and boxes of what may be a secret but could not be read surely."""

    sealed: Sealed
    hidden: tuple[Hidden, ...]
    doubtful: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one reading gives away."""

    claim: Claim
    spots: tuple[Spot, ...]
    labelled: bool


def seal_lines(lines: Sequence[Line], readings: Sequence[Reading], guard: Guard, vault: Vault, *, keep_references: bool) -> SealedPicture:
    """The first reading with what any reading gives away replaced, references too unless ``keep_references``.

    Raises ``GuardError`` when a detector fails.
    """
    text = readings[0].text
    seen = _weighed([s for number, reading in enumerate(readings) for s in _see(reading, number, guard)])
    where = {spot: at for at, spot in enumerate(readings[0].places) if spot is not None}
    owners = [(piece, s) for s in seen for piece in _pieces(s, where, text)]
    out: list[str] = []
    hidden: list[Hidden] = []
    at = size = 0
    for claim in resolve([piece for piece, _ in owners]):
        spots = {s for s in readings[0].places[claim.start : claim.end] if s is not None}
        whole = _whole(claim, owners)
        between, at = text[at : claim.start], claim.end
        if keep_references and claim.cls is FindingClass.REFERENCE:
            mark, shown = "", text[claim.start : claim.end]
        else:
            mark = shown = vault.keep(claim.kind, claim.cls, whole.text if whole else text[claim.start : claim.end])
        same = hidden and mark and hidden[-1].finding.placeholder == mark and _BETWEEN.fullmatch(between)
        if not same:
            out += (between, shown)
            size += len(between) + len(shown)
        boxes = _boxes(spots | (whole.spots if whole else set()), lines, claim.cls)
        finding = Finding(claim.kind, claim.cls, size - len(shown), size, mark, claim.score, claim.checksum)
        hidden = (
            [*hidden[:-1], Hidden(finding, tuple(dict.fromkeys((*hidden[-1].boxes, *boxes))))]
            if same
            else [*hidden, Hidden(finding, boxes)]
        )
    out.append(text[at:])
    covered = {spot for s in seen for spot in s.spots}
    return SealedPicture(Sealed("".join(out), tuple(h.finding for h in hidden)), tuple(hidden), tuple(_doubtful(lines, covered)))


def _see(reading: Reading, number: int, guard: Guard) -> Iterator[_Seen]:
    """Claims of a reading. Beside the first and the labelled one, only what needs no name beside it counts."""
    for claim in guard.engine.find(reading.text).claims:
        named = number == 0 or reading.labelled
        if named or claim.kind in _PHRASES or (claim.checksum and claim.cls is FindingClass.SECRET):
            spots = tuple(p for p in reading.places[claim.start : claim.end] if p is not None)
            if spots:
                # Where two readings differ in the kind, the one that has the name beside the value knows better.
                sure = claim if reading.labelled else claim._replace(score=0.9 * claim.score)
                yield _Seen(sure, spots, reading.labelled)


def _weighed(seen: Sequence[_Seen]) -> list[_Seen]:
    """Without what only looked like a secret as long as its name was read apart from it ("TXID" left of a hash)."""
    named = [set(s.spots) for s in seen if s.labelled and s.claim.cls is FindingClass.REFERENCE]
    return [
        s
        for s in seen
        if s.labelled or s.claim.checksum or s.claim.cls is FindingClass.REFERENCE or not any(set(s.spots) <= spots for spots in named)
    ]


def _pieces(seen: _Seen, where: dict[Spot, int], text: str) -> Iterator[Claim]:
    """Where a claim stands in the first reading: one span, or several with other words between them."""
    spans: list[tuple[int, int]] = []
    for at in sorted({where[spot] for spot in seen.spots if spot in where}):
        gap = text[spans[-1][1] : at] if spans else ""
        if spans and (not gap or gap.isspace() or (seen.claim.kind in _PHRASES and _BETWEEN.fullmatch(gap))):
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    if seen.claim.cls is FindingClass.REFERENCE and len(spans) > 1:
        return  # half an identifier helps nobody
    for start, end in spans:
        yield seen.claim._replace(start=start, end=end)


@dataclass(frozen=True, slots=True)
class _Whole:
    text: str
    spots: set[Spot]


def _whole(claim: Claim, owners: Iterable[tuple[Claim, _Seen]]) -> _Whole | None:
    """All of the secret that ``claim`` is a piece of; ``None`` for what is no secret."""
    if claim.cls is not FindingClass.SECRET:
        return None
    mine = [s for piece, s in owners if piece.start < claim.end and claim.start < piece.end and piece.cls is FindingClass.SECRET]
    spots = {spot for s in mine for spot in s.spots}
    return _Whole(repr(sorted(spots)), spots)


def _boxes(spots: Iterable[Spot], lines: Sequence[Line], cls: FindingClass) -> tuple[Box, ...]:
    """A box a line; for a secret over several lines one box over all, since a word between them may not have been read."""
    by_line: dict[int, list[int]] = {}
    for line, at in spots:
        by_line.setdefault(line, []).append(at)
    boxes = tuple(lines[line].span(min(ats), max(ats) + 1) for line, ats in sorted(by_line.items()))
    return (around(boxes),) if cls is FindingClass.SECRET and len(boxes) > 1 else boxes


def _doubtful(lines: Sequence[Line], covered: set[Spot]) -> Iterator[Box]:
    """Long words that were read unsurely and are nothing known: a key with a wrong letter looks like that."""
    for number, line in enumerate(lines):
        if line.score >= _DOUBTED:
            continue
        for hit in _LONG.finditer(line.text):
            if not any((number, at) in covered for at in range(*hit.span())):
                yield line.span(*hit.span())
