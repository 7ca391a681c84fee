"""Digits told right behind a password as another one, or as its end: "Chelsea#1905, 084635", 资金460113, "lovely plus 3185"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import PERSONAL, REFERENCE, governing
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit
from assistant.types import FindingClass

_END = r"[ \t]*(?:$|[,.;!?)\n/|\x{3001}\x{3002}]|[ ]?[\x{3400}-\x{9fff}]|[ ](?:and|is|are|for|please|pls|but|thanks)\b)"
_PLUS = rf"([ ]?(?:再加上|再加|加上|加|plus|followed by|then|\+)[ ]?)([0-9]{{1,8}}){_END}"
_LISTED = rf"((?:[ ]?[,、/|;\n][ \t]*)?(?:[ ]?(?:and|和|跟|还有|以及)[ ]?)?)([0-9]{{6}}){_END}"
_FOR = rf"([ ]?[,、/|;\n]?[ \t\n]*(?:and[ ]|和)?(?:<<password_for~>>)(?:的|是|用|<<password>>|<<is>>|[:=\n \t]){{0,4}})([0-9]{{4}}|[0-9]{{6}}){_END}"
_SECOND = (
    r"(?:第二个|第二個|另一个|另外一个|再一个|资金的?|提现的?|\banother\b|\bthe other\b|\bsecond(?: one)?\b|\bfunds?(?: one)?\b|\bwithdrawal one\b|\btrading one\b)[ ,:是]{0,4}([0-9]{4}|[0-9]{6})"
    + _END
)
_FOR_THAT = r"(?:^|[^0-9A-Za-z_.])([0-9]{6})[ ](?:for|as)[ ](?:the[ ]|my[ ])?<<password_for>>"
_REACH, _MOST = 40, 40
_NAMED = frozenset((*REFERENCE, *PERSONAL, "height", "version", "postal", "moment", "error_code"))
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,5}000")


def find(scan: Scan) -> Iterator[Span]:
    """As many digits as a PIN has behind a password, and any number that is said to be added to one."""
    for template in (_PLUS, _LISTED, _FOR):
        for hit in scan.finditer(template):
            start, end = hit.span(2)
            if scan.secret_ending(hit.start()) not in ("password", "api_passphrase") or _YEAR.fullmatch(hit.group(2)):
                continue
            if (
                before_unit(scan, end)
                or is_amount(scan.text, end)
                or governing(scan, start, end) in (_NAMED - {"version"} if template == _FOR else _NAMED)
            ):
                continue
            yield Span(start, end, score=0.1)
    for template in (_SECOND, _FOR_THAT):
        for hit in islice(scan.finditer(template), _MOST):
            start, end = hit.span(1)
            if not scan.has_secret_near(start, end, _REACH) or _YEAR.fullmatch(hit.group(1)):
                continue
            if not (before_unit(scan, end) or is_amount(scan.text, end) or governing(scan, start, end) in _NAMED):
                yield Span(start, end, score=0.1)


def hides() -> Iterable[str]:
    """Behind a password that something else gives away."""
    return (
        "密码是lovely88加⟦3185⟧",
        "my password is lovely88 plus ⟦3185⟧",
        "密码\nwang8812!\n资金\n⟦485279⟧",
        "全给你：密码wang8812!，资金⟦460113⟧",
        "everything: password Chelsea#1905, ⟦084635⟧",
        "pw Petunia1987! / ⟦118203⟧",
        "登录密码Zw@0812aa、⟦664120⟧",
        "password Maple#2291, fund ⟦131659⟧",
        "密码Dxm_1992x，提现的⟦199204⟧",
        "pass is Tulip_771x and trading ⟦4471⟧",
        "密码：Abcd7788 | ⟦112358⟧",
        "tried Chelsea#1905 then ⟦77⟧",
        "on the fake page I entered my email, Chelsea#1905 and ⟦826637⟧",
        "手机解锁1132，app⟦075955⟧",
        "登录要输两个密码，第一个Tulip!5588，第二个⟦921363⟧",
        "two passwords: Tulip!5588 for login, ⟦291316⟧ for funds",
        "first Tulip!5588, then it asks another, ⟦260493⟧",
        "funds one ⟦739529⟧, login one Tulip!5588",
    )


def keeps() -> Iterable[str]:
    """Other numbers behind a password, and behind what only looks like one; tests/guardrails/test_pairs.py has them behind real ones."""
    return (
        "[[PASSWORD_1]], 5 times",
        "[[PASSWORD_1]]，提现 2000 USDT",
        "[[PASSWORD_1]]，订单 664120",
        "[[PASSWORD_1]], ticket 664120",
        "the password, 664120 blocks later",
        "密码没问题，金额664120",
        "登录4次，资金 500 万",
        "ERC20, fund 2000 USDT",
        "TRC20，提现 664120 U",
        "iPhone15, trading 664120 USDT",
        "登录用的Win11，资金2000元",
        "order#1905221, 664120",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        r"(?:加|plus|then|followed by|\+)[ ]?[0-9]",
        r"(?:[,、/|;\n][ \t]*|\band |和|跟|还有|以及)[0-9]{6}",
        r"(?:第二个|第二個|一个|资金|提现|another|other|second|funds?|one)[ ,:是的]{0,6}[0-9]{4}",
        r"[0-9]{6}[ ](?:for|as)[ ]",
        r"<<password_for~>>(?:的|是|用|<<password>>|<<is>>|[:=\n \t]){0,4}[0-9]{4}",
    ),
    hides,
    keeps,
    last=True,
)
