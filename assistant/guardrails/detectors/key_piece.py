"""Parts of a secret that earlier messages announced: halves of keys and passwords, single groups of digits.

Runs only while the conversation awaits more of a secret (``Scan.pending``): then a message that is a made-up word, with or
without "second half:", "2/2" or 剩下的 before it, is one of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.labels import governing
from assistant.guardrails.made_up import BASE58, HEX, word
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.nearby import OTHERS
from assistant.guardrails.numbers import is_amount
from assistant.guardrails.spoken_values import before_unit, has_inner_capital, in_link, is_identifier
from assistant.types import FindingClass

_MARKER = (
    r"^\s*(?:(?:<<piece>>|<<piece_awaited>>|<<between>>|<<points>>|<<password~>>|<<otp~>>|<<private_key~>>|<<mine>>|[(]?[1-4][ ]?(?:/|of)[ ]?[1-4][)]?|[1-4][).:、]"
    r"|[:,=>\-])[ \t\n]*){0,8}"
)
_WORD = re.compile(r"([!-~]{2,140}?)[ \t]*[.,!?;。)]{0,2}\s*")
_LONG = re.compile(r"(?<![A-Za-z0-9_/+])[A-Za-z0-9+/]{16,140}={0,2}(?![A-Za-z0-9_/+])")
_COUPLE = re.compile(r"\s*([a-z]{3,8})[ ,]{1,2}([a-z]{3,8})[ .]*")
_LAST_WORD = re.compile(
    r"\b(?:last|final|first|next|missing|other|[0-9]{1,2}(?:st|nd|rd|th))[ ](?:word|one)[ ]?(?:is|was|[:=])[ ]?([a-z]{3,8})\b"
)
_SIGN = re.compile(r"[!@#$%^&*+_]")
_ERROR = re.compile(r"[1-6][0-9]{4}")
_MOST_DIGITS = 6
_MOST_TEXT = 400


def find(scan: Scan) -> Iterator[Span]:
    """The word that the whole message is, and long made-up words in it."""
    if not scan.pending or len(scan.text) > _MOST_TEXT:
        return
    marker = scan.words.regex(_MARKER).search(scan.text)
    at = marker.end() if marker else 0
    yield from _few_words(scan, at)
    whole = _WORD.fullmatch(scan.text, at)
    if whole and _is_part(whole.group(1), scan, marked=bool(scan.text[:at].strip())):
        yield Span(*whole.span(1), score=0.2)
    for match in _LONG.finditer(scan.text):
        text = match.group()
        mixed = any(c.isdigit() for c in text) and any(c.isalpha() for c in text)
        if mixed and not _is_other(*match.span(), text, scan):
            yield Span(*match.span(), score=0.2)


def _few_words(scan: Scan, at: int) -> Iterator[Span]:
    """One or two words of a list: "the last word is throw", "mother lady"."""
    named = _LAST_WORD.search(scan.lower)
    if named and named.group(1) in packed_counts():
        yield Span(*named.span(1), kind="seed_phrase", score=0.2)
    couple = _COUPLE.fullmatch(scan.lower, at) or _COUPLE.fullmatch(scan.lower)
    if couple is None:
        return
    ordinary = scan.words.set("everyday|phrase_talk|not_password")
    both = couple.group(1, 2)
    shared = packed_counts().get(both[0], 0) & packed_counts().get(both[1], 0)
    if shared & 1 and sum(word in ordinary for word in both) < 2:
        yield Span(couple.start(1), couple.end(2), kind="seed_phrase", score=0.2)


def _is_part(text: str, scan: Scan, *, marked: bool) -> bool:
    """Whether a message's only word is made up; behind "the rest:" it need not even look like it."""
    if "://" in text or is_identifier(text) or (is_public_word(text) and len(text) not in (43, 44)) or ("@" in text[1:] and "." in text):
        return False
    if text.isdigit():
        return len(text) <= _MOST_DIGITS and (marked or not _ERROR.fullmatch(text))
    if scan.words.regex(r"^(?:<<not_password>>)$").search(text) or text.lower() in scan.words.set("everyday"):
        return False
    made_up = len(text) > 2 and (any(c.isdigit() for c in text) or _SIGN.search(text) is not None or has_inner_capital(text))
    return made_up or (marked and len(text) > 2 and text.isascii() and not text.isupper())


def _is_other(start: int, end: int, text: str, scan: Scan) -> bool:
    """Whether a label, a link or a checksum says that a long word is no key."""
    if governing(scan, start, end) in OTHERS or in_link(scan, start) or is_amount(scan.text, end) or before_unit(scan, end):
        return True
    return is_identifier(text) or (is_public_word(text) and len(text) not in (43, 44))


def hides() -> Iterable[str]:
    """Messages behind one that gave or promised a part; what such conversations look like whole is in the tests."""
    half, rest = word("half", 32, HEX), word("rest", 44, BASE58)
    return (
        "second half: ⟦moon⟧",
        "2/2 ⟦8837⟧",
        "⟦Xy7⟧",
        "1) ⟦632⟧",
        "②⟦Ab9!x⟧",
        "剩下的 ⟦kite77⟧",
        "后半段：⟦7cR!⟧",
        f"后半：⟦{half}⟧",
        f"⟦{half}⟧",
        f"and the rest is ⟦{rest}7⟧",
        f"rest: ⟦{rest}3⟧",
        "ends with ⟦horse⟧",
        "最后是⟦88tiger⟧",
        "⟦_lamp⟧",
    )


def keeps() -> Iterable[str]:
    """What people say while they are asked for the rest, and references that they give meanwhile."""
    txid, order = word("txid", 64, HEX), "612345678901234567"
    return (
        "ok",
        "the rest",
        "wait",
        "等一下",
        "后半段我明天再发",
        "why do you need it?",
        "is it safe to send the rest here?",
        f"订单号 {order}",
        f"order {order}",
        f"txid {txid}",
        f"https://tronscan.org/#/transaction/{txid}",
        "51008",
        "I sent 500 USDT",
        "ann@example.com",
        "USDT",
        "2026-11-20 14:30",
    )


DETECTOR = Detector(
    "key_piece",
    FindingClass.SECRET,
    find,
    (),
    hides,
    keeps,
    ("password", "private_key", "seed_phrase", "one_time_code", "api_key", "api_secret"),
    awaits=True,
)
