"""One-time codes that no set phrase announces: six digits in a sentence about a code, and codes in number words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import PLAIN, REFERENCE, governing, labels
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit
from assistant.types import FindingClass

_NAME = "<<otp>>|<<code>>"
_SIX = re.compile(r"(?<![0-9A-Za-z_.,#$€¥:/+\-])([0-9]{6}|[0-9]{3}[ \-][0-9]{3})(?![0-9A-Za-z_%:/\-]|[ .,][0-9])")
_SPELLED = r"(?:<<otp~>>|<<code~>>)[^\n.!?。;]{0,16}?(<<digit_word~>>(?:[ ,\-]{0,2}<<digit_word~>>){3,7})"
_END = re.compile(r"[\n.!?。;]")
_OTHERS = frozenset((*REFERENCE, *PLAIN, "bank_card", "id_card")) - {"one_time"}
_REACH = 60
_BEHIND = 30


def find(scan: Scan) -> Iterator[Span]:
    """Six digits that nothing else names, in the clause of a word for a code; digits told in words."""
    names = [hit.span() for hit in scan.finditer(_NAME) if not _is_other_code(scan, *hit.span())]
    for match in _SIX.finditer(scan.text) if names else ():
        start, end = match.span(1)
        if not before_unit(scan, end) and not is_amount(scan.text, end) and _is_told(scan, start, names):
            yield Span(start, end, score=0.3)
    for hit in scan.finditer(_SPELLED):
        yield Span(*hit.span(1), score=0.3)


def _is_told(scan: Scan, start: int, names: list[tuple[int, int]]) -> bool:
    """Whether a name of a code stands before or after, in the same clause, with no other label between."""
    at = bisect_left(names, (start, start))
    left, right = names[at - 1] if at else (-1, -1)
    behind = names[at][0] if at < len(names) else -1
    if start + 6 <= behind <= start + 6 + _BEHIND and not _END.search(scan.text, start, behind):
        named = governing(scan, start, start + 6)
        if named in ("", "one_time") or (behind < start + 16 and named not in REFERENCE):
            return not _is_named(scan, start + 1, behind)
    if left < 0 or not 0 <= start - right <= _REACH or _END.search(scan.text, right, start):
        return False
    return not _is_named(scan, right, start)


def _is_named(scan: Scan, start: int, end: int) -> bool:
    """Whether a label that begins in ``[start, end)`` says what else the digits are."""
    found = labels(scan)
    first = bisect_left(found, start, key=lambda label: label.start)
    return any(label.group in _OTHERS for label in takewhile(lambda label: label.start < end, islice(found, first, None)))


def _is_other_code(scan: Scan, start: int, end: int) -> bool:
    """Whether it is an error, postal or promotion code."""
    return scan.words.regex(r"<<not_code>>[ \t]?$").search(scan.text[max(0, start - 24) : start]) is not None


def hides() -> Iterable[str]:
    """Told in passing, or in words."""
    return (
        "the code i finally got was ⟦756710⟧",
        "he asked me for the code and I told him ⟦131498⟧",
        "the code on my phone changed, now it shows ⟦882014⟧",
        "验证码是⟦二五五四八二⟧",
        "验证码：⟦幺三五 二二七⟧",
        "the verification code is ⟦zero three five three one seven⟧",
        "my code: ⟦one-two-two-four-five-six⟧",
        "客服要验证码，我就给了他 ⟦131498⟧",
        "收到六位数 ⟦402913⟧",
        "they wanted the code so i read ⟦402 913⟧ to them",
        "动态码我念给他听了是⟦九九八八七七⟧",
        "the exchange sent me ⟦146713⟧ as code",
        "el código de verificación es ⟦614826⟧",
    )


def keeps() -> Iterable[str]:
    """Other numbers in sentences about codes."""
    return (
        "the code never came, my uid is 391827",
        "验证码收不到，订单号 391827",
        "error code 600001 again",
        "the code fails and I lose 150000 USDT",
        "code wrong. block 391827",
        "the code expired at 12:30:45",
        "promo code 391827",
        "验证码一直收不到",
        "the code has six digits",
        "no code since 2026-11-20, ticket 391827",
        "codes 51008 and 50113",
        "邮政编码 518000",
        "the code is one of two things",
    )


DETECTOR = Detector(
    "one_time_code",
    FindingClass.SECRET,
    find,
    (
        r"<<otp~>>[^\n]{0,70}[0-9]{3}",
        r"<<code~>>[^\n]{0,70}[0-9]{3}",
        r"[0-9]{3}[^\n]{0,40}<<otp>>",
        r"[0-9]{3}[^\n]{0,40}<<code>>",
        r"<<otp~>>[^\n]{0,40}(?:<<digit_word~>>[ ,\-]{0,2}){4}",
        r"<<code~>>[^\n]{0,20}(?:<<digit_word~>>[ ,\-]{0,2}){4}",
    ),
    hides,
    keeps,
)
