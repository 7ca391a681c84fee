"""Digits with which somebody answers once codes or PINs were spoken of: "got the sms now" and then "118203", 540176或者226788."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.guardrails.backup_groups import backup_groups
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken import BESIDE, NAMED
from assistant.guardrails.spoken_values import before_unit

if TYPE_CHECKING:
    from assistant.guardrails.detector import Scan
    from assistant.guardrails.spoken import Spoken

_EDGE, _END = r"(?<![0-9A-Za-z_.#$€¥@+\-/])", r"(?![0-9A-Za-z_%]|[.,:/\-][0-9]|[ ][0-9])"
_SIX = re.compile(rf"{_EDGE}([0-9]{{6}}|[0-9]{{3}}[ \-][0-9]{{3}}|[0-9](?:[ ][0-9]){{5}}){_END}")
_SIX_OR_FOUR = re.compile(rf"{_EDGE}([0-9]{{6}}|[0-9]{{3}}[ \-][0-9]{{3}}|[0-9](?:[ ][0-9]){{5}}|[0-9]{{4}}){_END}")
_ROUND = re.compile("[0-9]{2}0000|[0-9]00000|[0-9]{3}000|(?:19|20)[0-9]{2}|[0-9]{2}00")
_SHORT = 4
_SMALL = (
    r"^(?:[\s,.:;!?\"'“”。、(（-]|<<reply_lead>>|<<between>>|<<told>>|<<points>>|<<again>>|<<types_digits>>|<<gets_digits>>"
    r"|<<tried_digits>>|<<lone_lead>>)*$"
)
_CLAUSE = re.compile(r"[,;:!?。、\n…]|\.(?=\s|$)|[ ][-–—]")
_CLAUSE_END = r"^[\"'”)]?[ ]?(?:<<reply_tail>>|[\"'”)?!])*[ ]*(?:$|[,;:.!?。、…\n]|[ ][-–—])"
_OR = re.compile(r"[ ]?(?:或者?|还是|要么|又|再|or|and|then|和|,|、|/|，)[ ]?(?:是|又|再|then|maybe)?[ ]?", re.IGNORECASE)
_PLACED = r"<<digit_part>>[^0-9.!?。;\n]{0,8}?([0-9]{2,4})(?:$|[^0-9A-Za-z%.])"
_STATED = "<<error_code>>[ :#]{0,3}[0-9]"  # "error 58207, then 5012"
_COUNTED = "^[ ]?<<counted_behind>>"
_LONGEST = 160


def lone_codes(scan: Scan, spoken: Spoken) -> Iterator[tuple[int, int]]:
    """Where the digits stand that are a clause of their own, small words aside; nothing if the message names another number, or counts."""
    text = scan.text
    if spoken.backup:
        yield from backup_groups(scan)
    if len(text) > _LONGEST or scan.words.regex(NAMED).search(text):
        return
    before = -1
    short = spoken.pin and not spoken.other and not scan.words.regex(_STATED).search(text)
    for match in (_SIX_OR_FOUR if short else _SIX).finditer(text):
        start, end = match.span(1)
        joined = before >= 0 and _OR.fullmatch(text, before, start) is not None
        if (joined or _is_told(scan, start, end)) and not (before_unit(scan, end) or is_amount(text, end)):
            before = end
            yield start, end
    if before < 0 and not spoken.other:
        yield from _placed(scan)


def _is_told(scan: Scan, start: int, end: int) -> bool:
    """Whether only small words lead to the digits in their clause, and no label stands beside them."""
    text, small = scan.text, scan.words.regex(_SMALL)
    signs = [sign.end() for sign in _CLAUSE.finditer(text, 0, start)]
    low = next((at for at in reversed(signs) if text[at:start].strip(" \"'“(")), 0)  # "yes: 118203" is led by "yes"
    if scan.words.regex(_COUNTED).search(text[end : end + 24]):
        return False
    is_round = _ROUND.fullmatch(text, start, end) is not None
    if small.search(text[:start]) and not (end - start == _SHORT and is_round):
        alone = len(text.strip()) == end - start
        return not (is_round and alone) and not scan.words.regex(BESIDE).search(text[:start])
    own = text[signs[-1] if signs else 0 : start]
    if is_round or scan.words.regex(f"{BESIDE}|<<asks_amount>>").search(text[low:start]):
        return False
    if own.strip(" \"'“("):
        return small.search(own) is not None
    return scan.words.regex(_CLAUSE_END).search(text[end : end + 24]) is not None


def _placed(scan: Scan) -> Iterator[tuple[int, int]]:
    """The digits behind "the first three", 后三位, where nothing else of the message has as many parts."""
    if scan.words.regex(BESIDE).search(scan.text):
        return
    for hit in scan.finditer(_PLACED):
        start, end = hit.span(1)
        if not (before_unit(scan, end) or is_amount(scan.text, end)):
            yield start, end
