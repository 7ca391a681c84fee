"""Codes and PINs that are told in parts: the digits with which a message breaks off, "the first five are 48210, the last is 7"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import PERSONAL, REFERENCE, labels_between
from assistant.guardrails.nearby import starts_inside
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit
from assistant.types import FindingClass

_NAME = "(?:<<otp~>>|<<password~>>|<<code_led>>)"
_BREAKS_OFF = rf"{_NAME}(?:[ \t:=\"',.]|<<assigns>>|<<mine>>|<<between>>){{0,6}}([0-9](?:[ ]?[0-9]){{2,4}})[ \t.,…-]*$"
_PLACED = rf"{_NAME}(?:[ \t:=,]|<<between>>|<<assigns>>){{0,3}}<<piece_place>>[^\n.!?。;0-9]{{0,8}}?([0-9]{{1,5}})(?:$|[^0-9A-Za-z%.])"
_APART = rf"{_NAME}([^\n!?。;0-9]{{0,30}}?<<digit_part>>[^\n.!?。;0-9]{{0,8}}?)([0-9]{{2,4}})(?:$|[^0-9A-Za-z%.])"
_NEXT = r"^[^\n.!?。;0-9]{0,10}?<<piece_place>>[^\n.!?。;0-9]{0,8}?([0-9]{1,5})(?:$|[^0-9A-Za-z%.])"
_ERROR = re.compile(r"[1-6][0-9]{4}")
_STATED = re.compile(r"5[0-9]{4}")
_REACH = 40
_MOST = 3
_NAMED = frozenset((*PERSONAL, *REFERENCE))


def find(scan: Scan) -> Iterator[Span]:
    """Three to five digits behind the name with which the message ends; digits behind "the first five", 最后一位."""
    for hit in scan.finditer(_BREAKS_OFF):
        start, end = hit.span(1)
        if starts_inside(scan.text, hit.start()):
            continue  # "2fa" in "…752fa9512"
        led = scan.words.regex(r"(?:<<assigns>>|[:=])[ ]?$").search(scan.text[hit.start() : start]) is not None
        if not is_amount(scan.text, end) and (led or not _ERROR.fullmatch(hit.group(1))):
            yield Span(start, end, score=0.2)
    for hit in scan.finditer(_PLACED):
        start, end = hit.span(1)
        if _STATED.fullmatch(hit.group(1)) and scan.words.regex(_NEXT).search(scan.text[end : end + _REACH]) is None:
            continue  # "look at the code first: 50013 means …"
        yield from _placed(scan, start, end)
    for hit in scan.finditer(_APART):
        if not any(label.group in _NAMED for label in labels_between(scan, *hit.span(1))):
            yield from _placed(scan, *hit.span(2))


def _placed(scan: Scan, start: int, end: int) -> Iterator[Span]:
    """The digits at ``[start, end)``, and those of the next places."""
    for _ in range(_MOST):
        if before_unit(scan, end):
            break
        yield Span(start, end, score=0.2)
        more = scan.words.regex(_NEXT).search(scan.text[end : end + _REACH])
        if more is None:
            break
        start, end = end + more.start(1), end + more.end(1)


def hides() -> Iterable[str]:
    """The rest comes later, in the message or in the next."""
    return (
        "验证码前五位⟦48210⟧最后一位⟦7⟧",
        "my otp is ⟦48210⟧",
        "资金密码⟦558⟧",
        "the code is ⟦582 1⟧",
        "验证码是 ⟦664⟧...",
        "the code: first three ⟦582⟧ last three ⟦194⟧",
        "交易密码前三位⟦558⟧后三位⟦219⟧",
        "fund password first 4 digits ⟦7712⟧",
        "my pin is ⟦771⟧",
        "短信码开头⟦60⟧结尾⟦4117⟧",
        "验证码我收到的是⟦9031⟧",
        "the sms code starts with ⟦775⟧",
        "谷歌码⟦338⟧",
        "the code is in two parts: first three ⟦384⟧, last three ⟦910⟧",
        "验证码我分开说啊，前三位 ⟦384⟧，后三位 ⟦910⟧",
    )


def keeps() -> Iterable[str]:
    """Counts, errors, other numbers at the end."""
    return (
        "提示50113，请求号9717fef74992d94ed83a7c3752fa9512",
        "验证码错误 50113",
        "密码输错 3",
        "验证码发了5次",
        "otp not working, error 51008",
        "密码错误次数 5",
        "验证码要等 60秒",
        "手机尾号后四位7781收不到验证码",
        "卡号后四位 8812",
        "the code page says 404",
        "password must have 12",
        "code 51008",
        "验证码收不到 订单后四位 4411",
        "验证码发到手机，尾号后四位7781",
        "the code goes to the phone with the last four 7781",
    )


DETECTOR = Detector(
    "one_time_code",
    FindingClass.SECRET,
    find,
    (
        rf"{_NAME}[^\n]{{0,24}}[0-9][ ]?[0-9][ ]?[0-9][ 0-9\t.,…-]*$",
        rf"{_NAME}[^\n.!?。;0-9]{{0,6}}<<piece_place>>",
        rf"{_NAME}[^\n!?。;0-9]{{0,30}}<<digit_part>>[^\n.!?。;0-9]{{0,8}}[0-9]",
    ),
    hides,
    keeps,
    ("password",),
)
