"""Given and family name one after the other, in whatever letters, wherever they stand: "selfie of imran cohen", "Dear Robert Sharma, …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.names import is_ordinary, is_pinyin, listed, without_accents
from assistant.guardrails.unlisted_names import is_known_name, is_unknown
from assistant.types import FindingClass

_WORD = re.compile(r"(?<![A-Za-z0-9_@./\-\u00c0-\u024f])[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’\-]{1,20}(?![A-Za-z0-9_@/])")
_ALSO_WORDS = frozenset(
    [
        "grace",
        "hope",
        "faith",
        "joy",
        "rose",
        "daisy",
        "jade",
        "crystal",
        "dawn",
        "april",
        "june",
        "may",
        "august",
        "grant",
        "will",
        "art",
        "rich",
        "miles",
        "mason",
        "glen",
        "sunny",
        "summer",
        "autumn",
        "eve",
        "mark",
        "bill",
        "max",
        "dan",
        "amber",
    ]
)
_LEAST = 3
_MOST = 3
_SYLLABLES = 4


def find(scan: Scan) -> Iterator[Span]:
    """Two or three words in a row of which lists of names have the first and the last, or one of them where the other is no word at all."""
    row: list[re.Match[str]] = []
    for match in _WORD.finditer(scan.text):
        if row and (match.start() != row[-1].end() + 1 or scan.text[row[-1].end()] != " "):
            yield from _names(scan, row)
            row = []
        row.append(match)
    yield from _names(scan, row)


def _names(scan: Scan, row: list[re.Match[str]]) -> Iterator[Span]:
    given, family = listed("given_names"), listed("surnames")
    plain = [without_accents(match.group().lower()) for match in row]
    at = 0
    while at + 1 < len(row):
        if not (plain[at] in given or plain[at + 1] in family or plain[at] in family or plain[at + 1] in scan.words.set("family_name")):
            at += 1
            continue
        size = next((n for n in (_MOST, 2) if at + n <= len(row) and _is_name(scan, [m.group() for m in row[at : at + n]])), 0)
        if size:
            yield Span(row[at].start(), row[at + size - 1].end(), score=0.3)
        at += size or 1


def _is_name(scan: Scan, words: list[str]) -> bool:
    capitals = sum(word[0].isupper() for word in words)
    if capitals not in (0, len(words)) or len(words[0]) < _LEAST:
        return False
    first, *middle, last = words
    if len(last) < _LEAST:
        return capitals > 0 and last.lower() in scan.words.set("family_short") and _is_given(scan, first)
    if first.lower() in scan.words.set("no_place") or not all(is_known_name(scan, w) or _is_family(scan, w) for w in middle):
        return False
    known = _is_given(scan, first), _is_family(scan, last)
    if all(known) or (known[1] and first.lower() in _ALSO_WORDS) or (_is_family(scan, first) and is_known_name(scan, last)):
        return True
    if not capitals or not any(known) or middle:
        return False
    return is_unknown(scan, last if known[0] else first)


def _is_family(scan: Scan, word: str) -> bool:
    """Whether a list of family names has ``word``, and the language has not."""
    plain = without_accents(word.lower())
    other = is_ordinary(plain, scan.words) or plain in scan.words.set("no_first_name|no_place")
    return not other and (plain in scan.words.set("family_name") or (plain in listed("surnames") and plain not in packed_counts()))


def _is_given(scan: Scan, word: str) -> bool:
    """Whether ``word`` is a given name of the lists, or two syllables of pinyin with a capital."""
    plain = word.lower()
    return is_known_name(scan, word) or (
        word[0].isupper()
        and len(word) > _SYLLABLES
        and is_pinyin(plain)
        and not is_ordinary(plain, scan.words)
        and plain not in packed_counts()
    )


def hides() -> Iterable[str]:
    """Names of nobody, in the middle of sentences that say nothing of names."""
    return (
        "selfie of ⟦Imran Cohen⟧ was rejected",
        "selfie of ⟦imran cohen⟧ was rejected",
        "Dear ⟦Robert Sharma⟧, your account is limited",
        "DOCUMENTS OF ⟦PRIYA POPESCU⟧ ATTACHED",
        "why does it show ⟦Haoran Schreiber⟧ as owner",
        "⟦ioana deshmukh⟧ never released the coins",
        "KYC: ⟦Olivia Traore⟧, 34",
        "could you add ⟦Grace Fischer⟧ as beneficiary",
        "the receipt says ⟦juan lindqvist⟧",
        "both ⟦Kenji Kowalczyk⟧ and I use it",
        "power of attorney for ⟦Svetlana Rossi⟧",
        "according to ⟦Elif Petrov⟧ the wire was sent",
        "I lent ⟦James Li⟧ and ⟦Haoran Kaya⟧ my account",
        "支付的是⟦Maria Fernandez Garcia⟧，不是我",
    )


def keeps() -> Iterable[str]:
    """Products, places and sentences."""
    return (
        "Mark Price and Last Price differ",
        "Trust Wallet to Funding Account",
        "South Africa and New Delhi and San Francisco",
        "i will transfer from binance to okx today",
        "grace period is over, will check in may",
        "please unlock my account as soon as you can",
        "Bitcoin Cash and Ethereum Classic",
        "Google Authenticator on Samsung Galaxy",
        "hope to hear from you soon",
        "Standard Chartered and Wells Fargo",
        "Face ID and Touch ID do not work",
        "network error when i open the earn page",
    )


DETECTOR = Detector(
    "name", FindingClass.PERSONAL, find, (r"[a-z\x{c0}-\x{17f}]{3}[ ](?:[a-z\x{c0}-\x{17f}'\-]+[ ])?[a-z\x{c0}-\x{17f}]{3}",), hides, keeps
)
