"""PINs that were tried, in another clause than their name: 资金密码想不起来，试过六个数也没用."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import PERSONAL, REFERENCE, governing
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, in_link
from assistant.types import FindingClass

_NAME = "<<password>>|<<otp>>"
_DIGITS = re.compile(r"(?<![0-9A-Za-z_.#$€¥@+\-])([0-9]{6}|[0-9]{4}|[0-9]{8})(?![0-9A-Za-z_%@]|[.,:/\-][0-9])")
_TRIED = r"(?:<<tried_digits>>)[ \t:\"']{0,2}$"
_SAYS = r"(?:\bsays|\bsaid|说|說)[ :]{0,2}$"  # a short number behind it is an error's
_SIX = 6
_BEHIND = r"^[\"']?[ ]?(?:<<tried_behind>>)"
_MORE = re.compile(r"^(?:[ ]?(?:和|跟|还有|与|、|,|/|and|or|then|或者?)[ ]?|[ ]){1,3}([0-9]{4,8})(?![0-9A-Za-z_%.])")
_ROUND = re.compile(r"[0-9]{1,5}000")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_REACH = 60
_NAMED = frozenset((*REFERENCE, *PERSONAL, "height", "version", "postal", "moment"))
_MOST = 6


def find(scan: Scan) -> Iterator[Span]:
    """As many digits as PINs have, behind a word for trying or before one for failing, with a PIN spoken of before."""
    ends = [hit.end() for hit in scan.finditer(_NAME)]
    for match in scan.matches(_DIGITS) if ends else ():
        start, end = match.span(1)
        if scan.is_secret(start, end, 0.2, "password") and not _MORE.match(scan.text[end : end + 24]):
            continue
        at = bisect_right(ends, start) - 1
        if at >= 0 and start - ends[at] <= _REACH and _is_pin(scan, start, end) and _is_tried(scan, start, end):
            yield Span(start, end, score=0.2)
            for more_start, more_end in _more(scan, end):
                yield Span(more_start, more_end, score=0.2)


def _more(scan: Scan, end: int) -> Iterator[tuple[int, int]]:
    """The further ones of a list, whatever signs part them."""
    for _ in range(_MOST):
        more = _MORE.match(scan.text[end : end + 24])
        if more is None or not _is_pin(scan, end + more.start(1), end + more.end(1)):
            return
        start, end = end + more.start(1), end + more.end(1)
        yield start, end


def _is_tried(scan: Scan, start: int, end: int) -> bool:
    after = max((stop for _, stop in _more(scan, end)), default=end)
    led = scan.fits(_TRIED, scan.text[max(0, start - 16) : start])
    led = led and not (end - start < _SIX and scan.fits(_SAYS, scan.text[max(0, start - 8) : start]))
    return led or scan.fits(_BEHIND, scan.text[after : after + 20])


def _is_pin(scan: Scan, start: int, end: int) -> bool:
    value = scan.text[start:end]
    if _ROUND.fullmatch(value) or (len(value) == 4 and _YEAR.fullmatch(value)) or in_link(scan, start):
        return False
    if before_unit(scan, end) or is_amount(scan.text, end):
        return False
    return governing(scan, start, end) not in _NAMED


def hides() -> Iterable[str]:
    """Tried, typed, refused."""
    return (
        "资金密码想不起来，试过⟦940617⟧也没用",
        "交易密码老不对，⟦771530⟧跟⟦220468⟧都试了，到底哪个",
        "fund password keeps failing. tried ⟦519046⟧, then the old one",
        "交易密码提示错误，我输的⟦771204⟧没错啊",
        "支付密码不对，⟦880213⟧不行，换了也不行",
        "they wanted the PIN. i told them ⟦6042⟧",
        "my withdrawal pin: lost. typed ⟦4471⟧, locked",
        "验证码怎么填都不过，说⟦385529⟧错误",
        "about the fund password, ⟦202188⟧ is wrong they say",
        "提现密码我忘了。用的⟦19881122⟧，不认",
        "both pin tries gone: ⟦4482⟧ and ⟦9917⟧ rejected",
        "解锁密码换了，填的⟦2580⟧进不去",
    )


def keeps() -> Iterable[str]:
    """Errors, amounts, references and years in such messages."""
    return (
        "资金密码对的，提现说 50113 错误",
        "密码改了，试了 500 USDT 和 150000 USDT 都不行",
        "fund password fine, tried 2500 USDT",
        "密码没问题，订单 664120 说错误",
        "the otp arrives late, I tried 200000 then gave up",
        "资金密码忘了，2024 年设的",
        "password ok; tried UID 391827",
        "password wrong, ticket 664120 rejected",
        "密码对，区块 664120 不对",
        "pin fine, block 845231 is wrong",
        "验证码发了，试了 3 次",
        "password reset, used version 6120",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    ("(?:<<password>>|<<otp>>)[^\\n]{0,70}[0-9]{4}",),
    hides,
    keeps,
    ("one_time_code",),
    last=True,
)
