"""Several problems in one message: where another one begins. Rules are data (``prompts/<lang>/several.toml``).

One problem told in many sentences must stay one, so a split needs two things: words about different areas of the
exchange, and something that says "another one" between them (a list, "also", two questions). Whether each part is
answered from a subject of its own is for the search to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from assistant.answering.decide import Calibration, Voice
from assistant.answering.parting import Cut, Parting
from assistant.corpus.fold import fold
from assistant.languages import load_packs
from assistant.types import Outcome

MOST = 4
# Each cut costs two searches.
CUTS = 6
SHORTEST = 3
# How much a boundary says: a comma or "and", the end of a sentence, a word for "another one", a numbered item.
JOINT, STOP, MARK, ITEM = range(4)
_STOP = re.compile(r"[。！!;；\n]+|[?？]+|\.(?=\s|$)")
_COMMA = re.compile(r"[,，、:：]")
_CIRCLED = re.compile(r"[①-⑨]")
_QUESTION = re.compile(r"[?？]\s*$")
Look = Callable[[str], Awaitable[Sequence[Voice]]]
Announce = Callable[[Sequence[str]], Awaitable[None]]


@dataclass(slots=True)
class _Piece:
    """A stretch between two boundaries. ``before``: what the boundary in front of it says."""

    start: int
    end: int
    before: int
    areas: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Problem:
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def areas(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(p.areas for p in self.pieces))


def split_problems(text: str) -> tuple[str, ...]:
    """The problems of a sealed message, folded, in order, at most ``MOST``; a single one is the whole message.

    >>> split_problems("提币卡了5小时。另外身份认证也被拒了")
    ('提币卡了5小时', '身份认证也被拒了')
    """
    plain = _plain(text)
    low = plain.lower()
    pieces = list(_pieces(low))
    announced = any(p.search(low) for p in _patterns("announced"))
    problems = _merged(low, _grouped(low, pieces, announced))
    if not 1 < len(problems) <= MOST:
        return (fold(text),)
    return tuple(_said(plain, problem) for problem in problems)


def possible_cuts(text: str) -> tuple[Cut, ...]:
    """The ways to part a sealed message in two where the rules cannot tell, at most ``CUTS``, the clearest boundaries first."""
    plain = _plain(text)
    pieces = list(_pieces(plain.lower()))
    places = sorted(range(1, len(pieces)), key=lambda n: -pieces[n].before)[:CUTS]
    found = []
    for n in sorted(places):
        left, right = _stripped(plain[: pieces[n - 1].end]), _stripped(plain[pieces[n].start :])
        if min(len(left), len(right)) >= SHORTEST:
            found.append(Cut(left, right, pieces[n].before >= MARK))
    return tuple(found)


async def part_by_search(
    text: str, look: Look, outcomes: Mapping[str, Outcome], calibration: Calibration, announce: Announce | None = None
) -> tuple[str, ...]:
    """The problems that only the search tells apart in ``text``, at most ``MOST``; a single one is the whole text.

    ``look`` searches; ``outcomes`` holds the slugs of what is refused or redirected; ``announce`` is told what will be searched
    for next.
    """
    seen: dict[str, Sequence[Voice]] = {}
    parting = Parting()

    async def found(said: str) -> Sequence[Voice]:
        if said not in seen:
            seen[said] = await look(said)
        return seen[said]

    async def part(said: str, most: int) -> tuple[str, ...]:
        rated = []
        cuts = possible_cuts(said) if most > 1 else ()
        if cuts and announce is not None:
            await announce([said, *(side for cut in cuts for side in (cut.left, cut.right))])
        for cut in cuts:
            sides = (await found(cut.left), await found(cut.right))
            rated.append((parting.likelihood(cut, *sides, await found(said), outcomes, calibration), cut))
        likely, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or likely < parting.enough:
            return (said,)
        left = await part(best.left, most - 1)
        return (*left, *await part(best.right, most - len(left)))

    return await part(text, MOST)


def _plain(text: str) -> str:
    """Folded line by line: line ends are boundaries, which folding would take away, and it would make ① the beginning of a number."""
    text = _CIRCLED.sub(lambda m: f" {ord(m[0]) - ord('①') + 1}. ", text)
    return "\n".join(line for line in (fold(raw) for raw in text.split("\n")) if line)


def _pieces(low: str) -> Iterator[_Piece]:
    bounds: list[tuple[int, int, int]] = []
    for strength, patterns in (
        (ITEM, _patterns("list_item")),
        (MARK, _patterns("markers")),
        (STOP, (_STOP,)),
        (JOINT, (*_patterns("joints"), _COMMA)),
    ):
        bounds += [(m.start(), m.end(), strength) for p in patterns for m in p.finditer(low)]
    if sum(strength == ITEM for _, _, strength in bounds) < 2:
        bounds = [b for b in bounds if b[2] != ITEM]
    at, before = 0, STOP
    for start, end, strength in sorted(bounds, key=lambda b: (b[0], -b[2])):
        if start < at:
            # A mark right behind a stop ("。另外"): what the next piece begins with counts.
            before, at = max(before, strength), max(at, end)
            continue
        piece = _Piece(at, start + (low[start] in "?？"), before)
        if low[piece.start : piece.end].strip():
            piece.areas = _areas_of(low[piece.start : piece.end])
            yield piece
            before = strength
        else:
            before = max(before, strength)
        at = end
    if low[at:].strip():
        yield _Piece(at, len(low), before, _areas_of(low[at:]))


def _listed(pieces: Sequence[_Piece]) -> list[_Problem]:
    """The items of a numbered list, each with what stands behind it; what stands before the first belongs to that one."""
    problems = [_Problem()]
    for piece in pieces:
        if piece.before == ITEM and any(p.before == ITEM for p in problems[-1].pieces):
            problems.append(_Problem())
        problems[-1].pieces.append(piece)
    return problems


def _grouped(low: str, pieces: Sequence[_Piece], announced: bool) -> list[_Problem]:
    if sum(piece.before == ITEM for piece in pieces) > 1:
        return _listed(pieces)
    problems: list[_Problem] = []
    waiting: list[_Piece] = []  # pieces without an area since the last that had one
    for piece in pieces:
        waiting.append(piece)
        if not piece.areas:
            continue
        current = problems[-1] if problems else None
        if current is None:
            problems.append(_Problem(waiting))
        elif piece.areas.isdisjoint(current.areas) and (cut := _cut(low, current, waiting, announced)) is not None:
            current.pieces += waiting[:cut]
            problems.append(_Problem(waiting[cut:]))
        else:
            current.pieces += waiting
        waiting = []
    if problems:
        problems[-1].pieces += waiting
    return problems


def _cut(low: str, current: _Problem, waiting: Sequence[_Piece], announced: bool) -> int | None:
    """Where among ``waiting`` another problem begins; ``None`` when nothing says that one does."""
    strongest = max(p.before for p in waiting)
    cut = max(n for n, p in enumerate(waiting) if p.before == strongest)
    opening = low[waiting[cut].start : waiting[cut].end].strip()
    if strongest < ITEM and any(p.match(opening) for p in _patterns("linking")):
        return None
    if strongest >= MARK or announced:
        return cut
    both_ask = _asks(low, current.pieces) and _asks(low, waiting)
    return cut if strongest == STOP and both_ask else None


def _merged(low: str, problems: list[_Problem]) -> list[_Problem]:
    """Parts that neither ask nor complain go to the part before them: they are details of it."""
    kept: list[_Problem] = []
    for problem in problems:
        if kept and not (_is_trouble(low, problem) and _is_trouble(low, kept[-1])):
            kept[-1].pieces += problem.pieces
        else:
            kept.append(problem)
    return kept


def _is_trouble(low: str, problem: _Problem) -> bool:
    said = low[problem.pieces[0].start : problem.pieces[-1].end]
    settled = "?" not in said and any(p.search(said) for p in _patterns("settled"))
    return not settled and any(p.search(said) for p in _patterns("trouble"))


def _asks(low: str, pieces: Sequence[_Piece]) -> bool:
    return any(_QUESTION.search(low[p.start : p.end]) for p in pieces)


def _said(plain: str, problem: _Problem) -> str:
    return _stripped(plain[problem.pieces[0].start : problem.pieces[-1].end])


def _stripped(said: str) -> str:
    return said.strip(" ,，、:：;；.。\n")


def _areas_of(said: str) -> frozenset[str]:
    return frozenset(name for name, patterns in _areas() if any(p.search(said) for p in patterns))


@cache
def _areas() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    names = dict.fromkeys(name for pack in load_packs().values() for name in pack.value("several.areas"))
    return tuple(
        (name, tuple(re.compile(p) for pack in load_packs().values() for p in pack.value("several.areas").get(name, ()))) for name in names
    )


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns at ``key`` of all packs: people mix languages."""
    found = (pack.value(f"several.{key}") for pack in load_packs().values())
    return tuple(re.compile(p) for patterns in found for p in ([patterns] if isinstance(patterns, str) else patterns))
