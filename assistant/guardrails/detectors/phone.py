"""Phone numbers: mainland mobiles, and international ones that begin with ``+`` or are announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_MAINLAND = r"(?:^|[^0-9A-Za-z.+\-/_])((?:\(?(?:\+|00)?86\)?[ \-]?)?1[3-9][0-9](?:[ \-]?[0-9]{4}){2})(?:$|[^0-9A-Za-z])"
_PLUS = r"(?:^|[^0-9A-Za-z+])((?:\+|00)[ ]?[1-9][0-9]{0,3}[ \-.()]{0,2}[0-9(][0-9 \-.()]{4,16}[0-9])"
_ANNOUNCED = r"<<phone~>>[^0-9+(\n]{0,8}?(\(?\+?[0-9(][0-9 \-.()]{5,18}[0-9])"


def find(scan: Scan) -> Iterator[Span]:
    """Numbers by shape; a number after ``+`` must be possible in its country's plan."""
    for match in scan.finditer(_MAINLAND):
        yield Span(*match.span(1))
    for match in scan.finditer(_PLUS):
        if _possible(match.group(1)):
            yield Span(*match.span(1))
    for match in scan.finditer(_ANNOUNCED):
        digits = sum(c.isdigit() for c in match.group(1))
        if 7 <= digits <= 15:
            yield Span(*match.span(1))


def _possible(number: str) -> bool:
    from phonenumbers import NumberParseException, is_possible_number, parse

    plain = "+" + "".join(c for c in number if c.isdigit()).removeprefix("00" if number.startswith("00") else "")
    try:
        return bool(is_possible_number(parse(plain)))
    except NumberParseException:
        return False


def hides() -> Iterable[str]:
    """Numbers in sentences of both languages."""
    return (
        "我的手机号⟦13800138000⟧收不到短信",
        "手机：⟦138-0013-8000⟧",
        "⟦+86 138 0013 8000⟧",
        "call ⟦+1 415-555-2671⟧",
        "my number is ⟦+44 20 7946 0958⟧.",
        "phone: ⟦415 555 2671⟧",
        "绑定手机⟦13912345678⟧换号了",
        "电话⟦010-62345678⟧",
        "⟦+852 5123 4567⟧",
        "联系方式：⟦15912345678⟧，谢谢",
        "⟦008613800138000⟧",
        "mobile ⟦(415) 555-2671⟧",
    )


def keeps() -> Iterable[str]:
    """Orders, times, amounts."""
    return (
        "订单号 612345678901234567",
        "order 13800138000123",
        "2026-11-22 16:04:05",
        "UID 123456789012",
        "1700000000",
        "1700000000000",
        "amount 12345.678",
        "区块高度 19000000",
        "错误码 51008_1000",
        "0x1380013800013800138000",
        "手机收不到验证码",
        "phone is new",
    )


DETECTOR = Detector(
    "phone", FindingClass.PERSONAL, find, (r"1[3-9][0-9][ \-]?[0-9]{4}", r"(?:\+|00)[ ]?[1-9]", r"<<phone~>>"), hides, keeps
)
