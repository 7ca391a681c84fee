"""Values that a person announces in a sentence: "my password is …", "验证码是 834 112".

A name, a few words that may stand between, the value. What the value looks like and what stands
after it tell a password from "password 8 characters" and "密码输错 5 次".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.guardrails.detector import Scan
from assistant.guardrails.normalise import MASK

# Words and signs that may stand between a name and its value.
BETWEEN = r"((?:<<between>>|[ \t\n:=\"'`*|>(){}\[\]~\\/-]|->|,[ ])"
_UNIT = re.compile(
    r"\s?(?:位|次|个|個|小时|小時|分钟|分鐘|秒|天|日|年|月|元|块|万|倍|字|条|点|%|[.:/\-]\d|"
    r"(?:digits?|chars?|characters?|letters?|times?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s|days?|weeks?|months?|years?|attempts?"
    r"|usdt|usdc|usd|btc|eth|sol|trx|xrp|dollars?|percent|steps?|words?|tries|trials)(?![a-z0-9]))",
    re.IGNORECASE,
)
_TRAILING = ",.;:?)]}>\"'`"
_NOT_VALUES = re.compile(
    r"(?i)(?:https?://|www\.)\S*|\S+@[\w\-]+(?:\.[\w\-]+)+|\d{5}_\d{3,5}|v?\d+(?:\.\d+){1,3}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\S*|\d{1,2}:\d{2}\S*"
    r"|\d+(?:[.,]\d+)?(?:h|hr|hrs|hours?|mins?|secs?|s|d|days?|usdt|usdc|usd|btc|eth|sol|k|x|%)|[2][-_]?fa|\d+-\d+"
)


class Value(NamedTuple):
    """A value in ``Scan.text``; ``assigned`` says that ``:``, ``=`` or a word like "is" stood just before it."""

    start: int
    end: int
    text: str
    assigned: bool
    adjacent: bool


def announced(scan: Scan, group: str, value: str, most: int = 9) -> Iterator[Value]:
    """Values matching the RE2 pattern ``value`` after a name of ``group`` and at most ``most`` words or signs between."""
    for match in scan.finditer(rf"<<{group}~>>{BETWEEN}{{0,{most}}})({value})"):
        start, end = match.span(2)
        between = match.group(1)
        if MASK in between or ("=" not in between and _in_link(scan.text, match.start())):
            continue
        assigned = scan.words.regex(r"(?:[:=]|<<assigns>>)[\s\"'`*(\[]{0,3}$").search(between) is not None
        yield Value(start, end, match.group(2), assigned, not between.strip(" \t\"'`*([-"))


def _in_link(text: str, at: int) -> bool:
    word = text[max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1 : at]
    return "://" in word or "www." in word


def trimmed(value: Value, scan: Scan) -> Value:
    """``value`` without what belongs to the sentence: closing quotes, punctuation, what follows a comma."""
    text = value.text
    opening = scan.text[value.start - 1 : value.start]
    if opening in "\"'`" and opening:
        text = text.split(opening, 1)[0] or text
    for sign in (",", ";", "\\n", "\\\""):
        cut = text.find(sign)
        if cut >= 4:
            text = text[:cut]
    text = text.rstrip(_TRAILING) or text
    return value._replace(text=text, end=value.start + len(text))


def before_unit(scan: Scan, end: int) -> bool:
    """Whether a unit follows: "8 characters", "5 次"."""
    return _UNIT.match(scan.text, end) is not None


def is_strong(text: str) -> bool:
    """Whether ``text`` looks made up rather than written: letters with digits or signs, not a date, link or amount."""
    if _NOT_VALUES.fullmatch(text):
        return False
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    signs = sum(c in "!@#$%^&*+_?~." for c in text)
    return (letters > 0 and digits > 0) or (signs > 0 and letters + digits >= 3 and not text.endswith("..."))


def is_digits(text: str) -> bool:
    """Whether ``text`` is digits only, with spaces or dashes at most."""
    return bool(text) and all(c.isdigit() or c in " -" for c in text)
