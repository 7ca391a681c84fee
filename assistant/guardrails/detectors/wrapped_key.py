"""Keys and tokens that were cut by what they passed through: wrapped over two lines, in groups of four, in the next cell, under a name in escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import ALNUM, HEX, uuid, word
from assistant.guardrails.spoken_values import is_identifier
from assistant.types import FindingClass

_KINDS = (
    ("private_key", "private_key"),
    ("totp_secret", "totp_secret"),
    ("session_token", "session"),
    ("api_key", "api_key"),
    ("api_secret", "api_secret"),
    ("api_secret", "key_near"),
)
_NAME = "(?:<<private_key>>|<<totp_secret>>|<<session>>|<<api_key>>|<<api_secret>>|<<key_near>>)"
_LED = rf"({_NAME})[ \t\"'`*]{{0,3}}(?:[:=]|<<is>>|<<assigns>>|->)[ \t\"'`*]{{0,3}}"
_WRAPPED = _LED + r"\n?([0-9A-Za-z_+/=.\-]{6,200}\n[ \t>|]{0,4}[0-9A-Za-z_+/.\-]{4,200}={0,2})[\"'`,;]{0,2}[ \t]*(?:\n|$)"
_GROUPED = _LED + r"([0-9A-Za-z_\-]{4}(?:[ ][0-9A-Za-z_\-]{4}){3,22}(?:[ ][0-9A-Za-z_\-]{1,3})?)(?:$|[^0-9A-Za-z])"
_DASHED = _LED + r"([0-9A-Fa-f\-]{4}(?:-[0-9A-Fa-f\-]{1,4}){5,16})(?:$|[^0-9A-Za-z])"
_BEFORE = rf"(?:^|[^0-9A-Za-z])([0-9A-Za-z]{{4,16}}(?:[ ][0-9A-Za-z]{{4,16}}){{3,15}})[ ]?(?:<<is>>|=|<-|,)[ ]?(?:<<mine>>[ ]?)?(?:the[ ])?({_NAME})"
_CELL = rf">[ ]?([A-Za-z_ ]{{0,12}}{_NAME})[ ]?</(?:td|th|dt|b|strong|label|span)>\s{{0,4}}<[^<>]{{1,60}}>[ ]?([!-;=?-~]{{8,200}}?)</"
_ESCAPES = re.compile(r"((?:\\{1,4}u[0-9a-fA-F]{4}){2,12})([A-Za-z ]{0,12})[\\\"']{1,4}[ ]?:[ ]?[\\\"']{1,4}([^\"'\\\s]{4,200})[\\\"']")
_POINT = re.compile(r"u([0-9a-fA-F]{4})")
_ESCAPED = (
    ("password", "<<password>>"), ("one_time_code", "<<otp>>"), ("private_key", "<<private_key>>"), ("totp_secret", "<<totp_secret>>"),
    ("session_token", "<<session>>"),
    ("backup_code", "<<backup_code>>"), ("api_secret", "<<api_secret>>"), ("api_key", "<<api_key>>"), ("security_answer", "<<security_answer>>"),
    ("seed_phrase", "<<seed_phrase>>"),
)  # fmt: skip
_LEAST_TURNS = 5
_MOST_WORDS = 10  # of four letters in a row in a sentence
_WHOLE = re.compile(r"(?:0x)?[0-9a-fA-F]{64}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[5KL][1-9A-HJ-NP-Za-km-z]{50,51}")


def find(scan: Scan) -> Iterator[Span]:
    """What a name of a key leads to, though a line end, spaces or tags cut it."""
    for template in (_WRAPPED, _GROUPED, _DASHED, _CELL):
        for hit in scan.finditer(template):
            if _is_made_up(hit.group(2), grouped=template is _GROUPED) and not is_identifier(hit.group(2)):
                yield Span(*hit.span(2), score=0.3, kind=_kind(scan, hit.group(1)))
    for hit in scan.finditer(_BEFORE):
        if len({len(part) for part in hit.group(1).split(" ")}) == 1 and _is_made_up(hit.group(1), grouped=True):
            yield Span(*hit.span(1), score=0.3, kind=_kind(scan, hit.group(2)))


def find_escaped(scan: Scan) -> Iterator[Span]:
    """What stands behind a Chinese name that a program wrote in escapes."""
    for match in scan.matches(_ESCAPES):
        name = "".join(chr(int(point, 16)) for point in _POINT.findall(match.group(1))) + match.group(2)
        kind = next((kind for kind, template in _ESCAPED if scan.words.regex(template).search(name)), "")
        if kind:
            yield Span(*match.span(3), score=0.3, kind=kind)


def _is_made_up(text: str, *, grouped: bool) -> bool:
    """Letters and digits in turn, of some length; in groups of four no words of a sentence."""
    flat = "".join(c for c in text if c.isalnum())
    digits = sum(c.isdigit() for c in flat)
    if len(flat) < 14 or not digits or digits == len(flat):
        return False
    if grouped:
        parts = text.split(" ")
        made = sum(any(c.isdigit() for c in part) or not part.islower() for part in parts)
        return digits >= 3 and (made * 2 >= len(parts) or len(parts) >= _MOST_WORDS)
    if "\n" in text:
        first, second = text.split("\n", 1)
        rest = second.strip(" \t>|")
        cut = all(any(c.isdigit() for c in part) or part.isupper() or _turns(part) >= _LEAST_TURNS for part in (first, rest))
        return cut and not (_WHOLE.fullmatch(first) or rest.isdigit() or is_identifier(rest) or is_public_word(rest))
    return True


def _turns(text: str) -> int:
    """How often letter case changes."""
    return sum(a.islower() != b.islower() for a, b in pairwise(text))


def _kind(scan: Scan, name: str) -> str:
    return next(kind for kind, group in _KINDS if scan.words.regex(f"<<{group}>>").search(name))


def hides() -> Iterable[str]:
    """Random keys, made when this runs."""
    secret, token, key = word("wrapped", 32, HEX).upper(), word("token", 40, HEX), uuid("wrapped key")
    base = word("wrapped totp", 32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    ghp = "ghp_" + word("wrapped ghp", 36, ALNUM)
    spaced = " ".join(token[i : i + 4] for i in range(0, 40, 4))
    return (
        f"secretKey: ⟦{secret[:16]}\n{secret[16:]}⟧",
        f"api secret = ⟦{secret[:20]}\n{secret[20:]}⟧\nthanks",
        f"session token: ⟦{token[:20]}\n{token[20:]}⟧",
        f"OK-ACCESS-KEY: ⟦{key[:18]}\n{key[18:]}⟧",
        f"2fa secret: ⟦{base[:16]}\n{base[16:]}⟧",
        f"私钥: ⟦{token[:20]}\n{token[20:]}⟧",
        f"> token: ⟦{ghp[:20]}\n> {ghp[20:]}⟧",
        f"session token: ⟦{spaced}⟧",
        f"⟦{' '.join(secret[i : i + 8] for i in range(0, 32, 8))}⟧ is the secret key",
        f"api secret: ⟦{' '.join(secret[i : i + 4] for i in range(0, 32, 4))}⟧",
        f"密钥: ⟦{' '.join(ghp[i : i + 4] for i in range(0, 40, 4))}⟧",
        f"<td>api key</td><td>⟦{key}⟧</td>",
        f"<th>secretKey</th>\n<td>⟦{secret}⟧</td>",
        '{"\\u5bc6\\u7801": "⟦abc12345⟧"}',
        '{\\"\\\\u767b\\\\u5f55\\\\u5bc6\\\\u7801\\": \\"⟦Sunny_9568⟧\\"}',
    )


def keeps() -> Iterable[str]:
    """Two lines and groups of other things."""
    return (
        "api key: read only\nand trade",
        "secretKey: missing\n50113 is the error",
        "session token: expired\nplease help",
        "token: USDT\nnetwork: TRC20",
        "api key: created 2026-11-20\nthen deleted",
        "the key: this will help both with that",
        "<td>token</td><td>USDT</td>",
        "<td>api key</td><td>read only and trade permission</td>",
        '{"\\u8ba2\\u5355": "612345678901234567"}',
        '{"\\u5730\\u5740": "T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb"}',
        "token: 0x" + word("contract", 40, HEX) + "\nchain: 1",
        "密钥: 已删除\n还是报错50113",
        "token: " + word("whole", 64, HEX) + "\nCONTRACT=0x" + word("contract", 40, HEX),
        "api key: see below\n612345678901234567",
    )


def _none() -> Iterable[str]:
    return ()


_ALSO = (
    "private_key",
    "totp_secret",
    "session_token",
    "api_key",
    "password",
    "access_token",
    "one_time_code",
    "security_answer",
    "seed_phrase",
    "backup_code",
)
DETECTORS = (
    Detector(
        "api_secret",
        FindingClass.SECRET,
        find,
        (
            rf"{_NAME}[ \"'`*]*(?:[:=]|<<is>>|->)[ \"'`*]*\n?[0-9A-Za-z_+/=.\-]{{6,}}\n[ \t>|]*[0-9A-Za-z_+/=.\-]{{4}}",
            rf"{_NAME}[ \"'`*]*(?:[:=]|<<is>>|->)[ \"'`*]*(?:[0-9A-Za-z_\-]{{4}}[ ]){{4}}",
            r"(?:[0-9a-f]{4}-[0-9a-f\-]{1,4}-){3}",
            rf"{_NAME}[ ]?</",
            rf"(?:[0-9A-Za-z]{{4,16}}[ ]){{3}}[^\n]{{0,24}}{_NAME}",
        ),
        hides,
        keeps,
        _ALSO,
    ),
    Detector("api_secret", FindingClass.SECRET, find_escaped, (r"\\u[0-9a-f]{4}",), _none, keeps, _ALSO),
)
