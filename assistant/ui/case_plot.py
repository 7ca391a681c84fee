"""Who a case has waited for, as a bar to look at: time with support, time that was the user's turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

from assistant.cases import CaseFile, CaseStatus, EntryKind
from assistant.languages import Pack

# A stretch that lasted a moment is still seen.
NARROWEST = 2.0
_SIZES = (("day", 86_400), ("hour", 3_600), ("minute", 60))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the case waited for ``whom``: ``you`` or ``support``. In seconds."""

    whom: str
    seconds: float


def stretches(file: CaseFile, now: datetime) -> tuple[Stretch, ...]:
    """What lies between opening the case and its end, or now. Each sending hands it to support, each reply hands it back."""
    found: list[Stretch] = []
    whom, since = "you", file.case.created
    for entry in file.entries:
        ended = entry.kind is EntryKind.STATUS and entry.text in {CaseStatus.SOLVED, CaseStatus.CLOSED}
        turns = {EntryKind.SENT: "support", EntryKind.REPLY: "you"}.get(entry.kind, whom)
        if turns != whom or ended:
            found.append(Stretch(whom, max(0.0, (entry.at - since).total_seconds())))
            whom, since = turns, entry.at
        if ended:
            return tuple(found)
    return (*found, Stretch(whom, max(0.0, (now - since).total_seconds())))


def case_plot(file: CaseFile, now: datetime, pack: Pack) -> str:
    """The bar with its legend, which says the same in words."""
    found = stretches(file, now)
    whole = sum(s.seconds for s in found) or 1.0
    bars = "".join(f'<i class="{s.whom}" style="flex-grow:{max(NARROWEST, 100 * s.seconds / whole):.1f}"></i>' for s in found)
    sums = {whom: sum(s.seconds for s in found if s.whom == whom) for whom in dict.fromkeys(s.whom for s in found)}
    said = [pack.text(f"page.cases.plot.{whom}", time=lasted(seconds, pack)) for whom, seconds in sums.items()]
    legend = "".join(f'<span><i class="{whom}"></i>{escape(text)}</span>' for whom, text in zip(sums, said, strict=True))
    return f'<div class="plot"><div class="bars" aria-hidden="true">{bars}</div><p class="legend">{legend}</p></div>'


def lasted(seconds: float, pack: Pack) -> str:
    """A length of time in its largest whole unit."""
    for unit, size in _SIZES:
        if count := int(seconds) // size:
            return pack.text(f"page.cases.lasted.{unit}" if count == 1 else f"page.cases.lasted.{unit}s", count=count)
    return pack.text("page.cases.lasted.moment")
