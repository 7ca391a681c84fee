"""The pieces that people name a time with: a date, a day, a weekday, a part of the day, a clock, a zone, how long ago."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.drafting.clock import Clock, read_clocks
from assistant.drafting.numerals import find_numbers
from assistant.drafting.vocabulary import any_of, vocabulary

_HAN_DIGITS = "零〇一二两兩三四五六七八九十"
_N = rf"(?:\d{{1,4}}|[{_HAN_DIGITS}]{{1,4}})"
_OFFSET = r"(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::\d\d)?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)(?![a-z])"
_MONTH_PART = r"(?:初|中旬?|底|末|上旬|下旬|份)"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_FEW = r"(?:an?\s+)?(?:few|couple(?:\s+of)?)|several|[好]?[几幾]|[两兩二三四五六七八九][三四五六七八九](?=[个個天小分])|数"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a time. ``kind``: zone clock till period ago date day weekday.

    ``days`` from today; ``on`` a date, a month and day, or ``UNSURE``; ``hours`` of the 24-hour clock that a part of the day has;
    ``offset`` of a zone in hours, ``None`` for one whose offset is not certain; ``minutes`` ago, ``None`` for a few of something.
    """

    start: int
    end: int
    kind: str
    days: int | None = None
    on: date | tuple[int, int] | int | None = None
    hours: tuple[int, int] | None = None
    clock: Clock | None = None
    offset: float | None = None
    minutes: int | None = None


UNSURE = 31
"""A day that is named without saying of which month or week, or that may be another: it stays in the words."""
MONTHS_AND_YEARS = 0
"""In the table of units: how many days these are is not certain."""


def read_parts(folded: str) -> list[Part]:
    """The pieces in a folded text, by place, the longer first."""
    clocks = (Part(clock.start, clock.end, "clock", clock=clock) for clock in read_clocks(folded))
    return sorted([*read_words(folded), *clocks], key=lambda p: (p.start, -p.end))


def read_words(folded: str) -> Iterator[Part]:
    """The pieces that are no clock times, in order."""
    time = vocabulary().time
    for m in _pattern().finditer(folded):
        start, end = m.span()
        if m["offset"]:
            yield Part(start, end, "zone", offset=_offset(m["offset"]))
        elif m["zone"]:
            hours = time["zones"][m["zone"]]
            yield Part(start, end, "zone", offset=None if hours == "" else float(hours))
        elif m["weekday"]:
            yield Part(start, end, "weekday", on=UNSURE)
        elif m["evening"]:
            days, period = time["evenings"][m["evening"]]
            yield Part(start, end, "day", days=days, hours=tuple(time["periods"][period]))
        elif m["day"]:
            yield Part(start, end, "day", days=int(time["days"][m["day"]]))
        elif m["period"]:
            yield Part(start, end, "period", hours=tuple(time["periods"][m["period"]]))
        elif m["ago"]:
            yield Part(start, end, "ago", minutes=_minutes(m))
        elif m["vague"]:
            now = time["vague"][m["vague"]] == "now"
            yield Part(start, end, "ago", minutes=0) if now else Part(start, end, "weekday", on=UNSURE)
        elif part := _calendar(m, start, end, time["months"]):
            yield part


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    time = vocabulary().time
    months, periods, short = any_of(time["months"]), any_of(time["periods"]), any_of(time["short_weekdays"])
    parts_of_a_month = any_of(time["parts_of_a_month"])
    count = rf"\d+\.\d|{_N}|an?|半|half\s+an?|(?<![a-z])(?:{_WORDS})|{_FEW}"
    alternatives = (
        rf"(?P<offset>{_OFFSET})|(?P<zone>{any_of(time['zones'])})",
        r"(?<![\d.])(?P<y>(?:19|20)\d\d)[-/.年]\s?(?P<m>\d{1,2})[-/.月]\s?(?P<d>\d{1,2})(?!\d)[日号號]?",
        rf"(?P<month>(?:{parts_of_a_month}[\s-]+{months}|(?:[去前今]年)?{_N}月{_MONTH_PART}|(?:in|since|last)\s+{months}(?!\s*\d)|20\d\d年(?!\s?\d)))",
        rf"(?:[去今]年)?(?P<hm>{_N})月(?P<hd>{_N})[日号號]?",
        rf"(?P<md>{months})\.?\s+(?:the\s+)?(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d)(?:,?\s+(?P<mdy>20\d\d)(?!\d))?",
        rf"(?<![\d.])(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dm>{months})(?:\.?,?\s+(?P<dmy>20\d\d)(?!\d))?",
        # 11.18下午 and 11-18 14:05 are dates by what follows them.
        rf"(?<![\d.-])(?P<cm>1[0-2]|0?[1-9])(?:\.(?P<cd>[0-3]?\d)(?:[日号號]|(?={periods}))|-(?P<ce>[0-3]?\d)(?=\s+\d{{1,2}}:\d\d))",
        r"(?:(?<=on )|(?<=since )|(?<=from ))(?P<dd>\d{1,2})\.(?P<dmm>1[0-2]|0?[1-9])\.(?!\d)",
        r"(?<![\d./])(?P<nd>\d{1,2})[/.](?P<nm>\d{1,2})(?:(?P<ny>[/.]20\d\d)|(?<!24/7))(?![\d/]|\.\d)",
        rf"(?P<nth>(?:(?<=on the )|(?<=since the )|(?<=on )|{short}\s+(?:the\s+)?){_ORDINAL}"
        rf"|(?<![a-z])the\s+{_ORDINAL}(?=\s*(?:$|[,.;!?)]|at\b|around\b|about\b|in the\b|of\b|{periods})))",
        r"(?P<hao>(?:本月|这个?月|這個月|上个?月|上個月)\s?\d{1,2}[日号號]|(?<![\d月])\d{1,2}(?:[号號](?![\d线線楼樓店码碼机機])|日(?=[早上中下晚凌半]|\s?\d{1,2}[:点點])))",
        rf"(?:(?:上个?|本|这个?|last\s+|on\s+|this\s+(?:past\s+)?|past\s+)?(?P<weekday>{any_of(time['weekdays'])}"
        rf"|(?:(?<=since )|(?<=from )|(?<=until )|(?<=last )|(?<=this )|(?<=past )|(?<=on )){short}"
        rf"|{short}(?=\s+(?:night|morning|evening|afternoon|\d))))",
        rf"(?P<evening>{any_of(time['evenings'])})|(?P<day>{any_of(time['days'])})|(?P<period>{periods})",
        rf"(?P<ago>(?:{count})\s*(?:[个個]?[多几幾来](?=\s?[个個小分天日周月年星]))?(?P<half>[个個]半|\s*and\s+a\s+half\s*)?\s*"
        rf"(?P<unit>{any_of(time['ago'])})(?P<half2>\s+and\s+a\s+half)?(?:之前|以前|前|\s+(?:ago|back|earlier)(?![a-z])))",
        rf"(?P<vague>{any_of(time['vague'])})",
    )
    return re.compile("|".join(alternatives))


