"""What can be said of a run of digits without knowing its name."""

from __future__ import annotations

import re

_UNIT = re.compile(
    r"[ \t]?(?:[.,][0-9]|%|[xX](?![A-Za-z])|"
    r"(?:usdt|usdc|usd|btc|eth|sol|trx|xrp|ton|okb|bnb|doge|shib|pepe|bonk|floki|sats?|wei|gwei|lamports?|cny|rmb|eur|gbp"
    r"|hkd|jpy|krw|vnd|idr|ngn|"
    r"coins?|tokens?|dollars?|yuan|blocks?|confirmations?|ms|seconds?|secs?|minutes?|mins?|hours?|days?|bytes?|kb|mb|gb)(?![A-Za-z])|"
    r"[uU](?![A-Za-z])|元|块|个|個|份|人(?!民)|户|枚|张|聪|万|亿|千|百|笔|次|天|秒|分钟|小时|毫秒|倍|人民币|美元|美金|港币|刀)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-/. ](?:0?[1-9]|1[0-2])[-/. ](?:0?[1-9]|[12][0-9]|3[01])(?![0-9])|(?:0?[1-9]|[12][0-9]|3[01])[-/.]"
    r"(?:0?[1-9]|[12][0-9]|3[01])[-/.](?:19|20)[0-9]{2}(?![0-9])"
)


def digits_of(text: str) -> str:
    """The ASCII digits of ``text``."""
    return "".join(c for c in text if "0" <= c <= "9")


def is_amount(text: str, end: int) -> bool:
    """Whether the number that ends at ``end`` goes on as a fraction or has a unit: an amount or a duration."""
    return _UNIT.match(text, end) is not None


def is_date(value: str) -> bool:
    """Whether ``value`` begins as a calendar date with separators."""
    return _DATE.match(value) is not None


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = ord(digit) - 48
        total += value if place % 2 == 0 else value * 2 - 9 * (value > 4)
    return total % 10 == 0 and len(set(digits)) > 1


def luhn_digit(digits: str) -> str:
    """The Luhn check digit to put behind ``digits``."""
    return next(d for d in "0123456789" if luhn(digits + d) or not int(digits + d))


def glued_to_letters(text: str, start: int) -> bool:
    """Whether an ASCII letter or an underscore stands right before ``start``."""
    before = text[start - 1 : start]
    return before.isascii() and (before.isalpha() or before == "_")
