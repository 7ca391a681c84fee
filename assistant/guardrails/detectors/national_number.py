"""Identity, tax and social security numbers behind a country ("Kenyan ID 2…") or near one, with the right check digit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from assistant.guardrails.announced import NUMBER, named
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import Label, governing
from assistant.guardrails.national_numbers import CLEAR, FORMS, GROUPS, Form, is_proved
from assistant.guardrails.numbers import digits_of, is_amount
from assistant.guardrails.words import Words
from assistant.types import FindingClass

_COUNTRY = "(?:" + "|".join(f"<<{group}>>" for group in GROUPS) + "|<<id_place>>)"
_ITS_ID = rf"{_COUNTRY}[ ]?(?:'s[ ])?(?:<<id_noun>>)"
_TALK = "<<id_talk~>>|<<id_card~>>"
_ANY = re.compile(NUMBER)
_LEAST = 6
_BEFORE, _BEHIND = 40, 70
_MOST = 40
_JOINT = r"^(?:[ \t:=#.\"']|<<is>>|<<id_joint>>){1,6}$"
_PAYMENT = r"(?:<<payment_ref>>)[ :#.]{0,3}$"
_JOINTS = re.compile(r"[ \t_\-]+")
_MOST_JOINED = 24
_MAY_BE = ("", "id_card", "passport", "person", "birth", "one_time", "error_code", "home", "licence")


def find(scan: Scan) -> Iterator[Span]:
    """What a country's number is announced with; what has the form and check digit of a country spoken of; forms that are nothing else."""
    names = [Label(*hit.span(), "id_card") for hit in islice(scan.finditer(_ITS_ID), _MOST)]
    for start, end in named(scan, names, _ANY):
        if len(digits_of(scan.text[start:end])) >= _LEAST:
            yield Span(start, end)
    for form in CLEAR:
        for match in scan.matches(form.shape):
            if governing(scan, *match.span()) in _MAY_BE and is_proved(form, match.group()):
                yield Span(*match.span(), checksum=True)
    yield from _near_countries(scan)


def _near_countries(scan: Scan) -> Iterator[Span]:
    """Numbers of a country's form around the words for it; without talk of identity only right behind them."""
    known, talk = _forms(scan.words), scan.mentions(_TALK)
    for hit in islice(scan.finditer(_COUNTRY), _MOST):
        name = _JOINTS.sub(" ", scan.folded[hit.start() : hit.end()]).strip(" 0123456789")
        for form in known.get(name.replace(" ", ""), ()):
            for match in form.shape.finditer(scan.text, max(0, hit.start() - _BEFORE), hit.end() + _BEHIND):
                start, end = match.span()
                if (
                    ((talk and not form.close) or _is_joined(scan, hit.end(), start))
                    and (form.group == "id_gb" or not scan.fits(_PAYMENT, scan.text[max(0, start - 16) : start]))
                    and governing(scan, start, end) in _MAY_BE
                    and not is_amount(scan.text, end)
                    and is_proved(form, match.group())
                ):
                    yield Span(start, end, checksum=bool(form.checks))


@lru_cache(maxsize=8)
def _forms(words: Words) -> dict[str, list[Form]]:
    """Each word for a country, without spaces, and the forms of that country's numbers."""
    found: dict[str, list[Form]] = {}
    for form in FORMS:
        for word in words.groups.get(form.group, ()):
            found.setdefault(_JOINTS.sub(" ", words.folded(word.lower())).replace(" ", ""), []).append(form)
    return found


def _is_joined(scan: Scan, low: int, high: int) -> bool:
    """Whether nothing but a word such as "is" stands between a name and a number."""
    return low < high <= low + _MOST_JOINED and scan.fits(_JOINT, scan.text[low:high])


def hides() -> Iterable[str]:
    """Examples of the countries' own offices and of python-stdnum, in sentences."""
    return (
        "Thai ID ⟦5-3577-20048-74-0⟧ name in Thai letters does not match",
        "South African ID ⟦8006046474085⟧ passes on other exchanges",
        "Kenyan ID ⟦22715903⟧ uploaded",
        "my Belgian national number is ⟦85.07.30-033.28⟧",
        "⟦131052-308T⟧ in the Finnish form",
        "⟦756.9217.0769.85⟧ 写在表上",
        "AHV ⟦756.9217.0769.85⟧",
        "my UTR is ⟦1955839661⟧, tax form",
        "I am South African and the document says ⟦8006046474085⟧",
        "南非身份证写的是 ⟦8006046474085⟧",
        "CUIT ⟦20-05536168-2⟧",
        "⟦20-05536168-2⟧ no lo acepta",
        "RUT ⟦12.531.909-2⟧ rejected",
        "my Ghanaian tax number ⟦C0000803561⟧",
        "my SIN: ⟦123 456 782⟧ for the tax form",
        "我在澳洲报税，号码 ⟦123456782⟧",
    )


def keeps() -> Iterable[str]:
    """References, wrong check digits and other numbers beside countries."""
    return (
        "Kenyan ID refused, ticket 22715903",
        "I am from South Africa, kyc order 8006046474085",
        "South African kyc since 1700000000000",
        "I moved to Australia, kyc fine, 123456789 is what I hold in SHIB",
        "verification in Thailand took 3 days",
        "Thai ID card front and back",
        "UK kyc, transfer UTR 426112345678 from the bank",
        "german id, error 51008",
        "756.9217.0769.84",
        "85.07.30-033.29",
        "泰国身份证审核24小时了",
        "我在澳洲，认证没过，订单 123456782",
        "version 131052-308T",
        "us id 3 times rejected",
        "Indian resident, kyc ok, UTR 234567890124 not credited",
    )


DETECTOR = Detector(
    "identity_number",
    FindingClass.PERSONAL,
    find,
    (
        rf"(?:{_COUNTRY})[^\n]{{0,80}}[0-9]{{3}}",
        rf"[0-9]{{3}}[^\n]{{0,60}}{_COUNTRY}",
        r"[0-9]{6}[-+a][0-9]{3}[0-9a-z]|756\.[0-9]{4}\.|[0-9]{2}\.[0-9]{2}\.[0-9]{2}-|[1-8]-[0-9]{4}-[0-9]{5}-|2[0347]-[0-9]{8}-"
        r"|[0-9]\.[0-9]{3}\.[0-9]{3}-|[0-9]{6}-[0-9]{2}-[0-9]{4}",
    ),
    hides,
    keeps,
)
