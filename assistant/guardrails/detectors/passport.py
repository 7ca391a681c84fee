"""Passport numbers: the Chinese shapes, any number announced, and the machine-readable lines (ICAO Doc 9303)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.announced import NUMBER, values
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import is_reference
from assistant.types import FindingClass

_CHINESE = re.compile(
    r"(?<![0-9A-Za-z])(?:[EeGg][ ]?[0-9]{8}|[Ee][A-HJ-NP-Za-hj-np-z][ ]?[0-9]{7}|[DSPdsp][EeDd]?[0-9]{7,8})(?![0-9A-Za-z])"
)
_ANY = re.compile(NUMBER)
_GLUED_WORD = re.compile(r"(?<=[0-9])[A-Za-z]{4,}")
_FOREIGN = re.compile(r"(?=[A-Z0-9]{0,9}[0-9])[A-Z][A-Z0-9]{6,9}(?![0-9A-Za-z])")
_GERMAN = re.compile(r"(?<![0-9A-Za-z])[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{8}(?![0-9A-Za-z])")
_BARE_KEY = re.compile(
    r"(?<![A-Za-z])(?:doc(?:ument)?(?:[ _]?(?:no\.?|number|num|id|nr))?|证件|證件|psspt|pspt|ppt|pp)[ \t.:=#\"']{1,5}(?:no\.?[ ]|is[ ]|number[ ]|号[ ]?){0,2}([A-Za-z]{1,2}[ ]?[0-9]{6,9})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_JSON_KEY = re.compile(
    r"\"(?:(?:doc|document)(?:_?(?:no|number|num|id))?|passport_?(?:no|number|num|id))\"[ ]?:[ ]?\"([A-Za-z0-9]{6,12})\""
)
_LINES = re.compile(
    r"(?<![A-Za-z0-9<])(?:[PIACV][A-Z<][A-Z]{3}[A-Z<]{20,39}|[A-Z0-9][A-Z0-9<]{8}[0-9][A-Z]{3}[0-9]{7}[MFX<][0-9]{7}[A-Z0-9<]{8,16})"
    r"(?![A-Za-z0-9<])"
)


def find(scan: Scan) -> Iterator[Span]:
    """Chinese shapes unless a label says reference; announced numbers with five digits or more; machine-readable lines."""
    text = scan.text
    talk = scan.mentions("<<passport~>>|<<id_card~>>|kyc")
    for match in scan.matches(_CHINESE):
        if (match.group()[0] in "EeGg" or talk) and not is_reference(scan, *match.span()):
            yield Span(*match.span())
    for start, end in values(scan, "passport", _ANY):
        if sum(c.isdigit() for c in text[start:end]) >= 5:
            word = _GLUED_WORD.search(text, start, end)
            yield Span(start, word.start() if word and word.end() == end else end)
    for start, end in values(scan, "passport", _FOREIGN, loose=False):
        if 1 <= sum(c.isdigit() for c in text[start:end]) < 5:
            yield Span(start, end)
    for match in scan.matches(_GERMAN) if scan.mentions("<<passport~>>") else ():
        if sum(c.isdigit() for c in match.group()) <= 7 and not is_reference(scan, *match.span()):
            yield Span(*match.span())
    for match in (*scan.matches(_BARE_KEY), *(scan.matches(_JSON_KEY) if talk or "dob" in text else ())):
        yield Span(*match.span(1))
    for match in scan.matches(_LINES):
        if "<" in match.group():
            yield Span(*match.span())


def hides() -> Iterable[str]:
    """Numbers of several countries."""
    return (
        "护照⟦E12345678⟧",
        "我的护照号是⟦G12345678⟧，审核失败",
        "passport number ⟦EA1234567⟧",
        "⟦E87654321⟧ 过期了",
        "Passport No.: ⟦912803456⟧",
        "my passport is ⟦X1234567⟧ (Germany C01X...)",
        "護照號碼：⟦K12345678⟧",
        "UK passport ⟦123456789⟧",
        "护照 ⟦EJ 1234567⟧",
        "passport ⟦C01X00T47⟧ expired",
        "护照号：⟦ｅ１２３４５６７８⟧",
        "⟦P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<⟧",
        "⟦L898902C36UTO7408122F1204159ZE184226B<<<<<10⟧",
        "换了新护照⟦ED1234567⟧怎么更新",
        "doc ⟦P12345678⟧, country CN",
        "证件 ⟦H12345678⟧ 上传不了",
        "my psspt no is ⟦PE1234567⟧",
    )


def keeps() -> Iterable[str]:
    """References, codes and sentences."""
    return (
        "my passport was rejected 2 times",
        "护照照片反光",
        "订单E12345678",
        "ticket G12345678",
        "工单号：E12345678",
        "case number E1234567",
        "passport valid until 2030",
        "error E1234",
        "护照有效期到2031-05-06",
        "E123456789012",
        "GPU G1234567890",
        "appeal no. G87654321",
        "passport 2 photos",
    )


DETECTOR = Detector(
    "passport",
    FindingClass.PERSONAL,
    find,
    (
        r"\bdoc|证件|證件|\b(?:psspt|pspt|ppt|pp)\b",
        r"[eg][ ]?[0-9]{8}|e[a-z][ ]?[0-9]{7}|[dsp][ed]?[0-9]{7}",
        r"<<passport~>>[^\n]{0,40}[0-9]",
        r"passport_?(?:no|num|id)",
        r"[a-z]<{2}|[a-z0-9]<{3}|<{4}",
    ),
    hides,
    keeps,
)
