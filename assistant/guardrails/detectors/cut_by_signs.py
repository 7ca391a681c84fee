"""Codes, PINs and keys whose digits the same sign parts throughout, whatever sign it is: "6·7·0·5·3·1", 六3七4二5, "e4~ef~34~…"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import HEX, word
from assistant.guardrails.nearby import names_of
from assistant.types import FindingClass

_SIGN = r"[^0-9A-Za-z\u3400-\u9fff\n\ue000]{1,4}"
_DIGIT = "[0-9零〇一二三四五六七八九幺]"
_DIGITS = frozenset("0123456789零〇一二三四五六七八九幺")
_APART = re.compile(rf"(?<![0-9A-Za-z.:/\-])({_DIGIT})({_SIGN})({_DIGIT})((?:\2{_DIGIT}){{2,6}})(?![0-9A-Za-z]|\2[0-9A-Za-z])")
_MIXED = re.compile(
    rf"(?<![0-9A-Za-z.])(?=(?:[0-9]*[零〇一二三四五六七八九幺]){{2}})(?=(?:[零〇一二三四五六七八九幺]*[0-9]){{2}}){_DIGIT}{{6}}(?![0-9A-Za-z年月日号点]|{_DIGIT})"
)
_PAIRS = re.compile(rf"(?<![0-9A-Za-z])[0-9a-fA-F]{{1,32}}({_SIGN})[0-9a-fA-F]{{1,32}}(?:\1[0-9a-fA-F]{{1,32}}){{0,62}}(?![0-9A-Za-z])")
_KEY, _SECRET = 64, 32
_SIX = 6
_CODE, _PIN, _PRIVATE = "<<otp~>>|<<code~>>", "<<password~>>", "<<private_key~>>|<<key~>>"
_REACH = 30
_COMMON = re.compile(r"[.:/ \-]{1,3}")
_FINGERPRINT = re.compile(r"finger ?print|sha-?(?:1|256|512)|md5|指纹|mac\b|摘要", re.IGNORECASE)


def find(scan: Scan) -> Iterator[Span]:
    """Single digits near a name of a code or PIN, six of them or as many as a PIN has where the sign is an odd one."""
    codes, pins = names_of(scan, _CODE), names_of(scan, _PIN)
    for match in scan.matches(_APART):
        count = 2 + sum(c in _DIGITS for c in match.group(4))
        usual = _COMMON.fullmatch(match.group(2)) is not None
        if (count < _SIX and usual) or _is_rising(match.group()):
            continue
        yield from _named(match, codes, pins)
    for match in scan.matches(_MIXED):
        yield from _named(match, codes, pins)


def find_keys(scan: Scan) -> Iterator[Span]:
    """As many hexadecimal digits as a key has, near a name of one."""
    names = names_of(scan, _PRIVATE)
    for match in scan.matches(_PAIRS) if names else ():
        size = sum(c.isalnum() for c in match.group())
        if size == _KEY and _is_near(match, names) and not _FINGERPRINT.search(scan.text, max(0, match.start() - _REACH), match.start()):
            yield Span(*match.span(), score=0.2)


def _named(match: re.Match[str], codes: Sequence[tuple[int, int]], pins: Sequence[tuple[int, int]]) -> Iterator[Span]:
    if _is_near(match, codes):
        yield Span(*match.span(), score=0.2, kind="one_time_code")
    elif _is_near(match, pins):
        yield Span(*match.span(), score=0.2, kind="password")


def _is_near(match: re.Match[str], names: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(names, (match.start(), 0))
    beside = names[max(0, at - 1) : at + 2]
    return any(-1 <= match.start() - end <= _REACH or -1 <= start - match.end() <= _REACH for start, end in beside)


def _is_rising(text: str) -> bool:
    """Whether the digits count: "1, 2, 3, 4"."""
    digits = [int(c) for c in text if c.isascii() and c.isdigit()]
    return len(digits) > 1 and len({b - a for a, b in pairwise(digits)}) == 1 and digits[0] != digits[1]


def hides() -> Iterable[str]:
    """Any sign between the digits."""
    return (
        "验证码是⟦6·7·0·5·3·1⟧，不对",
        "my code is ⟦4~1~4~3~7~3⟧ and it fails",
        "资金密码⟦7/7/7/8/6/9⟧",
        "fund pin: ⟦1_5_1_1_8_5⟧",
        "验证码是⟦六3七4二5⟧",
        "my otp is ⟦5 | 6 | 1 | 6 | 9 | 1⟧",
        "资金密码⟦6 + 6 + 1 + 2 + 4 + 6⟧",
        "the code: ⟦6:0:7:6:5:0⟧",
        "pin ⟦9 * 7 * 9 * 3⟧",
        "动态码⟦0 & 5 & 1 & 3 & 7 & 6⟧",
        "⟦4 -- 3 -- 1 -- 4 -- 1 -- 5⟧ is my fund password",
        "交易密码⟦八9三3四8⟧不对",
    )


def keeps() -> Iterable[str]:
    """Versions, counts, lists."""
    return (
        "code fails on 6.1.2.0",
        "验证码 1、2、3、4 步都做了",
        "the code page: steps 1, 2, 3, 4, 5, 6",
        "password rules 1/2/3/4",
        "密码在二零二五年设的",
        "code 5/5 tries",
        "验证码发了 3 次，等了 5 分 6 秒",
        "the pin page at 1.1.1.1 is down",
        "my score is 4/5/3/2 in the quiz",
        "密码错 3-5 次",
        "order 6·7·0·5·3·1 pending",
        "code: 1 + 1 = 2",
    )


def _keys() -> Iterable[str]:
    key = word("cut key", 64, HEX)
    for sign in ("~", ",", " | ", "\t", ".", "/", "--", "·", "_", ":", "*", "+"):
        yield f"私钥 ⟦{sign.join(key[i : i + 2] for i in range(0, 64, 2))}⟧"
    yield f"⟦{'.'.join(key[i : i + 4] for i in range(0, 64, 4))}⟧ is my private key"


def _no_keys() -> Iterable[str]:
    key = word("cut key", 64, HEX)
    pairs = ":".join(key[i : i + 2] for i in range(0, 64, 2))
    return (
        f"the key's fingerprint is {pairs}",
        "private key of the wallet: none",
        "private key in 3 parts, 4 words each",
        "private key, seed, and address",
        "key a, b, c, d, e, f",
        "私钥 1,2,3",
        "key 10.0.0.1",
        "private key 2026-11-20",
        "key ab:cd:ef:01:02:03",
        "private keys: 12,500 and 13,000",
        "key 12:30:45",
        "私钥 a、b、c",
    )


DETECTORS = (
    Detector(
        "one_time_code",
        FindingClass.SECRET,
        find,
        (
            r"[0-9][^0-9A-Za-z\x{3400}-\x{9fff}\n]{1,4}[0-9][^0-9A-Za-z\x{3400}-\x{9fff}\n]{1,4}[0-9][^0-9A-Za-z\x{3400}-\x{9fff}\n]{1,4}[0-9](?:[^0-9]|$)",
            "[零〇一二三四五六七八九幺][0-9][零〇一二三四五六七八九幺0-9]{4}|[0-9][零〇一二三四五六七八九幺][零〇一二三四五六七八九幺0-9]{4}",
        ),
        hides,
        keeps,
        ("password",),
        last=True,
    ),
    Detector(
        "private_key",
        FindingClass.SECRET,
        find_keys,
        (r"(?:[0-9a-f]{2,32}[^0-9A-Za-z\x{3400}-\x{9fff}\n]{1,4}){3}[0-9a-f]{2}",),
        _keys,
        _no_keys,
        last=True,
    ),
)
