"""Number plates of mainland China: province, letter, five or six characters (GA 36-2018)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import is_reference
from assistant.types import FindingClass

_PROVINCE = "粵滬遼蘇贛瓊陝魯貴寧京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SHAPE = re.compile(f"[{_PROVINCE}][ ]?[A-HJ-NP-Za-hj-np-z][ ·•・.\\-]?[A-HJ-NP-Z0-9a-hj-np-z]{{5,6}}(?![A-Za-z0-9_.\\-])")
_DIGITS = 3
_NAMED = r"(?:<<plate>>)[ ]?(?:no\.?|number|号码?)?[ ]?(?:[:=]|<<is>>)?[ ]{0,2}([A-Z0-9][A-Z0-9]{0,4}(?:[ -]?[A-Z0-9]{1,5}){0,3})(?:$|[^0-9A-Za-z_\-])"
_MIXED = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z]).{4,10}")


def find(scan: Scan) -> Iterator[Span]:
    """The shape with three digits or more, in capitals throughout or small throughout."""
    for match in scan.matches(_SHAPE):
        text = match.group()
        cased = text.isupper() or text.islower()
        if cased and sum(c.isdigit() for c in text) >= _DIGITS and not is_reference(scan, *match.span()):
            yield Span(*match.span())
    for hit in scan.finditer(_NAMED):
        value = hit.group(1)
        if _MIXED.fullmatch(value) and not is_reference(scan, *hit.span(1)):
            yield Span(*hit.span(1))


def hides() -> Iterable[str]:
    """Plates of cars of both kinds."""
    return (
        "车牌⟦粤B12345⟧",
        "我的车牌号是⟦京A8K201⟧",
        "⟦沪C·D7788⟧",
        "车牌：⟦浙A 6F221⟧，可以证明",
        "新能源⟦粤BD12345⟧",
        "⟦苏E90881⟧ is my plate",
        "plate ⟦川A2K118⟧",
        "行驶证上是⟦鲁B·3T902⟧",
        "⟦渝AF00123⟧的车主",
        "抵押的车⟦湘A77120⟧",
        "⟦闽D5521K⟧",
        "车牌号⟦粤b12345⟧",
        "my number plate is ⟦AB12 CDE⟧",
        "license plate: ⟦7ABC123⟧",
    )


def keeps() -> Iterable[str]:
    """A province or a character that looks like one, and something else."""
    return (
        "新V6.98.0版本",
        "粤语客服有吗",
        "新USDT合约",
        "川普币什么时候上",
        "云端备份失败",
        "我在粤A区",
        "新BTC地址",
        "青海用户",
        "贵司APP6.98",
        "新TRC20地址",
        "license plate needed, 2 photos",
        "number plate is missing",
        "宁可不要",
        "甘肃A用户123",
        "新T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
    )


DETECTOR = Detector(
    "licence_plate",
    FindingClass.PERSONAL,
    find,
    (f"[{_PROVINCE}][ ]?[a-z][ ·•・.\\-]?[a-z0-9]{{5}}", _NAMED),
    hides,
    keeps,
)
