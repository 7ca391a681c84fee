"""Values that a person announces in a sentence: "my password is …", "验证码是 834 112".

A name, a few words that may stand between, the value. What the value looks like and what stands
after it tell a password from "password 8 characters" and "密码输错 5 次".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Scan
from assistant.guardrails.normalise import MASK
from assistant.guardrails.patterns import Hit

# Words and signs that may stand between a name and its value.
BETWEEN = r"(?:<<between>>|'s|,|\([^()\n0-9]{2,24}\)|[【】「」《》]|[ \t\n:=\"'`*|>(){}\[\]~\\/-]|->|,[ ])"
_UNIT = re.compile(
    r"[ \t]?(?:位|次|个|個|份|人|张|張|笔|筆|户|字节|小时|小時|分钟|分鐘|秒|天|日|年|月|元|块|万|倍|字|条|点|%|[.:/\-]\d|"
    r"(?:digits?|chars?|characters?|letters?|times?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|s|days?|weeks?|months?|years?|attempts?"
    r"|usdt|usdc|usd|btc|eth|sol|trx|xrp|dollars?|percent|steps?|words?|tries|trials)(?![a-z0-9]|[ ]?[:=]))",
    re.IGNORECASE,
)
_HEX64 = re.compile(r"(?:0x)?[0-9a-fA-F]{64}")
_INSIDE = re.compile(r"[A-Za-z]+[0-9][A-Za-z0-9]{6,}$|[0-9]+[A-Za-z][A-Za-z0-9]{6,}$")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[!@#$%^&*+_?~.]")
_TRAILING = ",.;:?)]}>\"'`"
NOT_VALUES = re.compile(
    r"(?i)(?:https?://|www\.)\S*|\S+@[\w\-]+(?:\.[\w\-]+)+|\d{5}_\d{3,5}|v?\d+(?:\.\d+){1,3}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\S*|\d{1,2}:\d{2}\S*"
    r"|\d+(?:[.,]\d+)?(?:u|h|hr|hrs|hours?|mins?|secs?|s|d|days?|usdt|usdc|usd|btc|eth|sol|k|x|%)|[2][-_]?fa|\d+-\d+"
)


_NUMBERED = re.compile(
    r"(?:uid|user_?id|order(?:_?id)?|ord_?id|ticket|case|txid|wd_?id|dep_?id|request_?id|trace_?id)[:=#_\-]?[0-9]{5,20}", re.IGNORECASE
)
_COUNTED = re.compile(r"(\[[^\]]+\])\{([0-9]+),([0-9]+)\}")
_LONGEST_LINK = 1000
_ELEMENT = re.compile("[A-Za-z]+|[^A-Za-z]")


class Value(NamedTuple):
    """A value in ``Scan.text``; ``assigned`` says that ``:``, ``=`` or a word like "is" stood just before it.

    ``gap``: what stands between it and its name.
    """

    start: int
    end: int
    text: str
    assigned: bool
    adjacent: bool
    gap: str = ""


def announced(scan: Scan, group: str, value: str, most: int = 12) -> Iterator[Value]:
    """Values matching the RE2 pattern ``value`` after a name of ``group`` and at most ``most`` words or signs between."""
    text = scan.text
    for match in _led(scan, group, value, most):
        first, (name_end, gap_end), (start, end) = match.start(), match.span(1), match.span(2)
        between, told, is_ascii = text[name_end:gap_end], text[start:end], text[name_end - 1].isascii()
        if is_ascii and text[name_end - 1].isalpha() and _is_letter(text[name_end]):
            continue  # the name goes on: "pass" in "passport"
        if text[max(0, first - 2) : first] == "</":
            continue  # the end of an element
        if first and text[first].isdigit() and text[first - 1].isascii() and text[first - 1].isalnum():
            continue  # "mm" in the middle of "cosmos1mm9r…"
        if text[first].isdigit() and not between:
            continue  # "sK" in "5sK73Hua…"
        if is_ascii and _INSIDE.search(text[max(0, first - 24) : name_end]):
            continue  # "sk" in the middle of an address
        if MASK in between or ("=" not in between and in_link(scan, first)):
            continue
        if _HEX64.fullmatch(told) and scan.words.regex("<<denial>>[ ]?$").search(text[max(0, first - 10) : first]):
            continue  # "the hash, not the private key: …"
        if in_slug(text, first, name_end):
            continue
        yield Value(start, end, told, _assigns(between, scan), not between.strip(" \t\"'`*([-"), between)


def _led(scan: Scan, group: str, value: str, most: int) -> Sequence[Hit]:
    """The matches of a name of ``group``, at most ``most`` words or signs, and ``value``.

    They are looked for without limits first: to count costs an automaton as many copies of all the words that may stand between, and
    where no limit is reached the matches are the same.
    """
    counted = _COUNTED.fullmatch(value)
    free, longest = (f"{counted.group(1)}{{{counted.group(2)},}}", int(counted.group(3))) if counted else (value, 0)
    hits = list(scan.finditer(rf"<<{group}~>>({BETWEEN}*)({free})"))
    for hit in hits:
        (start, end), (begin, stop) = hit.span(1), hit.span(2)
        if (end - start > most and len(_ELEMENT.findall(scan.text, start, end)) > most) or stop - begin > longest > 0:
            return list(scan.finditer(rf"<<{group}~>>({BETWEEN}{{0,{most}}})({value})"))
    return hits


def _assigns(between: str, scan: Scan) -> bool:
    """Whether what stands between a name and a value ends in ``:``, ``=`` or a word like "is"."""
    tail = between.rstrip(" \t\n\"'`*([").lower()
    if not tail:
        return False
    if tail[-1] in ":=" or tail.endswith("'s"):
        return True
    assigns = scan.words.set("assigns")
    if tail[-1].isascii():
        return tail.rpartition(" ")[2] in assigns or tail.replace("\n", " ").rpartition(" ")[2] in assigns
    return any(tail[-size:] in assigns for size in (1, 2, 3))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def in_link(scan: Scan, at: int) -> bool:
    """Whether the word that ``at`` stands in began as a link before it."""
    if not scan.once(_has_links):
        return False
    text, low = scan.text, max(0, at - _LONGEST_LINK)
    word = text[max(text.rfind(" ", low, at), text.rfind("\n", low, at), low - 1) + 1 : at]
    return "://" in word or "www." in word


def _has_links(scan: Scan) -> bool:
    return "://" in scan.text or "www." in scan.text


_PART = re.compile(r"[A-Za-z0-9_\-]{1,70}")
_LEAST_ADDRESS, _LONGEST_ADDRESS = 40, 70
_SLUG_HEAD = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*-$")
_SLUG_TAIL = re.compile(r"(?:-[A-Za-z0-9]{1,40}){0,12}")
_NAMES = re.compile(r"[\"'`]?[ ]?(?:[:=]|is\b|was\b|[是为為])")


def in_slug(text: str, start: int, end: int) -> bool:
    """Whether the name at ``[start, end)`` is a part of a title such as "api-passphrase-lost", which names no value."""
    edges = text[start - 1 : start] + text[end : end + 1]
    if ("-" in edges or "_" in edges) and _in_address(text, start, end):
        return True
    if "-" not in edges:
        return False
    head = _SLUG_HEAD.search(text[max(0, start - 60) : start])
    tail = _SLUG_TAIL.match(text, end)
    stop = tail.end() if tail else end
    slug = (head.group() if head else "") + text[start:stop]
    return slug.count("-") >= 2 and slug.islower() and _NAMES.match(text, stop) is None


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the name is a part of an address in base64, as "pw" may be in one of TON."""
    head, tail = _PART.match(text[max(0, start - _LONGEST_ADDRESS) : start][::-1]), _PART.match(text, end)
    word = text[start - (head.end() if head else 0) : tail.end() if tail else end]
    return _LEAST_ADDRESS <= len(word) <= _LONGEST_ADDRESS and is_public_word(word)


