"""A person's words for a time in another language: 昨晚10点半 → last night, half past 10. No number is added."""

from __future__ import annotations

import re

from assistant.corpus.edges import one_to_one
from assistant.drafting.clock import read_clocks
from assistant.drafting.numerals import as_text, find_numbers
from assistant.drafting.phrases import phrases
from assistant.drafting.vocabulary import any_of

_ABOUT = re.compile(r"大概|大约|左右|差不多|前后|多|几|幾|\b(?:around|about)\b|ish\b")
_PERIOD = re.compile(r"(?:上午|下午|晚上|早上|中午)(?=\s?\d)")
_PERIOD_BEFORE = re.compile(r"[晚早]$|(?:晚上|早上|下午|上午|中午|夜里|深夜|凌晨)$")
_DAY = re.compile(r"[今昨前]|星期|[周月年日]|时间|UTC|GMT")
_PAST = re.compile(r"(?P<part>half|(?:a )?quarter)\s(?P<way>past|to)\s(?P<hour>\S+)")
_DAY_OF_MONTH = {
    "zh": re.compile(r"\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b(?! of)"),
    "en": re.compile(r"(?<![\d.])(?<![\d一二三四五六七八九十]月)(\d{1,2})\s?[号號日](?![线钟])"),
}
_AGO = {"zh": re.compile(r"\s?(?:之前|以前|前)"), "en": re.compile(r"\s+ago(?![a-z])")}


def said_time(words: str, code: str) -> str:
    """``words`` in language ``code``; as they are where a part of them is not known."""
    folded, table = one_to_one(words), phrases()
    found: list[tuple[int, int, str]] = []
    for clock in read_clocks(folded):
        if not clock.between:
            found.append((clock.start, clock.end, _clock(folded[clock.start : clock.end], code)))
    for number in find_numbers(words):
        for unit in table.units:
            match = unit.pattern.match(folded, number.end)
            ago = next((a for p in _AGO.values() if match and (a := p.match(folded, match.end()))), None)
            if match and ago:
                one, more = unit.say[code]
                counted = f"{as_text(number.value)} {one if number.value == 1 else more}"
                found.append((number.start, ago.end(), f"{counted} ago" if code != "zh" else f"{counted}前"))
    found += [
        (m.start(), m.end(), f"{m[1]}号" if code == "zh" else f"on the {_ordinal(m[1])}") for m in _DAY_OF_MONTH[code].finditer(folded)
    ]
    for word in sorted(table.times[code], key=len, reverse=True):
        found += [(m.start(), m.end(), table.times[code][word]) for m in re.finditer(any_of([word]), folded)]
    kept: list[tuple[int, int, str]] = []
    for start, end, text in sorted(found, key=lambda f: f[0] - f[1]):
        if text and not any(s < end and start < e for s, e, _ in kept):
            kept.append((start, end, text))
    rest = list(folded)
    for start, end, _ in kept:
        rest[start:end] = " " * (end - start)
    if re.sub(r"[\s,的在于()~-]|\b(?:at|on|in|the)\b|钟", "", _ABOUT.sub("", "".join(rest))):
        return words
    joined = _joined([said for _, _, said in sorted(kept)], code)
    if _ABOUT.search("".join(rest)):
        joined = f"{joined}左右" if code == "zh" else joined.replace("at ", "around ", 1)
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", joined)


def _ordinal(number: str) -> str:
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + ("th" if number in ("11", "12", "13") else ending)


def _joined(said: list[str], code: str) -> str:
    """One after the other; a part of the day that a clock repeats is said once: 昨晚11点, not 昨晚晚上11点."""
    if code != "zh":
        return " ".join(said)
    joined = ""
    for one in sorted(said, key=_rank):
        period = _PERIOD.match(one)
        joined += one[period.end() :] if period and _PERIOD_BEFORE.search(joined) else one
    return joined


def _rank(said: str) -> int:
    """Chinese names the day, then the part of it, then the clock."""
    return 0 if _DAY.search(said) else 1 if not re.search(r"\d|[点:]", said) else 2


def _clock(words: str, code: str) -> str:
    """A clock time as it was said: its hour, its minutes if they were."""
    if code == "zh" and (past := _PAST.fullmatch(words)):
        spoken = as_text(find_numbers(past["hour"])[0].value)
        if past["way"] == "to":
            return f"差一刻{spoken}点"
        return f"{spoken}点{'半' if past['part'] == 'half' else '一刻'}"
    if code == "zh" and (oclock := re.fullmatch(r"(\S+)\s?o.?\s?clock", words)):
        return f"{as_text(find_numbers(oclock[1])[0].value)}点"
    if match := re.fullmatch(r"(\d{1,2}(?:[:.]\d\d){0,2})\s?([ap])\.?m\b\.?", words):
        if code != "zh":
            return words
        hour = int(re.split("[:.]", match[1])[0])
        period = "上午" if match[2] == "a" else "下午" if hour in (12, 1, 2, 3, 4, 5) else "晚上"
        return f"{period}{match[1].replace('.', ':')}{'' if ':' in match[1] or '.' in match[1] else '点'}"
    if re.fullmatch(r"\d{1,2}(?::\d\d){1,2}", words):
        return f"at {words}" if code != "zh" else words
    if words in ("noon", "midday", "midnight"):
        return words if code != "zh" else "午夜" if words == "midnight" else "中午"
    numbers = [as_text(n.value) for part in re.split(r"[点點]", words) for n in find_numbers(part)]
    if not numbers or code == "zh":
        return ""
    if "半" in words:
        return f"at half past {numbers[0]}"
    if "刻" in words:
        return f"at {'three quarters' if '三刻' in words else 'a quarter'} past {numbers[0]}"
    return f"at {numbers[0]}:{numbers[1].zfill(2)}" if len(numbers) > 1 else f"at {numbers[0]} o'clock"
