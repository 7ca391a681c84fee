"""Phone numbers: mainland mobiles, formatted and international ones, and whatever is announced as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import PERSONAL, Label, governing, is_reference, labels
from assistant.guardrails.national_phones import national_phones, told_phones
from assistant.guardrails.numbers import digits_of, glued_to_letters, is_amount, is_date
from assistant.types import FindingClass

_MAINLAND = re.compile(
    r"(?<![0-9+])(?<![0-9][.\-])(?:\(?(?:(?:\+|00)[ ]?)?86\)?[ \-]{0,2})?(1(?:[ .\-]{0,3}[0-9]){10})(?![0-9A-Za-z_]|[.\-][0-9])"
)
_PLUS = re.compile(r"(?<![0-9A-Za-z+.])(?:\(?\+|00)[ ]?\(?[1-9][0-9 \-.()]{5,20}[0-9]")
_FORMATTED = re.compile(
    r"(?<![0-9A-Za-z.\-])(?:1[ \-.])?(?:\([2-9][0-9]{2}\)[ ]?|[2-9][0-9]{2}[\-.])[2-9][0-9]{2}[\-. ][0-9]{4}(?![0-9A-Za-z]|[\-.][0-9])"
    r"|(?<![0-9A-Za-z.\-])\(?0[1-9][0-9]{1,2}\)?[ \-]{1,2}[1-9][0-9]{2,3}[ \-]?[0-9]{4}(?![0-9A-Za-z]|[\-.][0-9])"
    r"|(?<![0-9A-Za-z.\-])\(?0[1-9][0-9]{3}\)?[ ][0-9]{3}[ ]?[0-9]{3}(?![0-9A-Za-z]|[\-.][0-9])"
    r"|(?<![0-9A-Za-z.\-+])[6-9][0-9]{4}[ \-][0-9]{5}(?![0-9A-Za-z]|[ .\-][0-9])"
    r"|(?<![0-9A-Za-z.\-])0[1-9][0-9]{2}[ ][0-9]{3}[ ][0-9]{3,4}(?![0-9A-Za-z]|[\-.][0-9])"
    r"|(?<![0-9A-Za-z.\-])\(?(?:852|853|886)\)?[ \-]{1,2}[2-9][0-9]{2,3}[ \-]?[0-9]{3,4}(?:[ \-]?[0-9]{3})?(?![0-9A-Za-z]|[\-.][0-9])"
)
_ANNOUNCED = re.compile(
    r"[^0-9+(\n。!?;,]{0,16}(?:[:=,][ \t]{0,2}|[ \t:]*\n[ \t]{0,4})?(\(?\+?[0-9(][0-9 \-.()/]{5,20}[0-9])(?![0-9A-Za-z_])"
)
_BEHIND = re.compile(
    r"(?<![0-9A-Za-z.+#])(\(?[0-9][0-9 \-.()/]{5,20}[0-9])(?![0-9])[ \t]{0,2}(?:([,(\[<=~—-]{1,3})>?[ \t]{0,2})?(?:(?:is|was|that's|thats|it's|as|for|就是|这是|是|为|也是)[ \t]?)?"
    r"(?:(?:my|the|our|a|an)[ \t]|我的|我|本人的?|家里的?|公司的?)?(?:[a-z]{1,6}[ \t])?$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"(?:[ \t]?(?:numbers?|no\.?|num|nr|号码?))?[ \t]*(?:[)\].,;!?\n]|[\u3001-\u30ff\u3400-\u9fff]|$|(?:but|and|which|it|is|please|pls)\b|-)",
    re.IGNORECASE,
)
_OTHER = re.compile(r"([^0-9\n]{1,24}?)(\(?[0-9](?:[ \-.]?[0-9]){6,14})(?![0-9A-Za-z_])")
_BACK = 48
_CELLS = (",", "|", "\t", ";")
_LEAST_SPOKEN = 4
_LINK = re.compile(r"(?:wa\.me/|whatsapp\.com/send\?phone=|tel:|sms:)\+?([0-9]{8,15})(?![0-9])", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?<![0-9])[一幺1][三四五六七八九3-9](?:[ \-]?[零〇○一二两三四五六七八九幺0-9]){9}(?![零〇一二三四五六七八九十百千万亿0-9])"
)
_GROUPS = {
    (11,),
    (3, 4, 4),
    (4, 4, 3),
    (3, 3, 5),
    (4, 3, 4),
    (3, 8),
    (5, 6),
    (6, 5),
    (7, 4),
    (3, 5, 3),
    (5, 3, 3),
    (1,) * 11,
    (3, 2, 2, 2, 2),
    (3, 2, 2, 4),
}
_FREE = ("400", "800", "(800")  # numbers of companies, for anyone to call
_PROVED_MOST = 100  # numbers whose plan is looked up; of more in one message each counts as one


def find(scan: Scan) -> Iterator[Span]:
    """Numbers by shape unless their label says reference; numbers of any shape where a label says phone."""
    yield from _mainland(scan)
    yield from _international(scan)
    for match in scan.matches(_FORMATTED):
        if not (match.group().startswith(_FREE) or is_date(match.group()) or _is_other(scan, *match.span())):
            yield Span(*match.span())
    for start, end in (*national_phones(scan), *told_phones(scan)):
        if not _is_other(scan, start, end):
            yield Span(start, end)
    for match in scan.matches(_LINK):
        yield Span(*match.span(1))
    for match in scan.matches(_SPOKEN):
        if sum(c > "\u3000" for c in match.group()) >= _LEAST_SPOKEN and not _is_other(scan, *match.span()):
            yield Span(*match.span())
    for label in labels(scan):
        if label.group == "phone":
            found = _ANNOUNCED.match(scan.text, label.end)
            if found and "\n" in scan.text[label.end : found.start(1)] and scan.before(label.start, 2).rstrip(" \t")[-1:] in _CELLS:
                continue  # the last column of a table's head
            if found and _is_announced(scan, *found.span(1)):
                yield Span(*found.span(1))
                yield from _next(scan, *found.span(1))
            else:
                yield from _before(scan, label)


def _next(scan: Scan, start: int, end: int) -> Iterator[Span]:
    """The other number of "2025550143, change to 2025550188": as many digits, joined by an arrow or by words of a change."""
    other = _OTHER.match(scan.text, end)
    if other and len(digits_of(other.group(2))) == len(digits_of(scan.text[start:end])):
        joined = other.group(1)
        if not re.search(r"[^\W_]", joined) or scan.words.regex("<<corrected>>").search(joined):
            yield Span(*other.span(2))


def _before(scan: Scan, label: Label) -> Iterator[Span]:
    """The number that a label behind it names: "9876 543210 is my mobile"; what ends in a comma only where the label ends the clause."""
    base = max(0, label.start - _BACK)
    found = _BEHIND.search(scan.text[base : label.start])
    if found is None or not _CLOSES.match(scan.text, label.end):
        return
    start, end = base + found.start(1), base + found.end(1)
    if _has_shape(scan, start, end) and not _is_other(scan, start, end):
        yield Span(start, end)


def _mainland(scan: Scan) -> Iterator[Span]:
    text = scan.text
    for match in scan.matches(_MAINLAND):
        number = match.group(1)
        digits = digits_of(number)
        if digits[1] not in "3456789" or digits.endswith("0000000"):
            continue
        start, end = match.span()
        group = governing(scan, start, end)
        if group == "phone":
            yield Span(start, end)
            continue
        plain = tuple(len(part) for part in re.split(r"[ .\-]+", number))
        glued = glued_to_letters(text, start) and group not in PERSONAL
        other = _is_other(scan, start, end)  # none has eleven digits: 账号密码：138…
        counted = is_amount(text, end) and text[end : end + 2].strip()[:1] != "张"  # 138… 张经理
        if plain in _GROUPS and not (glued or counted or _in_link(text, start) or other):
            yield Span(start, end)


def _international(scan: Scan) -> Iterator[Span]:
    for count, match in enumerate(scan.matches(_PLUS)):
        start = match.start()
        value = match.group()
        for _ in range(4):
            size = len(value)
            if (
                (count > _PROVED_MOST or _possible(value))
                and not is_amount(scan.text, start + size)
                and not _is_other(scan, start, start + size)
            ):
                yield Span(start, start + size)
                break
            cut = max(value.rfind(sign) for sign in " -.()")
            if cut < 7:
                break
            value = value[:cut].rstrip(" -.()")


def _is_other(scan: Scan, start: int, end: int) -> bool:
    """Whether a label names a reference or a plain number; a code or a region's number beside it does not: "no OTP to +91 …"."""
    return governing(scan, start, end) not in ("one_time", "postal") and is_reference(scan, start, end)


