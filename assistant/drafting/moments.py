"""When something happened: the user's words for a time, and the date they mean where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.drafting.clock import Clock, read_clocks
from assistant.drafting.numerals import find_numbers
from assistant.drafting.vocabulary import any_of, vocabulary

_GAP = re.compile(r"[\s,的在于於~()\-]{0,4}(?:(?:at|on|around|about|大概|大约|左右|约|差不多|t)[\s,]*){0,2}")
_HAN_DIGITS = "零〇一二两兩三四五六七八九十"
_N = rf"(?:\d{{1,4}}|[{_HAN_DIGITS}]{{1,4}})"
_ABOUT = re.compile(r"(?:钟|鐘)?(?:多|左右|前后|前後|[几幾](?![个個])|ish(?![a-z]))")
# A zone by a name that is in no table: it is kept with the words, and no date is worked out without its offset.
_OTHER_ZONE = re.compile(r"\s?\(?(?:[A-Z]{1,4}T\b|[A-Z][a-z]+(?: [A-Z][a-z]+)? [Tt]ime\b|(?<=\()[A-Z][a-z]+(?: [A-Z][a-z]+)?\b)\)?")
_OFFSET = r"(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::\d\d)?"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a text: place, ISO value (a date or a date and time with offset; empty when not certain), and what is wrong with it."""

    start: int
    end: int
    iso: str = ""
    about: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a time. ``day``: days from today, a date, or a weekday (``("weekday", n)``); ``minutes``: time ago."""

    start: int
    end: int
    kind: str
    days: int | None = None
    on: date | tuple[int, int] | int | None = None
    hours: tuple[int, int] | None = None
    clock: Clock | None = None
    offset: float | None = None
    minutes: int | None = None


NO_MONTH = 31
"""A day that is named without saying of which month, or that may be another: in the words only."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    time = vocabulary().time
    months = any_of(time["months"])
    return re.compile(
        rf"(?P<offset>{_OFFSET})|(?P<zone>{any_of(time['zones'])})"
        rf"|(?<![\d.])(?P<y>(?:19|20)\d\d)[-/.年](?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})(?!\d)[日号號]?"
        rf"|(?P<hm>{_N})月(?P<hd>{_N})[日号號]?"
        rf"|(?P<md>{months})\.?\s+(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+(?P<mdy>20\d\d)(?!\d))?"
        rf"|(?<![\d.])(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm>{months})(?:\.?,?\s+(?P<dmy>20\d\d)(?!\d))?"
        rf"|(?<![\d./])(?P<nd>\d{{1,2}})[/.](?P<nm>\d{{1,2}})(?:(?P<ny>[/.]20\d\d)|(?<!24/7))(?![\d/]|\.\d)"
        rf"|(?:(?<=on the )|(?P<dow>{any_of(time['short_weekdays'])})\s+(?:the\s+)?)\d{{1,2}}(?P<nth>st|nd|rd|th)(?![a-z])"
        rf"|(?<![\d月])\d{{1,2}}(?P<hao>[号號])(?![\d线線楼樓店码碼机機])"
        rf"|(?:(?:上个?|last\s+|on\s+|this\s+)?(?P<weekday>{any_of(time['weekdays'])}))"
        rf"|(?P<evening>{any_of(time['evenings'])})|(?P<day>{any_of(time['days'])})|(?P<period>{any_of(time['periods'])})"
        rf"|(?P<ago>(?:{_N}|an?|半|half\s+an?|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve))\s*(?P<half>[个個]半)?\s*(?P<unit>{any_of(time['ago'])})(?:之前|以前|前|\s+ago))"
    )


def find_moments(text: str, now: datetime, zone: tzinfo | None = None) -> tuple[Moment, ...]:
    """The times that ``text`` names, in order.

    ``now`` is aware. ``zone`` is where the user is, for times that name no zone; ``None`` leaves what depends on it unresolved.
    Durations ("for 3 days") are no times. A clock without morning or afternoon resolves to its date alone.
    """
    folded = one_to_one(text)
    parts = sorted([*_words(folded), *read_clocks_as_parts(folded)], key=lambda p: (p.start, -p.end))
    groups: list[list[_Part]] = []
    for part in parts:
        if groups and part.start < groups[-1][-1].end:
            continue
        if groups and _joins(groups[-1], part, folded):
            groups[-1].append(part)
        else:
            groups.append([part])
    stated = next((p.offset for p in parts if p.offset is not None), None)
    home = _zone(stated) if stated is not None else zone
    return tuple(_with_tail(_resolved(g, now, home), text, folded) for g in groups if _is_a_time(g))