def _calendar(m: re.Match[str], start: int, end: int, months: Mapping[str, int]) -> Part | None:
    """A day with its number: of the year, of the month, or alone."""
    if m["y"]:
        return _dated(start, end, int(m["y"]), int(m["m"]), int(m["d"]))
    if m["hm"]:
        if m.group()[0] == "去":
            return Part(start, end, "date", on=UNSURE)
        return _dated(start, end, None, _number(m["hm"]), _number(m["hd"]))
    if m["md"]:
        return _dated(start, end, int(m["mdy"]) if m["mdy"] else None, months[m["md"]], int(m["mdd"]))
    if m["dm"]:
        return _dated(start, end, int(m["dmy"]) if m["dmy"] else None, months[m["dm"]], int(m["dmd"]))
    if m["nd"]:
        return _numeric(start, end, int(m["nd"]), int(m["nm"]), m["ny"] or "", "." in m.group())
    if m["cm"]:
        return _dated(start, end, None, int(m["cm"]), int(m["cd"] or m["ce"]))
    if m["dd"]:
        return _dated(start, end, None, int(m["dmm"]), int(m["dd"]))
    return Part(start, end, "date", on=UNSURE)


def _dated(start: int, end: int, year: int | None, month: int, day: int) -> Part:
    if year is None:
        return Part(start, end, "date", on=(month, day))
    try:
        return Part(start, end, "date", on=date(year, month, day))
    except ValueError:
        return Part(start, end, "date", on=(99, 99))


def _numeric(start: int, end: int, first: int, second: int, year: str, dotted: bool) -> Part | None:
    """18/11 and 21.11.2026; which is the day and which the month is not guessed, and a date with points needs its year."""
    day, month = (first, second) if first > 12 else (second, first)
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (dotted and not year):
        return None
    if first <= 12 and second <= 12 and first != second:
        return Part(start, end, "date", on=UNSURE)
    return _dated(start, end, int(year[1:]) if year else None, month, day)


def _number(word: str) -> int:
    found = find_numbers(word)
    return int(found[0].value) if found else 0


def _minutes(m: re.Match[str]) -> int | None:
    unit = int(vocabulary().time["ago"][m["unit"]])
    word = m["ago"]
    if unit == MONTHS_AND_YEARS or re.match(_FEW, word):
        return None
    if word.startswith(("半", "half")):
        return unit // 2
    half = unit // 2 if m["half"] or m["half2"] else 0
    if re.match(r"an?\s", word):
        return unit + half
    found = find_numbers(word)
    return int(min(int(found[0].value * 60), 6_000_000) * unit // 60) + half if found else None


def _offset(word: str) -> float:
    sign = -1.0 if "-" in word else 1.0
    hours, _, minutes = re.sub(r"[^\d:]", "", word).partition(":")
    return sign * (int(hours) + int(minutes or 0) / 60)