def _possible(value: str) -> bool:
    from phonenumbers import NumberParseException, is_possible_number, is_valid_number, parse

    digits = digits_of(value)
    abroad = value.startswith("00")
    try:
        number = parse("+" + (digits[2:] if abroad else digits))
    except NumberParseException:
        return False
    return bool(is_valid_number(number) if abroad else is_possible_number(number))


def _is_announced(scan: Scan, start: int, end: int) -> bool:
    return _has_shape(scan, start, end) and governing(scan, start, end) in ("phone", "")


def _has_shape(scan: Scan, start: int, end: int) -> bool:
    """Whether any country could have such a number."""
    value = scan.text[start:end]
    digits = digits_of(value)
    return 7 <= len(digits) <= 15 and not is_date(value) and len(set(digits)) >= 3 and not is_amount(scan.text, end)


def _in_link(text: str, start: int) -> bool:
    """Whether the number is part of a link or path."""
    word = text[max(text.rfind(" ", 0, start), text.rfind("\n", 0, start), start - 200) + 1 : start]
    return "://" in word or word.endswith(("=", "id/")) or "0x" in word


def hides() -> Iterable[str]:
    """Numbers in sentences of both languages."""
    return (
        "我的手机号⟦13800138000⟧收不到短信",
        "手机：⟦138-0013-8000⟧",
        "⟦+86 138 0013 8000⟧",
        "⟦86 13800138000⟧",
        "⟦(86)13800138000⟧",
        "⟦1 3 8 0 0 1 3 8 0 0 0⟧ 我电话",
        "⟦138.0013.8000⟧",
        "call ⟦+1 415-555-2671⟧",
        "my number is ⟦+44 20 7946 0958⟧.",
        "phone: ⟦415 555 2671⟧",
        "绑定手机⟦13912345678⟧换号了",
        "电话⟦010-62345678⟧",
        "⟦0755-82345678⟧ 是我公司的",
        "⟦+852 5123 4567⟧",
        "我在香港，⟦852-51234567⟧",
        "联系方式：⟦15912345678⟧，谢谢",
        "⟦008613800138000⟧",
        "mobile ⟦(415) 555-2671⟧",
        "UID是多少我忘了，手机是⟦13812345678⟧",
        "ｔｅｌ：⟦１３８１２３４５６７８⟧",
        "电话⟦一三八零零一三八零零零⟧",
        "tel⟦13800138000⟧",
        "whatsapp ⟦+62 812-3456-7890⟧ pls",
        "⟦415-555-2671⟧ is where the SMS should go",
        "UID 88812345678，⟦13800138000⟧没有短信",
        "i changed from ⟦07906 087570⟧ last week",
        "https://wa.me/⟦8613884216138⟧ is the scammer",
        "⟦98765 43210⟧ is my mobile",
        "⟦415 555 2671⟧ (mobile)",
        "⟦6123 4567⟧ 我的手机号",
        "⟦7911 123456⟧ 是我的电话，打不通",
        "⟦5551234567⟧, phone",
        "⟦0912345678⟧ 是我在台灣用的",
        "call me ⟦08012345678⟧, lagos",
        "⟦9123 4567⟧ gets no sms",
        "⟦(11) 96129-6339⟧, não chega",
        "我的是⟦612 345 678⟧，收不到短信",
        "turkish, ⟦0532 123 45 67⟧",
        "my french one is ⟦06 12 34 56 78⟧",
        "the number on file is 2025550143, change to ⟦2025550188⟧",
    )


