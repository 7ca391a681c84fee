"""One-time codes in a story that never calls them codes: "it texted me 664120", 他让我念手机上那串数字，我念了 905512."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing, labels
from assistant.guardrails.nearby import OTHERS
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, in_link
from assistant.types import FindingClass

_SIX = re.compile(
    r"(?<![0-9A-Za-z_#$€¥])(?<![0-9][.,:/+\-])([0-9]{6}|[0-9]{3}[ \-][0-9]{3}|[0-9](?:[ ,.、]{1,2}[0-9]){5})(?![0-9A-Za-z_%]|[.,:/\-][0-9])"
)
_STORY_END = re.compile(r"[。!?\n;]|\.(?=\s)")
_ROUND = re.compile(r"[0-9]{3}000|[0-9]{2}0000")
_REACH = 44
_CASED = r"<<code>>[ ]?(?:[:=]|<<is>>)[ ]?((?-i:[A-Z0-9]{6,8}))(?:$|[^0-9A-Za-z_\-.]|\.(?:$|[^0-9A-Za-z]))"


_CAME = r"(?:<<otp>>|(?:verification|login|code)[ ](?:e-?mail|mail|text|sms))[^\n.!?0-9]{0,30}?(?:\bas|\bsaid|\bsays|\bis|[:=]|是)[ ]?((?-i:[A-Z0-9]{6,8}))(?:$|[^0-9A-Za-z_\-.]|\.(?:$|[^0-9A-Za-z]))"
_GIVEN = re.compile(
    r"(?<![0-9A-Za-z.#_])([0-9]{6}|[0-9]{3} [0-9]{3})(?![0-9A-Za-z_%.])[^\n。!?,;0-9]{0,8}?(?:发给|报给|告诉|念给|给你们|给您|给客服|给他|give (?:it )?to you|share (?:it|this)|send (?:it|this)|tell you)"
)
_CHANNEL = re.compile(
    r"(?<![A-Za-z])(?:sms|text|e-?mail|mail|phone|ga|google|authy|authenticator|2fa|短信|手机|邮箱|邮件|谷歌|语音)(?:验证)?码?(?: code)?[ ]?(?:[:=是]|is)?[ ]?([0-9]{6}|[0-9]{3} [0-9]{3})(?![0-9A-Za-z_%]|[.,][0-9])",
    re.IGNORECASE,
)
_LEAST_CHANNELS = 2
_LINE = re.compile(r"(?:^|\n)[ \t]*([0-9]{6}|[0-9]{3} [0-9]{3})[ \t]*(?=\n|$)")
_FROM = re.compile(
    r"(?<![0-9A-Za-z.#_])([0-9]{6}|[0-9]{3} [0-9]{3})[ ](?:from|in|via|by|on)[ ](?:the[ ]|my[ ]|that[ ])?(?:text|sms|e-?mail|mail|authenticator|google auth)(?![A-Za-z])",
    re.IGNORECASE,
)


def find_channels(scan: Scan) -> Iterator[Span]:
    """Six digits behind each of two ways in which codes come, and six that somebody wants to hand on."""
    found = list(scan.matches(_CHANNEL))
    hits = found if len(found) >= _LEAST_CHANNELS else []
    if "\n" in scan.text and scan.mentions("<<otp>>"):
        hits += _LINE.finditer(scan.text)
    for match in (*hits, *scan.matches(_GIVEN), *scan.matches(_FROM)):
        if not _is_other(scan, match):
            yield Span(*match.span(1), score=0.2)


def find(scan: Scan) -> Iterator[Span]:
    """Six digits in the sentence of a word for receiving, showing or reading out, unless something names or counts them."""
    told = [hit.span() for hit in scan.finditer("<<code_told>>")]
    if told:
        starts = [start for start, _ in told]
        for match in scan.matches(_SIX):
            if _is_in_story(scan, match, told, starts) and not _is_other(scan, match):
                yield Span(*match.span(1), score=0.2)


def find_cased(scan: Scan) -> Iterator[Span]:
    """Capitals and digits behind "code:" in a message about mail, login or expiry."""
    hits = list(scan.finditer(_CAME))
    if scan.mentions("<<code_mail>>"):
        hits += scan.finditer(_CASED)
    for hit in hits:
        value = hit.group(1)
        mixed = any(c.isdigit() for c in value) and any(c.isalpha() for c in value)
        if mixed and not scan.fits(r"<<not_code>>[ \t]?$", scan.text[max(0, hit.start() - 24) : hit.start()]):
            yield Span(*hit.span(1), score=0.2)


def _is_in_story(scan: Scan, match: re.Match[str], told: list[tuple[int, int]], starts: list[int]) -> bool:
    start, end = match.span(1)
    at = bisect_left(starts, start)
    for left, right in told[max(0, at - 1) : at + 1]:
        gap = scan.text[right:start] if right <= start else scan.text[end:left]
        if len(gap) <= _REACH and not _STORY_END.search(gap):
            return True
    return False


def _is_other(scan: Scan, match: re.Match[str]) -> bool:
    start, end = match.span(1)
    counted = before_unit(scan, end) or is_amount(scan.text, end) or _ROUND.fullmatch(match.group(1)) is not None
    if counted or in_link(scan, start):
        return True
    group = governing(scan, start, end)
    if group in ("amount", "error_code"):  # "what number I received": one of the words of such stories
        label = next((label for label in reversed(labels(scan)) if label.end <= start), None)
        return label is None or scan.lower[label.start : label.end] not in scan.words.set("passing")
    return group in OTHERS


def hides() -> Iterable[str]:
    """Told as it happened."""
    return (
        "it texted me ⟦664120⟧ and i read it out to him",
        "he asked what number i received and i said ⟦908812⟧",
        "got a text with ⟦330192⟧ never requested it",
        "the email had ⟦409911⟧ in it, expired",
        "the app on my phone shows ⟦551 872⟧ but okx says invalid",
        "i gave him ⟦120934⟧ over the phone",
        "客服问我要手机上那串数字我说了⟦663120⟧",
        "手机弹出来⟦905512⟧，他让我念给他，我念了",
        "收到個碼⟦448210⟧ 入咗都話唔啱",
        "我就报给对方⟦771934⟧，然后币没了",
        "那串数字⟦661 203⟧念给他听了",
        "对方要我读出来，我读了⟦8 8 1 2 0 3⟧",
        "Email code came through as ⟦QMFD84⟧, but your box takes digits only.",
        "收到了⟦774120⟧这个可以给你们吗",
        "the guy on telegram got ⟦774120⟧ from me",
        "i put ⟦604418⟧ from the text and then ⟦915520⟧ from the email, neither goes through",
        "连着来了两条，第一条⟦350917⟧，第二条⟦662804⟧，填哪个",
        "Google Authenticator\nOKX: ann@example.com\n⟦883 201⟧",
        "he said to confirm i should read back ⟦883201⟧",
        "pasted ⟦883201⟧ into the box, nothing",
        "输⟦883201⟧提示验证失败",
        "sms ⟦112390⟧ / email ⟦889012⟧ / ga ⟦556123⟧ all wrong",
        "手机⟦112390⟧邮箱⟦889012⟧都填了",
        "code: ⟦A7K2P9⟧ from the email expired in one min",
    )


def keeps() -> Iterable[str]:
    """The same words beside other numbers."""
    return (
        "i told him order 664120",
        "the app shows balance 551872",
        "我把uid 663120告诉他了",
        "he said 150000 would come back",
        "gave him 250 USDT and 664120 SHIB",
        "告诉他工单号 905512",
        "我收到一个 905512 的订单号后六位",
        "the email had ticket 409911 in it",
        "it texted me on 2026-11-20",
        "收到短信说提现 120000 元",
        "promo code: MOON2026 expired",
        "error code: E10293 on login",
        "the app shows 664120 PEPE",
    )


def _none() -> Iterable[str]:
    return ()


DETECTORS = (
    Detector("one_time_code", FindingClass.SECRET, find, (r"<<code_told>>",), hides, keeps),
    Detector(
        "one_time_code",
        FindingClass.SECRET,
        find_cased,
        (
            r"<<otp>>[^\n]{0,36}(?-i:[A-Z0-9]{6})",
            r"(?:verification|login|code)[ ](?:e-?mail|mail|text|sms)[^\n]{0,30}(?-i:[A-Z0-9]{6})",
            r"<<code>>[ ]?(?:[:=]|<<is>>)[ ]?(?-i:[A-Z0-9]{6})",
        ),
        _none,
        keeps,
    ),
    Detector(
        "one_time_code",
        FindingClass.SECRET,
        find_channels,
        (
            r"(?:sms|text|mail|phone|ga|google|authy|authenticator|2fa|短信|手机|邮箱|邮件|谷歌|语音)(?:验证)?码?(?: code)?[ ]?(?:[:=是]|is)?[ ]?[0-9]{3}",
            r"<<otp>>[^0-9]{0,60}\n[ \t]*[0-9]{3}[ ]?[0-9]{3}[ \t]*(?:\n|$)",
            r"[0-9]{3}[ ](?:from|in|via|by|on)[ ](?:the[ ]|my[ ]|that[ ])?(?:text|sms|e-?mail|mail|auth|google)",
            r"[0-9]{3}[^\n。!?,;0-9]{0,8}(?:给|告诉|give|share|send|tell)",
        ),
        _none,
        keeps,
    ),
)
