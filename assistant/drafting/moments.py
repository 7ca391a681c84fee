"""When something happened: the user's words for a time, and the date they mean where that is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.drafting.time_parts import Part, read_parts, read_words
from assistant.drafting.vocabulary import any_of, vocabulary

_FILLING = r"(?:(?:at|on|in|of|the|around|about|like|from|between|maybe|perhaps|probably|可能|应该|大概|大约|左右|约|差不多|t)[\s,]*){0,3}"
_GAP = re.compile(rf"[\s,的在于於~()\-]{{0,4}}{_FILLING}")
_RANGE = re.compile(r"\s?(?:-|~|–|to|till|until|and|or|到|至|、)\s?")
_ABOUT = re.compile(
    r"(?:钟|鐘)?(?:多|左右|前后|前後|的?样子|上下|[几幾](?![个個])|ish(?![a-z])|or so(?![a-z]))|\s(?:or so|give or take)(?![a-z])"
)
_ROUGH = re.compile(r"大|约|差不多|快|将近|around|about|appr|rough|some")
# A zone by a name that is in no table: it is kept with the words, and no date is worked out without its offset.
_OTHER_ZONE = re.compile(
    r"\s?\(?(?:[A-Z]{1,4}T\b|[A-Z][a-z]+(?: [A-Z][a-z]+)? [Tt]ime\b|(?:my|our|local) (?:local )?time\b"
    r"|(?<=\()[A-Z][a-z]+(?: [A-Z][a-z]+)?\b|(?<=\()(?:\w+ )?time\b)\)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in a text: place, ISO value (a date or a date and time with offset; empty when not certain), and what is wrong with it.

    ``counted``: no calendar date is named, so that the words mean a time only together with when they were said.
    """

    start: int
    end: int
    iso: str = ""
    about: bool = False
    problem: str = ""
    counted: bool = False


def find_moments(text: str, now: datetime, zone: tzinfo | None = None) -> tuple[Moment, ...]:
    """The times that ``text`` names, in order.

    ``now`` is aware: when the text was said. ``zone`` is where the user is, for times that name no zone; ``None`` leaves what depends on it unresolved.
    Durations ("for 3 days") are no times. A clock without morning or afternoon resolves to its date alone.
    """
    folded = one_to_one(text)
    parts = read_parts(folded)
    groups: list[list[Part]] = []
    for part in parts:
        if groups and part.start < groups[-1][-1].end:
            continue
        joined = _joined(groups[-1], part, folded) if groups else None
        if joined:
            groups[-1].append(joined)
        else:
            groups.append([part])
    stated = next((p.offset for p in parts if p.offset is not None), None)
    home = _zone(stated) if stated is not None else zone
    return tuple(_with_edges(replace(_resolved(g, now, home), counted=_is_counted(g)), text, folded) for g in groups if _is_a_time(g))


def when_said(number: int, said_at: Sequence[datetime], now: datetime) -> datetime:
    """When text ``number`` was said: ``now`` where that is not known."""
    return said_at[number] if number < len(said_at) else now


def stated_zone(text: str) -> tzinfo | None:
    """The time zone that ``text`` names first, if any."""
    return next((_zone(part.offset) for part in read_words(one_to_one(text)) if part.offset is not None), None)


def shown(iso: str) -> str:
    """An ISO value for people: ``2026-11-21 22:00 (UTC+8)``; a date stays as it is."""
    if "T" not in iso:
        return iso
    moment = datetime.fromisoformat(iso)
    minutes = int((moment.utcoffset() or timedelta()).total_seconds()) // 60
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    zone = "UTC" if not minutes else f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02d}" if minutes % 60 else "")
    return f"{moment:%Y-%m-%d %H:%M} ({zone})"


def stamped(said_at: datetime) -> str:
    """When something was said, for people, in UTC: whose clock it was is not known."""
    return shown(said_at.astimezone(UTC).isoformat(timespec="minutes"))


