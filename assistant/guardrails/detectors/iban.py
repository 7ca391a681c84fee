"""International bank account numbers (ISO 13616), with the check digits of ISO 7064."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.types import FindingClass

_SHAPE = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{2}[0-9]{2}(?:[ \-]?[0-9A-Za-z]){11,30}(?![0-9A-Za-z])")


def find(scan: Scan) -> Iterator[Span]:
    """Numbers whose check digits and country format hold; announced ones with a mistake as well."""
    for match in scan.matches(_SHAPE):
        value = match.group()
        while len(value) >= 15:
            if is_valid(value) and (value.isupper() or value.islower()):
                yield Span(match.start(), match.start() + len(value), checksum=True)
                break
            cut = max(value.rfind(" "), value.rfind("-"))
            if cut < 15:
                break
            value = value[:cut]
        else:
            continue
        if not is_valid(value) and (value.isupper() or value.islower()) and scan.near("iban_name", *match.span(), before=20):
            yield Span(match.start(), match.start() + len(_until_word(match.group())))


def is_valid(value: str) -> bool:
    """Whether country, length and check digits agree."""
    from stdnum import iban

    return bool(iban.is_valid(value, check_country=False))


def _until_word(value: str) -> str:
    """``value`` up to the first group of letters only, which belongs to the sentence."""
    end = re.search(r"[ ][A-Za-z]{3,}\b", value[4:])
    return value[: 4 + end.start()] if end else value


def _example(country: str, body: str) -> str:
    from stdnum.iso7064 import mod_97_10

    return f"{country}{mod_97_10.calc_check_digits(body + country):0>2}{body}"


def hides() -> Iterable[str]:
    """Numbers of several countries."""
    german, british, french = (
        _example("DE", "370400440532013000"),
        _example("GB", "WEST12345698765432"),
        _example("FR", "20041010050500013M02606"),
    )
    yield f"⟦{german}⟧"
    yield f"IBAN: ⟦{' '.join(german[i : i + 4] for i in range(0, 22, 4))}⟧"
    yield f"my iban is ⟦{british}⟧ please"
    yield f"⟦{' '.join(british[i : i + 4] for i in range(0, 22, 4))}⟧ was used"
    yield f"汇款账号⟦{german}⟧没到账"
    yield f"SEPA from ⟦{french}⟧"
    yield f"⟦{french.lower()}⟧"
    yield f"IBAN⟦ {german}⟧".replace("⟦ ", " ⟦")
    yield f"IBAN（⟦{_example('NL', 'ABNA0417164300')}⟧）"
    yield f"⟦{_example('ES', '21000418450200051332')}⟧ not credited"
    yield f"iban ⟦{_example('CH', '00762011623852957')}⟧"
    yield f"欧元从⟦{_example('LT', '1000011101001000')}⟧打的"
    yield "IBAN ⟦DE00370400440532013000⟧ says invalid"


def keeps() -> Iterable[str]:
    """Addresses, orders and words."""
    return (
        "IBAN is wrong",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "订单 DE00370400440532013000",
        "my iban deposit is missing",
        "OK12 3456 7890 1234 5678",
        "TX20261122160405123456",
        "WD20261122000012345678",
        "0xde89370400440532013000de89370400440532",
        "GB phone 2020 1234 5678 9012",
        "ticket AB12345678901234567",
        "IBAN 转账多久到",
        "ERC20 USDT 1234567890123",
        "P2P20261122123456789012",
    )


DETECTOR = Detector("iban", FindingClass.PERSONAL, find, (r"[a-z]{2}[0-9]{2}(?:[ \-]?[0-9a-z]){11}",), hides, keeps)
