"""Identity numbers of other places: Hong Kong, Macau and Taiwan by shape, all others where a label announces them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import NUMBER, values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing, is_reference
from assistant.types import FindingClass

_HONG_KONG = re.compile(r"(?<![0-9A-Za-z])([A-Za-z]{1,2})[ ]?([0-9]{6})[ ]?(?:\(([0-9Aa])\)|[\-/]?([0-9Aa]))(?![0-9A-Za-z])")
_MACAU = re.compile(r"(?<![0-9A-Za-z])[1578][/ ]?[0-9]{6}(?:[ ]?\([0-9]\)|/[0-9])(?![0-9A-Za-z])")
_TAIWAN = re.compile(r"(?<![0-9A-Za-z])[A-Za-z][ ]?[1289A-Da-d][0-9]{8}(?![0-9A-Za-z])")
_FORMATTED = re.compile(
    r"(?<![0-9A-Za-z\-])(?:[0-9]{3}-[0-9]{2}-[0-9]{4}|[STFGMstfgm][0-9]{7}[A-Za-z]|[A-Za-z]{5}[0-9]{4}[A-Za-z]"
    r"|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}"
    r"|(?-i:[A-CEGHJ-PR-TW-Z]{2})(?:[ ][0-9]{2}){3}[ ][A-Da-d]|[0-9]{6}-[1-4][0-9]{6}|784-[0-9]{4}-[0-9]{7}-[0-9]|[0-9]{5}-[0-9]{7}-[0-9])(?![0-9A-Za-z\-])"
)
_PROVED = re.compile(
    r"(?<![0-9A-Za-z\-])(?:[A-Za-z]{6}[0-9]{2}[A-Za-z][0-9]{2}[A-Za-z][0-9]{3}[A-Za-z]|[A-Za-z]{4}[0-9]{6}[HMhm][A-Za-z]{5}[0-9A-Za-z][0-9]"
    r"|[0-9]{8}-?[A-Za-z]|[XYZxyz]-?[0-9]{7}-?[A-Za-z]|[12](?:[ ][0-9]{2}){3}(?:[ ][0-9]{3}){2}[ ][0-9]{2})(?![0-9A-Za-z\-])"
)
_MAY_BE = ("", "uid", "id_card", "passport")  # what may name such a number: nothing, "my id", a document
_ANY = re.compile(NUMBER)
_TAIWAN_AREAS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"


def find(scan: Scan) -> Iterator[Span]:
    """Shapes whose check digit holds; what a label of an identity document announces, whatever its shape."""
    text = scan.text
    for match in scan.matches(_HONG_KONG):
        proved = hong_kong_digit(match.group(1), match.group(2)) == (match.group(3) or match.group(4)).upper()
        number = match.start(2), match.end()  # "ticket no 7654321": the letters may be the end of a label
        if match.group(3) and scan.text[match.start() : match.start(2)].isupper():
            number = match.span()  # "V364360(3)": no version
        if governing(scan, *number) == "id_card" or (proved and not is_reference(scan, *number)):
            yield Span(*match.span(), checksum=proved)
    for match in scan.matches(_MACAU):
        if not is_reference(scan, *match.span()):
            yield Span(*match.span())
    for match in scan.matches(_TAIWAN):
        proved = is_taiwan(match.group().replace(" ", "").upper())
        if governing(scan, *match.span()) == "id_card" or (proved and not is_reference(scan, *match.span())):
            yield Span(*match.span(), checksum=proved)
    yield from _by_form(scan)
    for start, end in values(scan, "id_card", _ANY):
        if sum(c.isdigit() for c in text[start:end]) >= 5:
            yield Span(start, end)


def _by_form(scan: Scan) -> Iterator[Span]:
    """Numbers of other countries by their form alone, or by it and their check digits."""
    for match in scan.matches(_FORMATTED):
        if governing(scan, *match.span()) == "uid" or not is_reference(scan, *match.span()):  # "my id is 078-05-1120"
            yield Span(*match.span())
    for match in scan.matches(_PROVED):
        if _is_proved(match.group().upper()) and governing(scan, *match.span()) in _MAY_BE:
            yield Span(*match.span(), checksum=True)


def _is_proved(number: str) -> bool:
    """Whether it is an Italian tax code, a Mexican CURP, a Spanish DNI or NIE, or a French social security number with its check digits."""
    from stdnum.es import dni, nie
    from stdnum.fr import nir
    from stdnum.it import codicefiscale
    from stdnum.mx import curp

    return any(module.is_valid(number) for module in (codicefiscale, curp, dni, nie, nir))


def hong_kong_digit(letters: str, digits: str) -> str:
    """The check character of a Hong Kong identity card (weights 9 to 2, modulo 11; a missing letter counts 36)."""
    head = letters.upper().rjust(2)
    numbers = [36 if c == " " else ord(c) - 55 for c in head] + [int(c) for c in digits]
    left = -sum(weight * n for weight, n in zip(range(9, 1, -1), numbers, strict=True)) % 11
    return "A" if left == 10 else str(left)


def is_taiwan(number: str) -> bool:
    """Whether a Taiwan identity or resident number has the right check digit (weights 1 9 8 7 6 5 4 3 2 1 1, modulo 10)."""
    area = _TAIWAN_AREAS.index(number[0]) + 10
    second = number[1] if number[1].isdigit() else str((_TAIWAN_AREAS.index(number[1]) + 10) % 10)
    total = area // 10 + area % 10 * 9 + sum(w * int(d) for w, d in zip((8, 7, 6, 5, 4, 3, 2, 1, 1), second + number[2:], strict=True))
    return total % 10 == 0


def _hong_kong(number: int) -> str:
    letter, digits = "ABCDGKPRVYZ"[number % 11], f"{number * 7919 % 1000000:06d}"
    return f"{letter}{digits}({hong_kong_digit(letter, digits)})"


def _taiwan(number: int) -> str:
    body = f"{'ABFHNT'[number % 6]}{1 + number % 2}{number * 7919 % 10000000:07d}"
    return next(body + d for d in "0123456789" if is_taiwan(body + d))


def hides() -> Iterable[str]:
    """Numbers of several places."""
    yield f"我的香港身份证 ⟦{_hong_kong(1)}⟧"
    yield f"HKID: ⟦{_hong_kong(2)}⟧"
    yield f"⟦{_hong_kong(3)}⟧ 認證失敗"
    yield f"my Hong Kong ID is ⟦{_hong_kong(4).replace('(', '').replace(')', '')}⟧"
    yield f"身份證⟦{_hong_kong(5).lower()}⟧"
    yield "澳门身份证⟦1234567(8)⟧"
    yield "Macau ID ⟦5123456(7)⟧ not accepted"
    yield "⟦1/234567/8⟧ 澳門"
    yield f"台灣身分證字號 ⟦{_taiwan(1)}⟧"
    yield f"⟦{_taiwan(2)}⟧是我的身分證"
    yield f"Taiwan ID: ⟦{_taiwan(3).lower()}⟧"
    yield "回乡证号 ⟦H12345678⟧"
    yield "台胞证⟦12345678⟧"
    yield "SSN ⟦078-05-1120⟧"
    yield "my aadhaar number is ⟦2345 6789 0124⟧"
    yield "NRIC ⟦S1234567D⟧ uploaded"
    yield "CPF ⟦529.982.247-25⟧"
    yield "national id no. ⟦AB1234567⟧"
    yield "document number: ⟦C01X0006H⟧"
    yield "Ghana card ⟦GHA-123456789-0⟧"
    yield "my id is ⟦078-05-1120⟧"
    yield "⟦RCCMNL83S18D969H⟧ è mio"
    yield "⟦54362315K⟧ no lo acepta"
    yield "MyKad ⟦900101145678⟧, not taken"
    yield "证件编号：⟦W00000000⟧"


def keeps() -> Iterable[str]:
    """References and codes."""
    return (
        "订单 A123456789",
        "ticket A123456(3)",
        "error 51008_1000",
        "ID 卡拍不清楚",
        "my id card is expired since 2024",
        "case K123456(0)",
        "2026-11-22",
        "身份证过期了2年",
        "withdrawal id A223456781",
        "BTC123456",
        "TRC20 1234567",
        "uid 1234567",
        "identity card front and back",
        "区块 1234567",
        "54362315A",
        "ticket 54362315K",
    )


DETECTOR = Detector(
    "identity_number",
    FindingClass.PERSONAL,
    find,
    (r"[a-z][ ]?[0-9]{6}[ ]?[(\-/]?[0-9a]", r"[1578][/ ]?[0-9]{6}(?:[ ]?\([0-9]\)|/[0-9])", r"[a-z][ ]?[1289a-d][0-9]{8}", r"<<id_card~>>",

         r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[stfgm][0-9]{7}[a-z]|[a-z]{5}[0-9]{4}[a-z]|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-"
         r"|[a-z]{6}[0-9]{2}[a-z][0-9]{2}[a-z][0-9]{3}[a-z]|[a-z]{4}[0-9]{6}[hm][a-z]{5}|[0-9]{8}-?[a-z]|[xyz]-?[0-9]{7}-?[a-z]|[12](?: [0-9]{2}){3} [0-9]{3}"
         r"|[0-9]{6}-[1-4][0-9]{6}|784-[0-9]{4}-|[a-z]{2} [0-9]{2} [0-9]{2} [0-9]{2} [a-d]"),
    hides,
    keeps,
)  # fmt: skip