_HEAD = re.compile(r"[A-Za-z][A-Za-z0-9]{0,11}[_!@#$%^&*]?$")


def whole(value: Value, scan: Scan) -> Value:
    """``value`` with the letters that stand glued before it: in "okx_5371" the first word may stand between, too."""
    head = _HEAD.search(scan.text[max(0, value.start - 13) : value.start])
    if head is None or not _DIGIT.search(value.text):
        return value
    return value._replace(start=value.start - len(head.group()), text=head.group() + value.text)


def trimmed(value: Value, scan: Scan) -> Value:
    """``value`` without what belongs to the sentence: closing quotes, punctuation, what follows a comma."""
    text = value.text
    opening = scan.text[value.start - 1 : value.start]
    if opening in "\"'`" and opening:
        text = text.split(opening, 1)[0] or text
    for sign in (",", ";", "\\n", '\\"', "</"):
        cut = text.find(sign)
        if cut >= 4:
            text = text[:cut]
    text = text.rstrip(_TRAILING) or text
    return value._replace(text=text, end=value.start + len(text))


def before_unit(scan: Scan, end: int) -> bool:
    """Whether a unit follows: "8 characters", "5 次"."""
    return _UNIT.match(scan.text, end) is not None


def is_strong(text: str) -> bool:
    """Whether ``text`` looks made up rather than written: letters with digits or signs, not a date, link or amount."""
    if NOT_VALUES.fullmatch(text):
        return False
    letter, digit = _LETTER.search(text), _DIGIT.search(text)
    if letter and digit:
        return True
    return _SIGN.search(text) is not None and (letter or digit) is not None and len(text) >= 4 and not text.endswith("...")


