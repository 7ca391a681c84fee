"""Clock times in a text: 22:10, 10pm, half past nine, 10点半, 十点十五分, 八九点."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.numerals import find_numbers

_HAN = "零〇一二两兩三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_HAN}]{{1,3}})"
_HOURS = "(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![a-z])"
_HALF = r"[ap]\.?m(?![a-z])\.?"
# What may follow an hour that is told by its number alone ("around 5 in the afternoon"); "around 5 ETH" is an amount.
_AFTER_BARE = (
    r"(?=\s*(?:$|[,;!?()\n-]|\.(?!\d)|(?:in the|at night|on|this|that|yesterday|today|tonight|last|and|to|or|utc|gmt|my|local|i|it|the|but|then"
    r"|when|while|beijing|london)(?![a-z])))"
)
_CLOCK = re.compile(
    rf"(?<![\d.:/-])(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::\d\d)?(?!\d)(?:\s?(?P<half>{_HALF}))?"
    rf"|(?<![\d.:])(?P<hd>\d{{1,2}})\.(?P<md>[0-5]\d)(?:\s?(?P<halfd>{_HALF}))"
    r"|(?<![\d.:a-z])(?P<hh>[01]?\d|2[0-3])h(?P<mh>[0-5]\d)(?!\d)"
    rf"|(?<![\d.:])(?P<h12>\d{{1,2}}|{_HOURS})(?:ish)?\s?(?P<half12>{_HALF})"
    rf"|(?<![a-z\d])(?P<part>half|(?:a\s)?quarter|five|ten|twenty)\s(?P<way>past|to)\s(?P<hp>\d{{1,2}}(?![\d.,])|{_HOURS})(?:\s?(?P<halfp>{_HALF}))?"
    rf"|(?<![\d.:])(?P<oc>\d{{1,2}}|{_HOURS})\s?o['’ ]?\s?clock(?![a-z])"
    r"|(?:(?<=at )|(?<=around )|(?<=about ))(?P<mil>0\d[0-5]\d|(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:hrs|hours|utc|gmt)))(?!\d)"
    rf"|(?:(?<=at )|(?<=around )|(?<=about )|(?<=between )|(?<=from )|(?<=~))(?P<bare>(?:[1-9]|1[0-2])(?![\d:%])|{_HOURS})(?:ish(?![a-z]))?{_AFTER_BARE}"
    rf"|(?<![\d.{_HAN}])(?P<to>(?:\d{{1,2}}|[{_HAN}]{{1,2}})\s?[-~到至、]\s?)?(?P<hz>{_N})[点點]"
    rf"(?:(?P<thirty>半)|(?P<quarter>[一三]刻)|(?P<mz>{_N})分?)?(?P<surely>来?[钟鐘]|[整多过過]|左右|的时候|提|充|转|到|开始)?"
)
_SPOKEN = re.compile(r"(?<![a-z])(?:12\s)?(?P<which>noon|midday|midnight)(?![a-z])")
_MINUTES = {"half": 30, "five": 5, "ten": 10, "twenty": 20}


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock time. ``full`` says that the hour is of the 24-hour clock; ``sure`` that it is a time even without a date beside it;
    ``between`` that it is two hours at once (八九点)."""

    start: int
    end: int
    hour: int
    minute: int
    full: bool
    sure: bool
    between: bool = False

    @property
    def impossible(self) -> bool:
        """25:61."""
        return self.hour > 24 or self.minute > 59 or (self.hour == 24 and self.minute > 0)

    def hour_in(self, hours: tuple[int, int] | None) -> int | None:
        """The hour of the 24-hour clock, within the part of the day said; ``None`` when it could be either."""
        if self.between:
            return None
        if self.full:
            return self.hour if self.hour < 24 else None
        if hours is None:
            return None
        fitting = {h for h in (self.hour, self.hour + 12) if hours[0] <= h <= hours[1]}
        return fitting.pop() if len(fitting) == 1 else None


def read_clocks(folded: str) -> Iterator[Clock]:
    """The clock times of a folded text, those told by words alone last."""
    for match in _CLOCK.finditer(folded):
        clock = _han_clock(match) if match["hz"] else _clock(match)
        if clock is not None:
            yield clock
    for match in _SPOKEN.finditer(folded):
        # Which day's midnight is meant is not said: 24 leaves it open.
        yield Clock(*match.span(), 24 if match["which"] == "midnight" else 12, 0, True, True)


def _clock(match: re.Match[str]) -> Clock | None:
    start, end = match.span()
    if match["mil"]:
        return Clock(start, end, int(match["mil"][:2]), int(match["mil"][2:]), True, True)
    if match["bare"]:
        return Clock(start, end, _hour(match["bare"]), 0, False, False)
    if match["oc"]:
        return Clock(start, end, _hour(match["oc"]), 0, False, True)
    if match["part"]:
        hour, minute = _hour(match["hp"]), _MINUTES.get(match["part"], 15)
        if match["way"] == "to":
            if minute != 15 and not match["halfp"]:
                return None  # "sent ten to 5 friends"
            hour, minute = (hour - 1 or 12), 60 - minute
        return _halved(start, end, hour, minute, match["halfp"])
    if match["hh"]:
        return Clock(start, end, int(match["hh"]), int(match["mh"]), True, True)
    hour = _hour(match["h"] or match["hd"] or match["h12"])
    half = match["half"] or match["halfd"] or match["half12"]
    clock = _halved(start, end, hour, int(match["m"] or match["md"] or 0), half)
    return clock if half else Clock(start, end, hour, clock.minute, hour > 12 or (match["h"] or "").startswith("0"), True)


def _halved(start: int, end: int, hour: int, minute: int, half: str | None) -> Clock:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return Clock(start, end, hour, minute, half is not None or hour > 12, True)


def _han_clock(match: re.Match[str]) -> Clock | None:
    start, end = match.span()
    numbers = [n.value for word in (match["hz"], match["mz"]) if word for n in find_numbers(word)]
    if not numbers:
        return None
    quarter = {"一刻": 15, "三刻": 45}.get(match["quarter"] or "", 0)
    minute = 30 if match["thirty"] else quarter or (int(numbers[1]) if len(numbers) > 1 else 0)
    hour = int(numbers[0])
    # 八九点: two digits without a ten between them are two hours.
    two = not match["hz"].isdigit() and len(match["hz"]) == 2 and "十" not in match["hz"] and hour > 24
    if match["surely"] and not match["surely"].endswith(("钟", "鐘", "整")):
        end = match.start("surely")
    sure = bool(match["surely"] or match["thirty"] or match["quarter"])
    if two or match["to"]:
        return Clock(start, end, min(hour % 10 if two else hour, 24), minute, False, sure, between=True)
    return Clock(start, end, hour, minute, hour > 12, sure)


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else int(find_numbers(word)[0].value)
