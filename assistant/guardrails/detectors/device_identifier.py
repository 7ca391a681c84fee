"""Numbers of a device: IMEI (Luhn), MAC addresses, and serial numbers or ids that are announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing, is_reference
from assistant.guardrails.numbers import digits_of, luhn, luhn_digit
from assistant.types import FindingClass

_IMEI = re.compile(r"(?<![0-9A-Za-z.])[0-9]{2}[ \-/]?[0-9]{6}[ \-/]?[0-9]{6}[ \-/]?[0-9]{1,2}(?![0-9A-Za-z]|[.\-][0-9])")
_MAC = re.compile(
    r"(?<![0-9A-Za-z:.\-])(?:[0-9A-Fa-f]{2}([:\-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}|"
    r"(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})(?![0-9A-Za-z:]|[.\-][0-9A-Za-z])"
)
_ANY = re.compile(
    r"(?=[A-Za-z:\-]{0,12}[0-9])[0-9A-Za-z](?:[0-9A-Za-z]|[:\-](?=[0-9A-Za-z])|[ ](?=[0-9]{2,6}(?![A-Za-z]))){5,63}"
    r"(?![0-9A-Za-z])"
)
_NAMED_UUID = re.compile(
    r"(?:device|设备|設備)(?:[ ]?(?:is|是|为))?[ :=]{0,3}([0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12})(?![0-9A-Za-z\-])", re.IGNORECASE
)
_SERIAL = 10
_CLOCK = re.compile(r"[0-9\-/]{8,10}$|[0-9:]{5,8}$")


def find(scan: Scan) -> Iterator[Span]:
    """IMEI-shaped numbers in a message about devices, MAC addresses, and announced ids."""
    text = scan.text
    if scan.mentions("<<device~>>"):
        for match in scan.matches(_IMEI):
            group = governing(scan, *match.span())
            proved = luhn(digits_of(match.group())[:15])
            if group == "device" or (proved and not is_reference(scan, *match.span())):
                yield Span(*match.span(), checksum=proved)
        for start, end in values(scan, "device", _ANY):
            value = text[start:end]
            least = 1 if value.isupper() and len(value) >= _SERIAL else 3
            if sum(c.isdigit() for c in value) >= least and not _CLOCK.match(value):
                yield Span(start, end)
    for match in scan.matches(_NAMED_UUID):
        yield Span(*match.span(1))
    for match in scan.matches(_MAC):
        if re.search(r"[0-9]", match.group()) and not is_reference(scan, *match.span()):
            yield Span(*match.span())


def _imei(number: int) -> str:
    body = f"35{number * 7368787 % 10**12:012d}"
    return body + luhn_digit(body)


def hides() -> Iterable[str]:
    """Ids of phones and computers."""
    imei = _imei(3)
    return (
        f"IMEI ⟦{imei}⟧",
        f"手机串号：⟦{_imei(4)}⟧",
        f"imei: ⟦{imei[:2]}-{imei[2:8]}-{imei[8:14]}-{imei[14]}⟧",
        f"我的手机IMEI是⟦{_imei(5)}⟧，被偷了",
        "IMEI号⟦356938035643808⟧",
        "SN: ⟦DMQXKFABCDE1⟧",
        "MAC地址 ⟦00:1A:2B:3C:4D:5E⟧",
        "mac ⟦00-1a-2b-3c-4d-5e⟧ new device",
        "⟦001a.2b3c.4d5e⟧",
        "设备号：⟦A1B2C3D4E5F60718⟧",
        "device id ⟦6f1e2d3c-4b5a-4978-8a6b-1c2d3e4f5a6b⟧",
        "序列号 ⟦C02ZK0ABMD6T⟧",
        "serial number: ⟦F2LX4321KD⟧",
        "android id = ⟦9774d56d682e549c⟧",
        "IMEI1: ⟦" + _imei(6) + "⟧ IMEI2: ⟦" + _imei(7) + "⟧",
        "UDID ⟦00008030-001A2D3E4F50802E⟧",
    )


def keeps() -> Iterable[str]:
    """Other numbers and sentences."""
    return (
        f"order {_imei(8)}",
        f"uid {_imei(9)}",
        _imei(10),
        "12:34:56",
        "2026-11-22",
        "换了新设备登录不了",
        "new device since 2026-11-22 12:30",
        "MacBook Pro 2023",
        "设备 iPhone 15",
        "device: Samsung S24",
        "mac 14.2",
        "ab:cd",
        "request id 00:1A",
        f"订单号 {_imei(11)} 换了设备",
        "设备数量限制 3 台",
    )


DETECTOR = Detector(
    "device_id",
    FindingClass.PERSONAL,
    find,
    (
        r"<<device~>>",
        r"(?:device|设备|設備)[^\n]{0,6}[0-9a-f]{8}-",
        r"[0-9a-f]{2}[:\-][0-9a-f]{2}[:\-][0-9a-f]{2}[:\-][0-9a-f]{2}[:\-]",
        r"[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}",
    ),
    hides,
    keeps,
)