def has_inner_capital(text: str) -> bool:
    """Whether letter case changes after the first letter, as in "sTrY" and not in "Try"."""
    letters = [c.islower() for c in text if c.isalpha()]
    return any(a != b for a, b in pairwise(letters[1:]))


def is_digits(text: str) -> bool:
    """Whether ``text`` is digits only, with spaces or dashes at most."""
    return bool(text) and all(c.isdigit() or c in " -" for c in text)


_STANDARD = re.compile(
    r"(?:bip[-_]?(?:32|38|39|44|49|84|85)|slip[-_]?(?:39|44)|eip[-_]?[0-9]{2,4}|erc[-_]?(?:20|721|1155)|bep[-_]?20?|trc[-_]?[12]0|sha[-_]?(?:[123]|256|512)"
    r"|md5|aes[-_]?(?:128|256)(?:[-_](?:gcm|cbc|ctr))?|rsa[-_]?(?:1024|2048|4096)|utf[-_]?(?:8|16)|base[-_]?(?:32|58|64)|ed25519|curve25519|secp256[kr]1|web[23]|oauth2?|ipv[46]"
    r"|[0-9]fa|p2p|c2c|(?:utc|gmt)[+-][0-9]{1,2}(?::?[0-9]{2})?"
    r"|[\w.\-]{1,40}\.(?:txt|json|toml|ya?ml|py|js|ts|md|csv|pdf|png|jpe?g|gif|log|env|ini|html?|zip|apk|ipa|exe|docx?|xlsx?|db|sqlite|pem|dat))",
    re.IGNORECASE,
)

_GOES_ON, _PLAIN = re.compile("[A-Za-z0-9_]|-[A-Za-z0-9]"), re.compile(r"[A-Za-z0-9_\-]{20,}")
_ADDRESS = re.compile(r"0x[0-9a-f]{40,64}|[EUk0]Q[A-Za-z0-9_\-]{46}|T[1-9A-HJ-NP-Za-km-z]{33}|bc1[a-z0-9]{39,59}", re.IGNORECASE)


def is_identifier(text: str) -> bool:
    """Whether ``text`` is a placeholder, an address, a hash, the name of a standard or a file, or a number with its name: uid64814542."""
    return (
        text.startswith("[[")
        or _NUMBERED.fullmatch(text) is not None
        or _STANDARD.fullmatch(text) is not None
        or _ADDRESS.fullmatch(text) is not None
    )


def is_piece(scan: Scan, text: str, end: int) -> bool:
    """Whether ``text``, up to ``end``, is a piece of a word that is longer than any password, as an address in base64 is."""
    return _GOES_ON.match(scan.text, end) is not None and _PLAIN.fullmatch(text) is not None
