"""Codes that are good once: SMS, e-mail, authenticator and anti-phishing codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, governing
from assistant.guardrails.nearby import is_counted
from assistant.guardrails.numbers import is_amount, is_date
from assistant.guardrails.spoken_values import announced, before_unit
from assistant.types import FindingClass

_DIGITS = r"[0-9]{6}\b|[0-9](?:[ \-]?[0-9]){3,7}|(?-i:G-[0-9]{6})"
_MIXED = r"(?-i:[A-Z0-9]{6,8})"
_REVERSED = (
    r"(?:^|[^0-9A-Za-z.])((?:G-)?[0-9]{4,8}|[0-9]{3}[ \-][0-9]{3})[\"']?[ \t]{0,2}(?:<<assigns>>|-|\("
    r"|,)?[ \t]{0,2}(?:<<yours>>|<<mine>>)[ \t]{0,2}(?:[A-Za-z]{2,12}[ \t]){0,2}(?:<<between>>[ \t]?){0,2}(?:"
    r"<<otp>>|<<code>>)"
)
_PLAIN = r"(?:^|[^A-Za-z_\"'])<<code~>>(?:[ \t:=\"']|<<between~>>){0,6}([0-9]{6}|[0-9]{3}[ \-][0-9]{3})(?:$|[^0-9A-Za-z_.]|\.(?:$|[^0-9]))"
_BY = (
    r"(?:^|[^0-9A-Za-z_.])([0-9]{6}|[0-9]{3}[ \-][0-9]{3})(?:[ ]?\(?<<otp>>|[ ](?:by|via|from|in|through|on)[ ]"
    r"(?:my[ ]|the[ ])?(?:<<otp_weak>>|text|e-?mail|phone|authenticator))"
)
_ENTERED = r"<<entered>>[^0-9a-z]{0,3}([0-9]{6})(?:$|[^0-9A-Za-z_.])"
_ERROR_LEAD = r"(?:报|報|提示|说|說|显示|弹出|跳出|出现|\bshows?|\bsays?|\bgives?(?: me)?|\bgot|\bget|\bthrows?|\breturns?)[ \"“]{0,2}$"
_LONG = re.compile("[0-9]{7,8}")
_OWN = re.compile(r"[ \t]{0,2}(?:[:=]|is\b|是|为)?[ \t]{0,2}[0-9]{4}")
_OTHERS = frozenset((*REFERENCE, "height", "version", "postal"))
_NEXT = re.compile(r"(?:[ ,、/和又或&+]|and|then|or|也|再|是){1,8}(\d{6}|\d{3}[ \-]\d{3})(?![0-9A-Za-z_.])")


def find(scan: Scan) -> Iterator[Span]:
    """Announced codes and the further ones in the same list."""
    for value in announced(scan, "otp", f"{_DIGITS}|{_MIXED}", 12):
        text = value.text.strip()
        if text.isdigit() and len(text) != 6 and not value.assigned and scan.text[value.start - 1 : value.start] == "(":
            continue
        if _LONG.fullmatch(text) and not (value.assigned or value.adjacent):
            continue  # "reset 2fa for 38455620": the number of an account
        if len(text) == 5 and not value.gap.rstrip().endswith((":", "=")) and scan.fits(_ERROR_LEAD, value.gap):
            continue  # 输完验证码就报 50102
        if not before_unit(scan, value.end) and _is_code(text, scan, value.end):
            yield Span(value.start, value.end)
            yield from _more(scan, value.end)


def find_weak(scan: Scan) -> Iterator[Span]:
    """Six digits after a word that often, but not always, goes before a code."""
    for value in announced(scan, "otp_weak", "[0-9]{6}|[0-9]{3}[ \\-][0-9]{3}", 6):
        if not (before_unit(scan, value.end) or is_amount(scan.text, value.end)) and _is_code(value.text, scan, value.end):
            yield Span(value.start, value.end, score=0.5)


def find_reversed(scan: Scan) -> Iterator[Span]:
    """Codes before their name: "204817 is your code"."""
    for template in (_REVERSED, _BY, _ENTERED):
        for match in scan.finditer(template):
            if (
                template == _REVERSED
                and _LONG.fullmatch(match.group(1))
                and not scan.fits("<<is>>|[=(]", scan.text[match.end(1) : match.end()])
            ):
                continue  # 账号98382361的谷歌验证
            if template == _REVERSED and match.group().count(match.group(1)) == 1 and _OWN.match(scan.text, match.end()):
                continue  # "block 65491119 my code 123456"
            if not (is_counted(scan, *match.span(1)) or governing(scan, *match.span(1)) in _OTHERS):
                yield Span(match.start(1), match.end(1), score=0.4)
                yield from _more(scan, match.end(1))


def find_plain(scan: Scan) -> Iterator[Span]:
    """Six digits after "code", unless it is an error, promotion or postal code."""
    for match in scan.finditer(_PLAIN):
        if not scan.fits(r"<<not_code>>[ \t]?$", scan.text[max(0, match.start() - 23) : match.start() + 1]):
            yield Span(match.start(1), match.end(1), score=0.4)
            yield from _more(scan, match.end(1))


def _is_code(text: str, scan: Scan, end: int) -> bool:
    after = scan.text[end : end + 1]
    if after.isascii() and (after.isalnum() or after == "_"):
        return False  # part of a longer number or word
    if is_date(text):
        return False
    digits = sum(c.isdigit() for c in text)
    return digits >= 4 if text.replace(" ", "").replace("-", "").isdigit() else digits >= 1


def _more(scan: Scan, end: int) -> Iterator[Span]:
    while (match := _NEXT.match(scan.text, end)) is not None:
        end = match.end(1)
        yield Span(*match.span(1))


def hides() -> Iterable[str]:
    """Codes as typed and as forwarded."""
    return (
        "验证码是 ⟦834 112⟧",
        "my otp ⟦445566⟧",
        "【欧易】您的验证码为⟦834112⟧，10分钟内有效，请勿告诉他人",
        "短信验证码⟦834112⟧",
        "⟦834112⟧是我的验证码",
        "谷歌验证码 ⟦123456⟧ 邮箱验证码 ⟦654321⟧",
        "收到验证码：⟦5521⟧",
        "动态码⟦998877⟧输入不对",
        "[OKX] Your verification code is ⟦204817⟧. Do not share it.",
        "⟦204817⟧ is your OKX verification code",
        "⟦G-204817⟧ is your Google verification code",
        "authenticator code: ⟦204 817⟧",
        "2fa ⟦204817⟧",
        "my code is ⟦204817⟧",
        "the sms code I got was ⟦204817⟧ and then ⟦309911⟧",
        "验证码我输的是⟦204817⟧还是错",
        "email code ⟦204817⟧",
    )


def keeps() -> Iterable[str]:
    """Other codes, and talk about codes."""
    return (
        "验证码收不到",
        "error code 50113",
        "错误码 51008_1000",
        "code 51008",
        '{"code":"50113","msg":"Invalid Sign"}',
        "验证码 60 秒后重发",
        "the verification code expires in 300 seconds",
        "验证码一直错误，UID 612345678901",
        "otp not received, order 612345678901234567",
        "promo code 123456",
        "zip code 518000",
        "status code 500",
        "我的邀请码是 12345678",
        "country code 0086",
    )


def _none() -> Iterable[str]:
    return ()


_SECRET = FindingClass.SECRET
_ASIDE = r"[0-9]{3}[^\n]{0,40}"
DETECTORS = (
    Detector("one_time_code", _SECRET, find, ("<<otp~>>",), hides, keeps),
    Detector("one_time_code", _SECRET, find_weak, (r"<<otp_weak~>>[^\n]{0,40}[0-9]{3}",), _none, keeps),
    Detector("one_time_code", _SECRET, find_reversed, (_ASIDE + "<<otp>>", _ASIDE + "<<code>>", _ASIDE + "<<otp_weak>>"), _none, keeps),
    Detector("one_time_code", _SECRET, find_plain, (r"<<code~>>[^0-9]{0,40}[0-9]{3}",), _none, keeps),
)