def _with_edges(moment: Moment, text: str, folded: str) -> Moment:
    """With "around" before it, and 左右 or a zone's name behind it, which belong to its words."""
    if lead := _lead().search(folded[max(0, moment.start - 24) : moment.start]):
        start = moment.start - len(lead.group())
        moment = replace(moment, start=start, about=moment.about or bool(moment.iso and _ROUGH.search(lead.group())))
    if about := _ABOUT.match(folded, moment.end):
        moment = replace(moment, end=about.end(), about=moment.about or bool(moment.iso))
    if zone := _OTHER_ZONE.match(text, moment.end):
        moment = replace(moment, end=zone.end(), iso=moment.iso if "T" not in moment.iso else "")
    return moment


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(vocabulary().cues['time_lead'])}\s{{0,2}}){{1,2}}$")


def _zone(hours: float) -> tzinfo | None:
    return timezone(timedelta(hours=hours)) if abs(hours) <= 14 else None


def _joined(group: list[Part], part: Part, folded: str) -> Part | None:
    """``part`` as it goes on with ``group``: after another clock it is the end of a range; ``None`` when it is a time of its own."""
    kinds, end = {p.kind for p in group}, group[-1].end
    if part.kind == "clock" and group[-1].kind == "clock" and "till" not in kinds:
        return replace(part, kind="till") if _RANGE.fullmatch(folded, end, part.start) else None
    return part if part.kind not in kinds and _GAP.fullmatch(folded, end, part.start) else None


def _is_a_time(group: list[Part]) -> bool:
    kinds = {p.kind for p in group} - {"zone"}
    lone_clock = kinds <= {"clock", "till"} and not any(p.clock and p.clock.sure for p in group)
    return bool(kinds & {"date", "day", "weekday", "ago", "clock"}) and not lone_clock


def _is_counted(group: list[Part]) -> bool:
    return all(p.kind != "date" for p in group)


def _resolved(group: list[Part], now: datetime, home: tzinfo | None) -> Moment:
    start, end = group[0].start, group[-1].end
    clock = next((p.clock for p in group if p.clock), None)
    hours = next((p.hours for p in group if p.hours), None)
    ago = next((p.minutes for p in group if p.minutes is not None), None) if _is_counted(group) else None
    if clock is not None and clock.impossible:
        return Moment(start, end, problem="impossible")
    if any(p.kind == "zone" and p.offset is None for p in group):
        home = None
    if ago is not None and ago < 1440:
        instant = (now - timedelta(minutes=ago)).astimezone(home or UTC)
        return Moment(start, end, instant.replace(second=0, microsecond=0).isoformat(timespec="minutes"), about=True)
    day, problem = _day(group, ago, now, home)
    if day is None:
        return Moment(start, end, problem=problem)
    hour = clock.hour_in(hours) if clock and not any(p.kind == "till" for p in group) else None
    if clock and hour is None and any(isinstance(p.on, date) for p in group) and not hours and clock.hour < 24 and not clock.between:
        hour = clock.hour  # a date with its year comes from a record, and records count to 24
    if clock is None or hour is None or home is None or any(p.kind == "till" for p in group):
        future = day > (now + timedelta(hours=14)).date() if home is None else day > now.astimezone(home).date()
        return Moment(start, end, day.isoformat(), problem="future" if future else "")
    moment = datetime(day.year, day.month, day.day, hour, clock.minute, tzinfo=home)
    return Moment(start, end, moment.isoformat(timespec="minutes"), problem="future" if moment > now + timedelta(minutes=5) else "")


def _day(group: list[Part], ago: int | None, now: datetime, home: tzinfo | None) -> tuple[date | None, str]:
    """The date that is meant: by the calendar first, then counted from today; a weekday alone names none for certain."""
    part = next((p for kind in ("date", "day", "weekday") for p in group if p.kind == kind), None)
    if part is not None and isinstance(part.on, date):
        return part.on, ""
    if home is None and not (part is not None and isinstance(part.on, tuple)):
        return None, "future" if part is not None and (part.days or 0) > 0 else ""
    today = now.astimezone(home or UTC).date()
    if ago is not None:
        return today - timedelta(minutes=ago) if ago < 10**6 else None, ""
    if part is None or isinstance(part.on, int):
        return None, ""
    if part.days is not None:
        return today + timedelta(days=part.days), ""
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
