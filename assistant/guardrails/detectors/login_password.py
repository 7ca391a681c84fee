"""Passwords and PINs told without their name: "i log in with Monkey_bar5", 提现要输的那六位 558213."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.detectors.nearby_password import looks_ordinary
from assistant.guardrails.labels import PERSONAL, REFERENCE, governing
from assistant.guardrails.nearby import OTHERS
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, in_link, is_identifier, is_strong
from assistant.types import FindingClass

_TOKEN = re.compile(r"(?<![A-Za-z0-9_/@.#\-])[A-Za-z0-9][A-Za-z0-9!@#$%^&*_+~?.\-]{4,30}[A-Za-z0-9!@#$%&*?](?![A-Za-z0-9_@])")
_SENTENCE_END = re.compile(r"[。!?;]|\.(?=\s)|\n\n")
_REACH = 40
_TYPED = r"<<types>>[ \t\"':,]{0,3}$"
_TYPING = r"^[\"']?[ ,]{0,2}(?:<-+|←|<<to_log_in>>)"
_AT_ONCE = r"<<logs_in>>[ :=]{0,3}$"
_SURE_DIGITS = 3
_REAL_SIGN = re.compile(r"[!@#$%^&*+?~]|[a-z]\.[0-9]{3}")
_COUNTED = r"<<digit_count>>[^0-9\n.!?。;]{0,26}?([0-9]{4,8}|[0-9]{3} [0-9]{3})(?:[^0-9A-Za-z_%.,:\-]|[.,]?(?:[^0-9]|$)|$)"
_LAST = r"(?:<<of_number>>)[ ]?$"
_SIZES = {"6": 6, "six": 6, "六": 6, "4": 4, "four": 4, "四": 4, "8": 8, "eight": 8, "八": 8}


def find(scan: Scan) -> Iterator[Span]:
    """Made-up words that are typed in a sentence about logging in."""
    stories = [hit.span() for hit in scan.finditer("<<logs_in>>")]
    if not stories:
        return
    starts = [start for start, _ in stories]
    for match in scan.matches(_TOKEN):
        text = match.group().rstrip(".,?-")
        start, end = match.start(), match.start() + len(text)
        if scan.is_secret(start, end, 0.2, "password"):
            continue
        at = bisect_left(starts, start)
        if any(_in_sentence(scan.text, start, end, *story) for story in stories[max(0, at - 1) : at + 1]) and _is_typed(
            scan, start, end, text
        ):
            yield Span(start, end, score=0.2)


def find_counted(scan: Scan) -> Iterator[Span]:
    """As many digits as the sentence says that one has to enter."""
    for hit in scan.finditer(_COUNTED):
        start, end = hit.span(1)
        digits = sum(c.isdigit() for c in hit.group(1))
        size = next((size for word, size in _SIZES.items() if word in scan.lower[hit.start() : hit.start() + 8]), 0)
        led = scan.words.regex(_LAST).search(scan.text[max(0, hit.start() - 12) : hit.start()])
        if digits == size and not led and governing(scan, start, end) not in OTHERS | {*PERSONAL} and not _is_sum(scan, end):
            yield Span(start, end, score=0.2)


def _in_sentence(text: str, start: int, end: int, left: int, right: int) -> bool:
    gap = text[right:start] if right <= start else text[end:left]
    return len(gap) <= _REACH and not _SENTENCE_END.search(gap)


def _is_typed(scan: Scan, start: int, end: int, text: str) -> bool:
    """Whether a made-up word stands right behind a word for typing, or right before one."""
    digits, letters = sum(c.isdigit() for c in text), sum(c.isalpha() for c in text)
    sign = any(c in "!@#$%^&*_+~?" for c in text[1:])
    if (
        letters < 2
        or not digits
        or not (sign or digits >= 2)
        or not is_strong(text)
        or is_identifier(text)
        or looks_ordinary(text.rstrip("!?"))
    ):
        return False
    if in_link(scan, start) or is_public_word(text) or before_unit(scan, end):
        return False
    others = {*REFERENCE, *PERSONAL} if _REAL_SIGN.search(text) else OTHERS | {*PERSONAL}
    if governing(scan, start, end) in others:
        return False
    before, after = scan.text[max(0, start - 24) : start], scan.text[end : end + 40]
    capital = text.replace("_", "").isalnum() and any(c.isupper() for c in text) and not text[:2].isupper() and digits >= _SURE_DIGITS
    if (capital or _REAL_SIGN.search(text)) and scan.words.regex(_AT_ONCE).search(before) is not None:
        return True
    return scan.words.regex(_TYPED).search(before) is not None or scan.words.regex(_TYPING).search(after) is not None


def _is_sum(scan: Scan, end: int) -> bool:
    return before_unit(scan, end) or is_amount(scan.text, end)


def hides() -> Iterable[str]:
    """Typed, used, set: never called a password."""
    return (
        "I told the guy my login which is ⟦Franklin_88⟧",
        "can u log into my acc, mail kay.s@example.com and ⟦purple77monkey⟧",
        "I set ⟦Monkey_bar5⟧ when I signed up, now it fails",
        "⟦Zanzibar!44⟧ <- that's what i use to log in",
        "i always log in with ⟦Maple.2291x⟧",
        "他要我把屏幕共享打开然后看着我输了⟦Summer7788⟧登录",
        "我登录一直用⟦xiaobai_2291⟧，今天不行",
        "註冊的時候我設的⟦Taro#5521⟧，現在登入不了",
        "my exchange login ⟦xiaomingQwer94@@⟧ was in the same notebook",
        "Hello, I reinstalled the app and now it doesn't accept ⟦Dragon!5385⟧. One attempt left",
        "the six digit thing for withdrawing is ⟦840271⟧",
        "提现要输的那六位⟦558213⟧我怎么输都不对",
        "解锁的四位是⟦2580⟧，换手机后不认",
        "it wants 8 digits and i enter ⟦20081203⟧",
    )


def keeps() -> Iterable[str]:
    """Log-ins with devices, accounts and references; digits of other numbers."""
    return (
        "I log in with iPhone15 and Android14",
        "logged in as user_8812 in the app",
        "I can't log in, error 51008_1000",
        "登录用的是Win11和Chrome131",
        "登录不了，订单 612345678901234567",
        "the last 6 digits of the order are 840271",
        "手机尾号后四位7781收不到短信",
        "the 6-digit memo is 394821",
        "six digits after the point: 840271 USDT",
        "I log in with ann@example.com",
        "sign in page says HTTP2 error",
        "六位订单后缀是558213",
        "I log in via TRC20 wallet T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
        "log in on okx.com/help2",
    )


def _none() -> Iterable[str]:
    return ()


DETECTORS = (
    Detector("password", FindingClass.SECRET, find, ("<<logs_in>>",), hides, keeps, ("one_time_code",), last=True),
    Detector("password", FindingClass.SECRET, find_counted, ("<<digit_count>>",), _none, keeps),
)
