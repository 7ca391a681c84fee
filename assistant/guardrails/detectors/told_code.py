"""One-time codes that no set phrase announces: six digits in a sentence about a code, and codes in number words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing
from assistant.guardrails.nearby import OTHERS, Near, beside, follows_noun, listed_before, names_of
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit
from assistant.types import FindingClass

_NAME = "<<otp~>>|<<code~>>"
_EDGE = r"(?<![0-9A-Za-z_#$€¥])(?<![0-9][.:/+\-])(?<![0-9],(?=[0-9]{3}[^0-9]))"
_SIX = re.compile(
    rf"{_EDGE}([0-9]{{6}}|[0-9]{{3}}[ ,.\-][0-9]{{3}}|[0-9]{{2}}[ \-][0-9]{{2}}[ \-][0-9]{{2}}|[0-9](?:[ ,.、/\-]{{1,2}}[0-9]){{5}})"
    r"(?![0-9A-Za-z_%]|[ .,:/\-][0-9])"
)
_FEW = re.compile(rf"{_EDGE}([0-9]{{4,5}}|[0-9]{{7,8}}|[0-9]{{4}}[ \-][0-9]{{4}})(?![0-9A-Za-z_%]|[ .,:/\-][0-9])")
_LONG = re.compile("[0-9]{7,8}")
_SECONDS = re.compile(r"[ ]?(?:秒|分钟|s\b|sec|min)")  # nobody counts a hundred thousand of them
_END = r"(?:$|[^0-9A-Za-z_%.,]|[.,](?:$|[^0-9]))"
_NEXT_SENTENCE = rf"(?:<<otp>>|<<code>>)[^\n.!?。0-9]{{0,50}}[.!?。][ ]{{0,2}}([0-9]{{6}}|[0-9]{{3}}[ \-][0-9]{{3}}){_END}"
_SHOWN = rf"(?:<<entered>>|<<shown>>)[ ]?([0-9]{{6}}|[0-9]{{3}} [0-9]{{3}}){_END}"
_OTHER_ONE = rf"(?:<<other_one>>|<<other_day>>)[ ]?(?:[:=,]|<<is>>)?[ ]?([0-9]{{6}}|[0-9]{{3}} [0-9]{{3}}){_END}"
_VALID = r"(?:^|[^0-9A-Za-z.#])([0-9]{6}|[0-9]{3}[ \-][0-9]{3})[ ]?<<code_state>>"
_GOOGLE = r"(?:^|[^0-9A-Za-z\-])(G-[0-9]{6})(?:$|[^0-9A-Za-z\-])"
_OTHER_NUMBER = re.compile(r"5[0-9]{4}|6[034][0-9]{3}|(?:19|20)[0-9]{2}")
_DIGITS = r"<<digit_word~>>(?:[ ,、\-]{0,2}<<digit_word~>>)"
_FORM = r"name=[\"'](?:<<otp>>|<<code>>)[\"'][^>\n]{0,40}?value=[\"']([0-9]{4,8})[\"']"
_TO_DO = (
    r"(?:use|enter|type|input|输入|使用)[ ]?(?:the[ ])?(?:code[ ])?[\"']?([0-9]{6}|[0-9]{3}[ \-][0-9]{3})[\"']?[ ]?(?:to|for|以|来)[ ]?"
    r"(?:confirm|verify|complete|sign|log|approve|authori[sz]e|reset|continue|finish|access|unlock|your|确认|验证|完成|登录)"
)
_SPELLED = rf"(?:<<otp~>>[^\n.!?。;]{{0,16}}?({_DIGITS}{{3,7}})|<<code~>>[^\n.!?。;]{{0,16}}?({_DIGITS}{{5,7}}))"
_SPELLED_BEFORE = rf"({_DIGITS}{{5}})[^\n.!?。;]{{0,12}}?(?:<<otp>>|<<code>>)"


def find(scan: Scan) -> Iterator[Span]:
    """Digits that nothing else names, beside a word for a code; digits told in words."""
    names = [name for name in names_of(scan, _NAME) if not _is_other_code(scan, name[0])]
    for near in beside(scan, names, _SIX, known=(0.3, "one_time_code")):
        counted = before_unit(scan, near.end) or is_amount(scan.text, near.end)
        if follows_noun(scan, near):
            continue
        if not counted or (near.touching and _SECONDS.match(scan.text, near.end)):
            yield Span(near.start, near.end, score=0.3)
            if not near.ahead and len(near.text) == 6:
                yield from (Span(*place, score=0.3) for place in listed_before(scan, near.start))
    if names or scan.mentions("<<code_mail>>"):
        yield from _later(scan)
    for template in (_GOOGLE, _TO_DO, _FORM):
        for hit in scan.finditer(template):
            yield Span(*hit.span(1))
    for near in beside(scan, names_of(scan, "<<otp~>>"), _FEW, ahead=14, back=12, known=(0.2, "one_time_code")):
        if _is_few(near, scan):
            yield Span(near.start, near.end, score=0.2)
    for template in (_SPELLED, _SPELLED_BEFORE):
        for hit in scan.finditer(template):
            yield Span(*hit.span(1 if hit.group(1) else 2), score=0.3)


def _later(scan: Scan) -> Iterator[Span]:
    """Six digits with which the next sentence begins, or that are said to be shown or typed in a message of codes."""
    for template in (_NEXT_SENTENCE, _SHOWN, _OTHER_ONE, _VALID):
        for hit in scan.finditer(template):
            start, end = hit.span(1)
            if not (
                _is_other_code(scan, hit.start())
                or before_unit(scan, end)
                or is_amount(scan.text, end)
                or governing(scan, start, end) in (OTHERS - {"error_code"} if template == _VALID else OTHERS)
            ):
                yield Span(start, end, score=0.2)


def _is_few(near: Near, scan: Scan) -> bool:
    """Whether fewer or more than six digits are a code: joined to the name by signs alone, and no error code, year or amount."""
    told = near.ahead and scan.fits(r"(?:<<assigns>>|[:=])[ ]?$", near.gap)
    if (
        not (near.joined or told)
        or (_OTHER_NUMBER.fullmatch(near.text) and not (told and len(near.text) == 4))
        or before_unit(scan, near.end)
        or is_amount(scan.text, near.end)
    ):
        return False
    if _LONG.fullmatch(near.text) and not (near.touching if near.ahead else scan.fits("<<is>>|[=(]", near.gap)) and not told:
        return False  # "reset 2fa for 38455620", 账号98382361的谷歌验证
    return near.gap.strip(" \t") != "" or len(near.text) != 5


def _is_other_code(scan: Scan, start: int) -> bool:
    """Whether it is an error, postal or promotion code."""
    return scan.fits(r"<<not_code>>[ \t]?$", scan.text[max(0, start - 24) : start])


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
        "> and the code?\n⟦872348⟧\nUID 552836503",
        '<input name="code" value="⟦396217⟧">',
        "Subject: your one-time code\nHi, use ⟦126311⟧ to confirm the withdrawal",
        "the robot call said ⟦seven seven five seven zero four⟧ as the code",
        "⟦518143⟧ ⟦787878⟧ ⟦299239⟧ tried all three codes you texted",
        "sms来的⟦297180⟧和email来的⟦711851⟧填反了会锁吗",
        "你们的人在电话里问我要 我报了 ⟦301185⟧ 对吧",
        "el código de verificación es ⟦614826⟧",
        "Today's code: ⟦274473⟧. Yesterday's: ⟦948013⟧. Both incorrect",
        "the sms code fails every day. This morning's was ⟦381204⟧, last night's ⟦770316⟧",
        "验证码天天不对，昨天的 ⟦948013⟧，今天的是⟦274473⟧",
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
        "the code never came. Yesterday's order 948013, today's 274473 USDT",
    )


DETECTOR = Detector(
    "one_time_code",
    FindingClass.SECRET,
    find,
    (
        r"<<otp~>>[^\n]{0,70}[0-9]{3}",
        r"<<code~>>[^\n]{0,70}[0-9]{3}",
        r"[0-9]{3}[ ]?<<code_state>>",
        r"(?:<<shown>>|<<entered>>)[ ]?[0-9]{3}",
        r"[0-9]{3}[^\n]{0,40}<<otp>>",
        r"[0-9]{3}[^\n]{0,40}<<code>>",
        r"[0-9][ ,.、/\-]{1,2}[0-9][ ,.、/\-]{1,2}[0-9][ ,.、/\-]{1,2}[0-9][ ,.、/\-]{1,2}[0-9]",
        "G-[0-9]{6}",
        r"[0-9]{2}[ \-][0-9]{2}[ \-][0-9]{2}",
        r"<<otp~>>[ ?:!.]{0,3}\s*\n[^\n]{0,12}[0-9]",
        r"<<code~>>[ ?:!.]{0,3}\s*\n[^\n]{0,12}[0-9]{3}",
        r"[0-9]\s*\n[^\n]{0,12}<<otp>>",
        r"<<otp~>>[^\n]{0,40}(?:<<digit_word~>>[ ,\-]{0,2}){4}",
        r"(?:<<digit_word~>>[ ,\-]{0,2}){4}[^\n]{0,20}<<otp~>>",
        r"<<code~>>[^\n]{0,20}(?:<<digit_word~>>[ ,\-]{0,2}){4}",
        r"(?:<<digit_word~>>[ ,\-]{0,2}){5}[^\n]{0,20}<<code~>>",
        r"(?:use|enter|type|input|输入|使用)[ ]?(?:the[ ])?(?:code[ ])?[\"']?[0-9]{3}",
    ),
    hides,
    keeps,
    last=True,
)
