"""Codes and PINs that nobody names, by evidence: "just got 773 190, is that you", 支付的那个258036不对吗.

Six digits are a code, an amount, or a number of the exchange. Nothing may name or count them; then the verb before them, what they
are for, who handles them and how they are written weigh what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.evidence import around, right_before, right_behind
from assistant.guardrails.labels import REFERENCE, governing, labels_between
from assistant.guardrails.nearby import OTHERS
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, in_link
from assistant.types import FindingClass

_SIX = re.compile(
    r"(?<![0-9A-Za-z_#$€¥@])(?<![0-9][.,:/+\-])(?<![0-9][ ])([0-9]{6}|[0-9]{3}[ \-][0-9]{3}|[0-9](?:[ ][0-9]){5})(?![0-9A-Za-z_%@]|[.,:/\-][0-9]|[ ][0-9])"
)
_BESIDE = re.compile("[\u3400-\u9fffA-Za-z][ ]?$")
_MORE = re.compile(
    r"(?:[ ]?(?:[,、/]|and|then|or|和|跟|还有|又|再)[ ]?){1,2}([0-9]{6}|[0-9]{3}[ \-][0-9]{3})(?![0-9A-Za-z_%@]|[.,:/\-][0-9])"
)
_MOST = 6
_ROUND = re.compile(r"[0-9]{3}000|[0-9]{2}0000|[0-9]00000")
_COUNTED = ("一二三四五六", "零一二三四五", "one two three four five six")
_RISING = re.compile("0 1 2 3 4 5|1 2 3 4 5 6|6 5 4 3 2 1|5 4 3 2 1 0")
_WORDS = r"<<digit_word~>>(?:[ ,、\-]{0,2}<<digit_word~>>){5}"
_SENTENCE_END = re.compile(r"[。!?;\n]|\.(?=\s)")
_BEFORE, _AFTER = 70, 50
_NEEDED = 3
_LONGEST = 30  # characters of a label
_GAP = re.compile(r"[^0-9.,!?。;\n\ue000]{0,14}")
_SET = re.compile(r"(?:改|是|为|[ :])?(?:的|了)?[ ]?")
_FEW = frozenset(("error_code", "amount", "deposit_id", "withdrawal_id"))
"""Label groups with words that such stories hold as well: "received", "withdrawal"."""


def find(scan: Scan) -> Iterator[Span]:
    """Six digits for which the evidence outweighs that they could be anything."""
    for match in scan.matches(_SIX):
        start, end = match.span(1)
        if scan.is_secret(start, end, 0.1, "one_time_code") and not _MORE.match(scan.text, end):
            continue
        one_by_one = match.group(1)[1] == " "
        if not _is_other(scan, start, end, one_by_one=one_by_one):
            spaced = _NEEDED if one_by_one and not _RISING.fullmatch(match.group(1)) else 0 if match.group(1).isdigit() else 2
            rounded = 1 if _ROUND.fullmatch(match.group(1)) else 0
            if _weight(scan, start, end) + spaced - rounded >= _NEEDED:
                yield Span(start, end, score=0.1)
                yield from _listed(scan, end)


def _listed(scan: Scan, end: int) -> Iterator[Span]:
    """The further ones of a list: "typed 118203 then 664410"."""
    for _ in range(_MOST):
        more = _MORE.match(scan.text, end)
        if more is None or _is_other(scan, *more.span(1)):
            return
        yield Span(*more.span(1), score=0.1)
        end = more.end(1)


def find_words(scan: Scan) -> Iterator[Span]:
    """Six digits in words that were read, typed or sent."""
    for hit in scan.finditer(_WORDS):
        if hit.group() not in _COUNTED and _weight(scan, *hit.span()) >= 1:
            yield Span(*hit.span(), score=0.1)


def _weight(scan: Scan, start: int, end: int) -> int:
    """What the clause around the digits weighs."""
    low = start - len(_SENTENCE_END.split(scan.text[max(0, start - _BEFORE) : start])[-1])
    signs = around(scan, low, end + _AFTER)
    typed = any(sign.start >= low and _GAP.fullmatch(scan.text, sign.end, start) for sign in right_before(scan, start, "types_digits", 14))
    got = any(sign.start >= low and _GAP.fullmatch(scan.text, sign.end, start) for sign in right_before(scan, start, "gets_digits", 8))
    led = scan.text[max(0, start - 3) : start].rstrip(" \"'").endswith(":")
    weight = 2 if typed else 1 if got or led or right_behind(scan, end, "is_what_came", 3) else 0
    weight += sum(2 for group in ("digits_thing", "purpose_thing", "hands_on") if group in signs)
    told = scan.mentions("<<password>>") and any(
        _SET.fullmatch(scan.text, sign.end, start) for group in ("put_in", "habit") for sign in right_before(scan, start, group, 3)
    )
    weight += 2 if told and not typed and "refused" in signs else 0
    counted = any(label.group == "amount" for label in labels_between(scan, low, end + 24))
    weight += 1 if typed and not counted and _BESIDE.search(scan.text[max(0, start - 2) : start]) else 0
    named = any(label.group in REFERENCE for label in labels_between(scan, low, start))
    return weight + (1 if "refused" in signs else 0) - (2 if named and "purpose_thing" not in signs else 0)


def _is_other(scan: Scan, start: int, end: int, *, one_by_one: bool = False) -> bool:
    """Whether something counts or names the digits; ``one_by_one``: they are written apart, as no error code or amount is."""
    if before_unit(scan, end) or is_amount(scan.text, end) or in_link(scan, start):
        return True
    group = governing(scan, start, end)
    if one_by_one and group in _FEW:
        return False
    if group in _FEW:
        return any(label.group == group and 0 <= start - label.end <= 2 for label in labels_between(scan, start - _LONGEST, start))
    return group in OTHERS


def hides() -> Iterable[str]:
    """Typed, read out, received, handed on."""
    return (
        "i put ⟦908071⟧ for the trading thing and it says wrong 5 times",
        "just got ⟦773 190⟧ from 22833 is that you",
        "he got in because i told him ⟦220417⟧ which was the sms",
        "刚收到⟦660217⟧，这个能给客服吗",
        "手机来了个码 ⟦559000⟧ 我发群里了",
        "支付的那个⟦258036⟧不对吗",
        "i read him ⟦eight eight two zero one four⟧ over the phone",
        "他要我念短信，我就念了⟦七七三幺九零⟧",
        "提币要输六位，我输⟦990211⟧",
        "it wants six digits so i typed ⟦118203⟧, refused",
        "the guy on the phone wanted the numbers, ⟦402 118⟧",
        "骗子让我报数字我报了⟦771093⟧",
        "原来⟦312979⟧，后来改⟦294782⟧，都提示资金密码错误",
        "they told me to type ⟦170696⟧ into telegram",
        "语音电话报的是⟦6 8 4 2 7 4⟧",
        "the voice call said ⟦2 1 0 3 0 1⟧",
    )


def keeps() -> Iterable[str]:
    """Amounts, heights, tickets, and digits of which too little is known."""
    return (
        "i got 664120 back from him",
        "i gave 150000 to the seller and he is gone",
        "收到 664120 了，谢谢",
        "block 845231 is wrong",
        "ticket 664120 got no answer",
        "i typed order 664120 and it is not found",
        "balance was 250000, now 120000",
        "sent 664120 SHIB to the scammer",
        "他骗了我 664120 元",
        "给了对方 50000，不放币",
        "在第 845231 个区块确认",
        "memo 394821 was wrong",
        "充值memo填错了，应该是129981",
        "一二三四五六都试了",
        "levels 1 2 3 4 5 6 are all locked",
    )


def _none() -> Iterable[str]:
    return ()


DETECTORS = (
    Detector(
        "one_time_code",
        FindingClass.SECRET,
        find,
        (r"(?:^|[^0-9A-Za-z_.,#$@])[0-9]{3}[ -]?[0-9]{3}(?:[^0-9A-Za-z_%]|$)", "[0-9](?:[ ][0-9]){5}"),
        hides,
        keeps,
        ("password",),
        last=True,
    ),
    Detector("one_time_code", FindingClass.SECRET, find_words, (_WORDS,), _none, keeps),
)
