"""Driving licence numbers, which have no shape of their own: claimed where announced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import NUMBER, values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import REFERENCE, labels_between
from assistant.types import FindingClass

_BRITISH = re.compile(
    r"(?<![0-9A-Za-z])[A-Z9]{5}[0-9](?:[05][1-9]|[16][0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9][A-Z9]{2}[0-9A-Z]{3}(?![0-9A-Za-z])"
)
_SHAPE = re.compile(NUMBER)
_LATER = r"<<licence>>[^\n0-9;。]{0,40}?<<number_is>>[ :]{0,2}([A-Z]{1,5}[0-9]{5,14}[A-Z]{0,3}|[A-Z]{1,2}[0-9]{3}(?:-[0-9]{3,5}){2,3}|[0-9]{8,18})(?:$|[^0-9A-Za-z])"


def find(scan: Scan) -> Iterator[Span]:
    """What a label announces, if it has five digits or more."""
    for start, end in values(scan, "licence", _SHAPE):
        if sum(c.isdigit() for c in scan.text[start:end]) >= 5:
            yield Span(start, end)
    for hit in scan.finditer(_LATER):
        if not any(label.group in REFERENCE for label in labels_between(scan, hit.start(), hit.start(1))):
            yield Span(*hit.span(1))
    for match in scan.matches(_BRITISH):
        yield Span(*match.span())


def hides() -> Iterable[str]:
    """Numbers of several countries."""
    return (
        "驾照号⟦110101199003078515⟧",
        "驾驶证 ⟦320102198001011234⟧",
        "驾驶证档案编号：⟦110012345678⟧",
        "driver's license ⟦D1234567⟧",
        "driving licence number ⟦MORGA657054SM9IJ⟧",
        "my drivers license is ⟦S530-4606-0013⟧",
        "DL no: ⟦F255-9215-0094⟧",
        "駕照號碼 ⟦AB123456⟧",
        "licence no. ⟦12345678⟧",
        "Driver License: ⟦I1234568⟧",
        "用驾照认证的⟦440106198505051234⟧",
        "The driver's licence I uploaded, number ⟦B1234567⟧, got rejected",
        "Kate's driver license? It's ⟦B1234567⟧, she is in the shared account",
        "the DL was uploaded. It says ⟦D123-4567-8901⟧",
        "上传的驾驶证，号码是⟦110101199003078515⟧，说看不清",
        "license number=⟦WDLABCD456DG⟧".replace("⟦WDLABCD456DG⟧", "⟦WDL12345DG⟧"),
    )


def keeps() -> Iterable[str]:
    """Sentences and references."""
    return (
        "驾照可以认证吗",
        "is a driving licence accepted in 2026",
        "driver license front and back photo",
        "驾照过期2年",
        "license: Apache-2.0",
        "MIT license 2024",
        "order 12345678",
        "订单号 12345678",
        "my licence expired 3 months ago",
        "驾驶证审核24小时了",
        "uid 1234567890",
        "license plate",
        "my driving licence was refused, order number 61234567",
        "驾驶证被拒，工单号码是61234567",
        "the licence I uploaded, it's 2 MB",
    )


DETECTOR = Detector("driving_licence", FindingClass.PERSONAL, find, (r"<<licence~>>[^\n]{0,60}[0-9]",), hides, keeps, also=("id_card",))