def _with_tail(moment: Moment, text: str, folded: str) -> Moment:
    """With 左右 or a zone's name behind it, which belong to its words."""
    if about := _ABOUT.match(folded, moment.end):
        moment = replace(moment, end=about.end(), about=moment.about or bool(moment.iso))
    if zone := _OTHER_ZONE.match(text, moment.end):
        moment = replace(moment, end=zone.end(), iso=moment.iso if "T" not in moment.iso else "")
    return moment


def stated_zone(text: str) -> tzinfo | None:
    """The time zone that ``text`` names first, if any."""
    for part in _words(one_to_one(text)):
        if part.offset is not None:
            return _zone(part.offset)
    return None


def shown(iso: str) -> str:
    """An ISO value for people: ``2026-11-21 22:00 (UTC+8)``; a date stays as it is."""
    if "T" not in iso:
        return iso
    moment = datetime.fromisoformat(iso)
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    zone = "UTC" if not minutes else f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02d}" if minutes % 60 else "")
    return f"{moment:%Y-%m-%d %H:%M} ({zone})"


def _words(folded: str) -> Iterator[_Part]:
    time = vocabulary().time
    for m in _pattern().finditer(folded):
        start, end = m.span()
        if m["offset"] or m["zone"]:
            yield _Part(start, end, "zone", offset=_offset(m["offset"]) if m["offset"] else float(time["zones"][m["zone"]]))
        elif m["weekday"]:
            yield _Part(start, end, "date", on=int(time["weekdays"][m["weekday"]]))
        elif m["evening"]:
            days, period = time["evenings"][m["evening"]]
            yield _Part(start, end, "date", days=days, hours=tuple(time["periods"][period]))
        elif m["day"]:
            yield _Part(start, end, "date", days=int(time["days"][m["day"]]))
        elif m["period"]:
            yield _Part(start, end, "period", hours=tuple(time["periods"][m["period"]]))
        elif m["ago"]:
            yield _Part(start, end, "ago", minutes=_minutes(m))
        elif part := _calendar(m, start, end, time["months"]):
            yield part


def _calendar(m: re.Match[str], start: int, end: int, months: Mapping[str, int]) -> _Part | None:
    """A day with its number: of the year, of the month, or alone."""
    if m["y"]:
        return _dated(start, end, int(m["y"]), int(m["m"]), int(m["d"]))
    if m["hm"]:
        return _dated(start, end, None, _number(m["hm"]), _number(m["hd"]))
    if m["md"]:
        return _dated(start, end, int(m["mdy"]) if m["mdy"] else None, months[m["md"]], int(m["mdd"]))
    if m["dm"]:
        return _dated(start, end, int(m["dmy"]) if m["dmy"] else None, months[m["dm"]], int(m["dmd"]))
    if m["nd"]:
        return _numeric(start, end, int(m["nd"]), int(m["nm"]), m["ny"] or "", "." in m.group())
    return _Part(start, end, "date", on=NO_MONTH)


def read_clocks_as_parts(folded: str) -> Iterator[_Part]:
    """The clock times of a folded text as parts of times."""
    for clock in read_clocks(folded):
        yield _Part(clock.start, clock.end, "clock", clock=clock)


def _dated(start: int, end: int, year: int | None, month: int, day: int) -> _Part:
    if year is None:
        return _Part(start, end, "date", on=(month, day))
    try:
        return _Part(start, end, "date", on=date(year, month, day))
    except ValueError:
        return _Part(start, end, "date", on=(99, 99))


