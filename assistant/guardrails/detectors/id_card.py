"""Mainland China resident identity numbers: 18 characters with a check character (GB 11643-1999), or the old 15 digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing, is_reference
from assistant.guardrails.numbers import digits_of
from assistant.types import FindingClass

_SHAPE = re.compile(r"(?<![0-9])(?<![0-9][.\-])[1-9](?:[ \t\-.·]{0,2}[0-9]){16}[ \t\-.·]{0,2}[0-9Xx](?![0-9A-Za-z])")
_OLD = re.compile(r"(?<![0-9A-Za-z.])[1-8](?:[ \-]?[0-9]){14}(?![0-9A-Za-z])")
_TOLD = "<<id_card>>|<<phone>>|<<person>>|<<home>>|<<birth>>|资料|[0-9]{6}[省市区路]|(?:^|[^0-9])1[3-9][0-9]{9}(?:[^0-9]|$)"
_PROVINCES = frozenset(
    str(n) for n in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83, 91)
)


def find(scan: Scan) -> Iterator[Span]:
    """Numbers whose region, birth date and check character hold; with a label, also those with a typing error."""
    for match in scan.matches(_SHAPE):
        start, end = match.span()
        number = digits_of(match.group()[:-1]) + match.group()[-1].upper()
        if is_valid(number):
            yield Span(start, end, checksum=True)
        elif governing(scan, start, end) == "id_card" or (
            _is_plausible(number)
            and (number[-1] == "X" or (_is_grown(number) and scan.mentions(_TOLD)))
            and not is_reference(scan, start, end)
        ):
            yield Span(start, end)
    for match in scan.matches(_OLD):
        number = digits_of(match.group())
        if governing(scan, *match.span()) == "id_card" or (
            _is_old(number) and scan.near("id_card", *match.span()) and not is_reference(scan, *match.span())
        ):
            yield Span(*match.span())


def _is_grown(number: str) -> bool:
    """Whether the year of birth is one of people who trade."""
    return "1930" <= number[6:10] <= "2012"


def is_valid(number: str) -> bool:
    """Whether ``number`` (18 characters) has a province, a possible birth date and the right check character."""
    return _is_plausible(number) and _check_digit(number[:-1]) == number[-1]


def _check_digit(body: str) -> str:
    """The check character of 17 digits (ISO 7064, MOD 11-2)."""
    from stdnum.iso7064 import mod_11_2

    return str(mod_11_2.calc_check_digit(body))


def _is_plausible(number: str) -> bool:
    return number[:2] in _PROVINCES and _is_day(number[6:14])


def _is_old(number: str) -> bool:
    return number[:2] in _PROVINCES and _is_day("19" + number[6:12])


def _is_day(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2035
    except ValueError:
        return False


def example(number: int, region: str = "110101") -> str:
    """A valid number of nobody, the same for the same argument."""
    body = f"{region}{date.fromordinal(722000 + number * 389 % 12000):%Y%m%d}{number * 37 % 1000:03d}"
    return body + _check_digit(body)


def hides() -> Iterable[str]:
    """Numbers in sentences of both languages."""
    with_x = next(n for n in map(example, range(200)) if n.endswith("X"))
    forms = (
        "⟦{}⟧", "身份证⟦{}⟧", "我的身份证号是⟦{}⟧，审核不过", "my ID card number is ⟦{}⟧", "KYC: ⟦{}⟧ rejected", "证件号码：⟦{}⟧",
        "sfz⟦{}⟧", "實名用的身份證 ⟦{}⟧", "id={{\"idNo\":\"⟦{}⟧\"}}", "⟦{}⟧是我的身份证", "用户⟦{}⟧重复认证", "identity number ⟦{}⟧.",
    )  # fmt: skip
    for number, form in enumerate(forms):
        yield form.format(example(number, ("110101", "440305", "510104")[number % 3]))
    yield f"身份证号⟦{with_x.lower()}⟧"
    yield f"⟦{with_x}⟧"
    spaced = example(40)
    yield f"身份证 ⟦{spaced[:6]} {spaced[6:14]} {spaced[14:]}⟧"
    yield f"⟦{spaced[:6]}-{spaced[6:14]}-{spaced[14:]}⟧"
    yield f"⟦{' '.join(spaced[i : i + 4] for i in range(0, 18, 4))}⟧"
    yield "⟦11010519491231002X⟧"  # the example of GB 11643-1999
    yield "身份证号 ⟦11010119900307851X⟧"
    yield "我老的身份证是15位的 ⟦110101900307851⟧"
    yield "old 15-digit ID card ⟦110101900307851⟧"
    yield "⟦" + "".join(chr(ord(c) + 0xFEE0) for c in example(41)) + "⟧"


def keeps() -> Iterable[str]:
    """Orders, account numbers, times."""
    return (
        "订单号 612345678901234567",
        "order 110101199013018515",
        "UID 123456789012345678",
        "提现单号110101190002308515",
        "2026112216040512345",
        "612345678901234560",
        "身份证上传失败",
        "my ID card was rejected 3 times",
        "timestamp 1700000000000000000",
        "amount 110101199003078.51",
        "order 123456789012345",
        "身份证审核需要24小时",
        "交易号 999999199003078515",
        "0x110101199003078515ab",
    )


DETECTOR = Detector(
    "id_card",
    FindingClass.PERSONAL,
    find,
    (r"[1-9](?:[ \t\-.·]{0,2}[0-9]){16}[ \t\-.·]{0,2}[0-9x]", r"<<id_card~>>[^0-9\n]{0,30}[0-9]"),
    hides,
    keeps,
)