def keeps() -> Iterable[str]:
    """Orders, times, amounts, account numbers."""
    return (
        "订单号 612345678901234567",
        "order 13800138000123",
        "2026-11-22 16:04:05",
        "UID 123456789012",
        "UID 13812345678",
        "uid：13912345678 冻结了",
        "我的UID是13812345678，帮我查",
        "order id 15912345678",
        "工单号 13800138000",
        "13812345678（UID）",
        "memo 13800138001",
        "tag: 15012345678",
        "1700000000",
        "1700000000000",
        "amount 12345.678",
        "区块高度 19000000",
        "错误码 51008_1000",
        "0x1380013800013800138000",
        "手机收不到验证码",
        "phone is new",
        "盈亏 +12345678 PEPE",
        "UTC+08:00",
        "充了15000000000 SHIB",
        "手机 iPhone 15 Pro Max 512",
        "order 98765432, phone changed",
        "21345678 is the order, phone is new",
        "网格单993359791475232798 三个都卡",
        "uid,email,phone\n838871255,nobody,none",
        "工单98765432 手机收不到短信",
        "memo 0912345678",
        "1234 5678 is what i paid",
        "order 9123 4567, sms is late",
        "got 12 345 678 SHIB and a text",
        "order 08012345678",
        "05-06-2026 and 0.0912345678 and 01/02/03",
    )


DETECTOR = Detector(
    "phone",
    FindingClass.PERSONAL,
    find,
    (
        r"1[ .\-]{0,3}[3-9](?:[ .\-]{0,3}[0-9]){5}",
        r"wa\.me/|whatsapp\.com/send|(?:tel|sms):\+?[0-9]",
        r"(?:\+|00)[ ]?\(?[1-9][0-9 \-.()]{5}",
        r"[0-9]{3}\)?[\-. ]{1,2}[0-9]{3}|[6-9][0-9]{4}[ \-][0-9]{5}",
        r"0[1-9](?:\)?[ \-./]{0,2}[0-9]){7}",
        r"\([1-9][0-9]{0,3}\)[ ]?[0-9]{3,5}[ \-][0-9]",
        r"[0-9]{2}[ \-][0-9]{2,4}",
        r"<<phone~>>",
        r"[一幺][三四五六七八九]",
    ),
    hides,
    keeps,
)
