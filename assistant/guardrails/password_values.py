"""What an announced value must look like to be a password rather than the next word of a sentence."""

from __future__ import annotations

import re

from assistant.guardrails.detector import Scan
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.spoken_values import NOT_VALUES, Value, before_unit, is_digits, is_identifier, is_strong

_DUMMY = re.compile(r"[xX.*_#-]+|<[^>]*>?|(?:your|my)[_-]\w+", re.IGNORECASE)
_KEY_OF_OBJECT = re.compile(r"[\"']?[ ]?[:=]")
_SENTENCE = re.compile(r"[ ][A-Za-z]")
_GOES_ON = re.compile(r"[ ](?:your|my|the|our|a|an|it|this|that|his|her|their|me|you|us)\b", re.IGNORECASE)
_ORDINARY_ENDINGS = ("ed", "ing", "ly", "tion", "able", "body")


_LEAST_MADE_UP = 6
_LEAST_DERIVED = 9
_DEVICE = re.compile(
    r"(?:iphone|ipad|android|ios|win|windows|macos|chrome|safari|firefox|galaxy|pixel|redmi|mate|vivo|oppo|huawei|xiaomi)[ _\-]?[0-9]{1,3}\w{0,8}",
    re.IGNORECASE,
)


def is_password(value: Value, scan: Scan) -> bool:
    """Whether an announced value is a password rather than the next word of a sentence."""
    text = value.text
    if _KEY_OF_OBJECT.match(scan.text, value.end):
        return False  # "account_id": …
    if (
        (_may_be_counted(text) and before_unit(scan, value.end))
        or scan.fits(r"^(?:<<not_password>>)$", text)
        or scan.fits("^(?:<<password>>)", text)
    ):
        return False
    if _DUMMY.fullmatch(text):
        return False
    if is_digits(text):
        if not text.isdigit() and NOT_VALUES.fullmatch(text):
            return False
        glued = scan.text[value.end : value.end + 1].isdigit()
        led = value.assigned or value.adjacent or (len(text) == 6 and scan.text[value.start - 1] >= "\u4e00")
        return led and 4 <= len(text) <= 16 and not glued
    if is_strong(text):
        return len(text) >= 4 and not is_identifier(text) and (value.assigned or not _DEVICE.fullmatch(text))
    return value.assigned and len(text) >= 4 and text.isalpha() and _is_one_word(value, scan)


def _may_be_counted(text: str) -> bool:
    """Whether a unit behind ``text`` would make an amount of it: hardly where it is long and of letters and digits."""
    return len(text) < _LEAST_MADE_UP or text.isdigit() or text.isalpha()


def _is_derived(word: str, value: Value, scan: Scan) -> bool:
    """Whether a word ends like one of the language; behind a colon only if what it is derived from is one."""
    ending = next((ending for ending in _ORDINARY_ENDINGS if word.endswith(ending)), "")
    led = value.gap.rstrip()[-1:]
    if not ending or (led.isalpha() and led.isascii()):
        return bool(ending)
    stem, ordinary, listed = word.removesuffix(ending), scan.words.set("everyday|not_password"), packed_counts()
    stems = (stem, stem + "e", stem + "y", stem[:-1] if stem[-1:] == stem[-2:-1] else "")
    return len(word) < _LEAST_DERIVED or any(stem in ordinary or stem in listed for stem in stems)


def _is_one_word(value: Value, scan: Scan) -> bool:
    """Letters alone are a password where the message or the clause ends after them, or where they are quoted."""
    word = value.text.lower()
    if "\n" in value.gap and value.gap.strip(" \t\n:=\"'`*>("):
        return False  # words of the next line
    if value.gap.rstrip().endswith(("are", "were")) and _SENTENCE.match(scan.text, value.end):
        return False  # "the credentials are told apart"
    if not word.isascii() or word in scan.words.set("everyday") or word in scan.words.set("between") or _is_derived(word, value, scan):
        return False
    if scan.fits(r"^[ \t](?:<<not_password>>)", scan.text[value.end : value.end + 24]):
        return False  # "password is case sensitive"
    if _GOES_ON.match(scan.text, value.end):
        return False  # "the passphrase to trace your order"
    rest = scan.text[value.end : value.end + 2]
    quoted = scan.text[value.start - 1 : value.start] in ("'", '"', "`") and scan.text[value.start - 1 : value.start] != ""
    return quoted or not rest or rest[0] in "\n\r,.;!?)" or rest[0] >= "\u3000" or rest[0] == " "
