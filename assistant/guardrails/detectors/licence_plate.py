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
# Letters and digits in turn, as no coin or product is written: Britain, India, France and Italy, California, Kenya, Singapore, Germany with a space.
_TURNS = (
    r"[A-Z]{2}[0-9]{2}[ ]?[A-Z]{3}|[A-Z]{2}[ \-]?[0-9]{1,2}[A-Z]?[ \-]?[A-Z]{1,3}[ \-]?[0-9]{4}|[A-Z]{2}[ \-]?[0-9]{3}[ \-]?[A-Z]{2}|[0-9][A-Z]{3}[0-9]{3}"
    r"|[A-Z]{3}[ ]?[0-9]{3}[A-Z]|S[A-Z]{2}[ ]?[0-9]{1,4}[A-Z]|[A-Z]{3}[ \-][0-9]{3}[ \-]?[A-Z]{2}|[A-Z]{3}[0-9][A-Z][0-9]{2}|[A-Z][0-9]{3}[A-Z]{2}[0-9]{2,3}"
    r"|[0-9]{2}[ \-]?[A-Z]{2}[ \-]?[0-9]{2}|[A-Z]{2}[ ]?[0-9]{4}[ ]?[A-Z]{2}|[0-9]{2}[ ]?[A-Z]{1,3}[ ]?[0-9]{2,4}"
)
_ANY = rf"{_TURNS}|[A-ZÄÖÜ]{{1,3}}[ \-][A-Z]{{1,2}}[ ]?[0-9]{{1,4}}|[A-Z]{{2,3}}[ \-]?[0-9]{{3,5}}|[0-9]{{3,4}}[ \-]?[A-Z]{{2,3}}"
_LINK = r"\.?[ ]?(?:(?:no\.?|number|nr\.?|plate|reg)[ ])?(?:[:=#]|<<is>>)?[ ]{0,2}"
_END = r"(?:$|[^0-9A-Za-z_\-])"
_TOLD = rf"(?:<<plate>>){_LINK}(?-i:({_ANY})){_END}"
_BESIDE = rf"(?:<<vehicle>>){_LINK}(?-i:({_TURNS})){_END}"
_CHASSIS = r"(?:\bvin|chassis(?: no| number)?|车架号)[ :#.]{0,3}(?:<<is>>)?[ ]?([A-HJ-NPR-Z0-9]{17})(?:$|[^0-9A-Za-z_\-])"
_COIN = re.compile(r"(?:BTC|ETH|USD|EUR|SOL|TRX|XRP|BNB|OKB|TON|UID|KYC|ERC|TRC|BEP|API|SIM|SMS|ID|PIN|OTP|APP|IOS|TX)(?![A-Z])")
_MIXED = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z]).{4,10}")


def find(scan: Scan) -> Iterator[Span]:
    """The shape with three digits or more, in capitals throughout or small throughout."""
    for match in scan.matches(_SHAPE):
        text = match.group()
        cased = text.isupper() or text.islower()
        digits = sum(c.isdigit() for c in text)
        told = digits < _DIGITS and (digits or text.isupper()) and scan.near("plate", *match.span(), before=8, after=8)
        if cased and (digits >= _DIGITS or told) and not is_reference(scan, *match.span()):
            yield Span(*match.span())
    for template in (_TOLD, _BESIDE):
        for hit in scan.finditer(template):
            if not _COIN.match(hit.group(1)) and not is_reference(scan, *hit.span(1)):
                yield Span(*hit.span(1))
    for hit in scan.finditer(_CHASSIS):
        if sum(c.isdigit() for c in hit.group(1)) >= _DIGITS and any(c.isalpha() for c in hit.group(1)):
            yield Span(*hit.span(1))
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
        "我的车牌⟦鲁BJ1W0C⟧出现在视频认证里",
        "行驶证上的车牌 ⟦粤EU46AS⟧ 拍进去了",
        "vehicle ⟦YE59 NWG⟧ was given in the video",
        "my car ⟦MH 12 AB 1234⟧ is in the picture",
        "plates ⟦SGX1234K⟧ are visible",
        "registration ⟦KDA 123A⟧",
        "Kennzeichen ⟦B MW 1234⟧",
        "immatriculation ⟦AB-123-CD⟧",
        "VIN ⟦1HGCM82633A004352⟧",
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
        "vehicle for trading: BTC 2026",
        "registration failed KYC2",
        "my car is worth 5000 USD",
        "plate armor NFT 1234",
        "the car loan ERC20 USDT",
        "registration UID 48120377",
        "宁可不要",
        "甘肃A用户123",
        "新T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb",
    )


DETECTOR = Detector(
    "licence_plate",
    FindingClass.PERSONAL,
    find,
    (
        f"[{_PROVINCE}][ ]?[a-z][ ·•・.\\-]?[a-z0-9]{{5}}",
        r"(?:<<plate>>|<<vehicle>>)[^\n]{0,12}[0-9]",
        r"(?:\bvin|chassis|车架号)[^\n]{0,12}[0-9]",
    ),
    hides,
    keeps,
)
