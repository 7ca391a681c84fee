"""Phone numbers as people of many countries write them at home, with the zero and without the country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from assistant.guardrails.detector import Scan
from assistant.guardrails.labels import governing
from assistant.guardrails.numbers import digits_of, is_amount, is_date

_HOME = re.compile(
    r"(?<![0-9A-Za-z.,+*#_/=])(?<![0-9A-Za-z]-)\(?0[1-9](?:\)?[ \-./]{0,2}[0-9]){7,11}(?![0-9A-Za-z_]|[.\-/,][0-9]|[ ]?[%$])"
)
_BRACKETED = re.compile(
    r"(?<![0-9A-Za-z.,+*#_/=])(?:8[ ]?)?\([1-9][0-9]{0,3}\)[ ]?[0-9]{3,5}[ \-][0-9]{2,4}(?:[ \-][0-9]{2,4})?(?![0-9A-Za-z_]|[.\-/,][0-9])"
)
_IN_GROUPS = re.compile(
    r"(?<![0-9A-Za-z.,+*#_/=:\-])(?<![0-9][ ])[1-9][0-9]{1,3}(?:[ \-][0-9]{2,7}){1,4}(?![0-9A-Za-z_]|[ .\-/,:][0-9]|[ ]?[%$])"
)
_LEAST, _LONGEST = 8, 10
_REGIONS = (
    "TW",
    "GB",
    "FR",
    "DE",
    "JP",
    "KR",
    "NG",
    "PH",
    "ID",
    "TH",
    "VN",
    "TR",
    "AU",
    "MY",
    "KE",
    "ZA",
    "PK",
    "EG",
    "AE",
    "IN",
    "NL",
    "CH",
)
_MOST = 40
_GROUPED = 2  # groups of digits: an unbroken number must be one of a mobile


def national_phones(scan: Scan) -> Iterator[tuple[int, int]]:
    """Spans of numbers with a leading zero that are in use in one of these countries."""
    for match in islice(scan.matches(_HOME), _MOST):
        value = match.group()
        broken = len(re.findall("[0-9]+", value)) >= _GROUPED
        if not is_date(value) and not is_amount(scan.text, match.end()) and _is_in_use(digits_of(value), broken):
            yield match.span()


def told_phones(scan: Scan) -> Iterator[tuple[int, int]]:
    """Spans of numbers in brackets and groups, and of eight to ten digits in groups that stand with talk of texts and calls."""
    for match in islice(scan.matches(_BRACKETED), _MOST):
        if len(digits_of(match.group())) >= _LEAST:
            yield match.span()
    if not scan.mentions("<<phone_talk>>"):
        return
    for match in islice(scan.matches(_IN_GROUPS), _MOST):
        other = is_date(match.group()) or is_amount(scan.text, match.end()) or governing(scan, *match.span()) not in ("", "one_time")
        sized = _LEAST <= len(digits_of(match.group())) <= _LONGEST
        if sized and not other and scan.near("phone_talk", *match.span(), before=30, after=30):
            yield match.span()


@lru_cache(maxsize=256)
def _is_in_use(digits: str, any_kind: bool) -> bool:
    from phonenumbers import NumberParseException, PhoneNumberType, is_valid_number_for_region, number_type, parse

    for region in _REGIONS:
        try:
            number = parse(digits, region)
        except NumberParseException:
            continue
        if is_valid_number_for_region(number, region) and (any_kind or number_type(number) == PhoneNumberType.MOBILE):
            return True
    return False