def _numeric(start: int, end: int, first: int, second: int, year: str, dotted: bool) -> _Part | None:
    """18/11 and 21.11.2026; which is the day and which the month is not guessed, and a date with points needs its year."""
    day, month = (first, second) if first > 12 else (second, first)
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (dotted and not year):
        return None
    if first <= 12 and second <= 12 and first != second:
        return _Part(start, end, "date", on=NO_MONTH)
    return _dated(start, end, int(year[1:]) if year else None, month, day)


def _number(word: str) -> int:
    found = find_numbers(word)
    return int(found[0].value) if found else 0


def _minutes(m: re.Match[str]) -> int:
    unit = int(vocabulary().time["ago"][m["unit"]])
    word = m["ago"]
    if word.startswith(("半", "half")):
        return unit // 2
    count = 1 if re.match(r"an?\s", word) else _number(word)
    return min(count, 100_000) * unit + (unit // 2 if m["half"] else 0)


def _offset(word: str) -> float:
    sign = -1.0 if "-" in word else 1.0
    hours, _, minutes = re.sub(r"[^\d:]", "", word).partition(":")
    return sign * (int(hours) + int(minutes or 0) / 60)


def _zone(hours: float) -> tzinfo | None:
    return timezone(timedelta(hours=hours)) if abs(hours) <= 14 else None


def _joins(group: list[_Part], part: _Part, folded: str) -> bool:
    kinds = {p.kind for p in group}
    return part.kind not in kinds and _GAP.fullmatch(folded, group[-1].end, part.start) is not None


def _is_a_time(group: list[_Part]) -> bool:
    kinds = {p.kind for p in group}
    lone_clock = kinds == {"clock"} and group[0].clock is not None and not group[0].clock.sure
    return bool(kinds & {"date", "ago", "clock"}) and not lone_clock


def _resolved(group: list[_Part], now: datetime, home: tzinfo | None) -> Moment:
    start, end = group[0].start, group[-1].end
    clock = next((p.clock for p in group if p.clock), None)
    hours = next((p.hours for p in group if p.hours), None)
    ago = next((p.minutes for p in group if p.minutes is not None), None)
    if clock is not None and clock.impossible:
        return Moment(start, end, problem="impossible")
    if ago is not None and ago < 1440:
        instant = (now - timedelta(minutes=ago)).astimezone(home or UTC)
        return Moment(start, end, instant.replace(second=0, microsecond=0).isoformat(timespec="minutes"), about=True)
    day, problem = _day(group, ago, now, home)
    if day is None:
        return Moment(start, end, problem=problem)
    hour = clock.hour_in(hours) if clock else None
    if clock and any(isinstance(p.on, date) for p in group) and not hours:
        hour = clock.hour  # a date with its year comes from a record, and records count to 24
    if clock is None or hour is None or home is None:
        future = day > (now + timedelta(hours=14)).date() if home is None else day > now.astimezone(home).date()
        return Moment(start, end, day.isoformat(), problem="future" if future else "")
    moment = datetime(day.year, day.month, day.day, hour, clock.minute, tzinfo=home)
    return Moment(start, end, moment.isoformat(timespec="minutes"), problem="future" if moment > now + timedelta(minutes=5) else "")


def _day(group: list[_Part], ago: int | None, now: datetime, home: tzinfo | None) -> tuple[date | None, str]:
    part = next((p for p in group if p.kind == "date"), None)
    if part is not None and isinstance(part.on, date):
        return part.on, ""
    if home is None and not (part is not None and isinstance(part.on, tuple)):
        return None, "future" if part is not None and (part.days or 0) > 0 else ""
    today = now.astimezone(home or UTC).date()
    if ago is not None:
        return today - timedelta(minutes=ago) if ago < 10**6 else None, ""
    if part is None:
        return None, ""
    if part.days is not None:
        return today + timedelta(days=part.days), ""
    if isinstance(part.on, int):
        return None, ""
    assert isinstance(part.on, tuple)
    return _latest(part.on, today)


def _latest(month_day: tuple[int, int], today: date) -> tuple[date | None, str]:
    """The day of this year; a day of this year that is still to come is one of last year only when it is far off."""
    month, day = month_day
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today + timedelta(days=60):
            return found, ""
    try:
        date(2024, month, day)
    except ValueError:
        return None, "impossible"
    return None, ""
