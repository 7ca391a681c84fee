"""Clock times in a text: 22:10, 10pm, 10点半, 十点十五分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.numerals import find_numbers

_HAN = "零〇一二两兩三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_CLOCK = re.compile(
    r"(?<![\d.:/-])(?P<h>\d{1,2}):(?P<m>\d\d)(?::\d\d)?(?!\d)(?:\s?(?P<half>[ap]\.?m\b\.?))?"
    r"|(?<![\d.:])(?P<h12>\d{1,2})(?:ish)?\s?(?P<half12>[ap]\.?m(?![a-z])\.?)"
    rf"|(?<![\d.{_HAN}])(?P<hz>{_N})[点點](?:(?P<thirty>半)|(?P<quarter>一刻)|(?P<mz>{_N})分?)?(?P<surely>钟|鐘|多|左右|的时候|提|充|转|到|开始)?"
)
_SPOKEN = re.compile(r"\bnoon\b|\bmidday\b")


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time. ``full`` says that the hour is of the 24-hour clock; ``sure`` that it is a time even without a date beside it."""

    start: int
    end: int
    hour: int
    minute: int
    full: bool
    sure: bool

    @property
    def impossible(self) -> bool:
        """25:61."""
        return self.hour > 24 or self.minute > 59 or (self.hour == 24 and self.minute > 0)

    def hour_in(self, hours: tuple[int, int] | None) -> int | None:
        """The hour of the 24-hour clock, within the part of the day said; ``None`` when it could be either."""
        if self.full:
            return self.hour if self.hour < 24 else None
        if hours is None:
            return None
        fitting = {h for h in (self.hour, self.hour + 12) if hours[0] <= h <= hours[1]}
        return fitting.pop() if len(fitting) == 1 else None


def read_clocks(folded: str) -> Iterator[Clock]:
    """The clock times of a folded text, in order."""
    for match in _CLOCK.finditer(folded):
        clock = _clock(match)
        if clock is not None:
            yield clock
    for match in _SPOKEN.finditer(folded):
        yield Clock(*match.span(), 12, 0, True, True)


def _clock(match: re.Match[str]) -> Clock | None:
    start, end = match.span()
    half = match["half"] or match["half12"]
    if match["hz"]:
        numbers = [n.value for word in (match["hz"], match["mz"]) if word for n in find_numbers(word)]
        if not numbers:
            return None
        minute = 30 if match["thirty"] else 15 if match["quarter"] else int(numbers[1]) if len(numbers) > 1 else 0
        hour = int(numbers[0])
        if match["surely"]:
            end = match.start("surely")
        return Clock(start, end, hour, minute, hour > 12, bool(match["surely"] or match["thirty"] or match["quarter"]))
    hour, minute = int(match["h"] or match["h12"]), int(match["m"] or 0)
    if half:
        if hour > 12:
            return Clock(start, end, hour, minute, True, True)
        return Clock(start, end, hour % 12 + (12 if half.startswith("p") else 0), minute, True, True)
    return Clock(start, end, hour, minute, hour > 12 or (match["h"] or "").startswith("0"), True)
