"""Names in Latin letters in the sentences that tell of a person: "payment from …", "the seller is Mr …", 写的是 ZHANG WEI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.lone_names import is_staff
from assistant.guardrails.mnemonics import packed_counts
from assistant.guardrails.name_cues import FAINT, Cue
from assistant.guardrails.names import CAPITAL, is_common_name, is_listed_name, is_ordinary, latin_name, listed
from assistant.guardrails.unlisted_names import is_half_listed
from assistant.guardrails.words import Words

NARROW = re.compile(r"[ \t:(\"']{0,2}")
STOP = re.compile(r"[ \t]*(?:[,.!\n(]|$|(?:and|from|here)\b)")
_TITLED = re.compile(rf"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr|MR|MRS|MS)\.?[ \t]+({CAPITAL}(?:[ \t]{CAPITAL}){{0,2}})")
_COUPLE = re.compile(
    rf"(?<![A-Za-z0-9_@./\-])({CAPITAL}(?:[ \t](?:[A-Z]\.|de|van|von|bin|al))?[ \t]{CAPITAL}(?:[ \t]{CAPITAL})?)"
    rf"(?![A-Za-z0-9_@])"
)
_PAIR = re.compile(f"{CAPITAL}\\.?[ \\t]{{1,2}}[A-Z\u00c0-\u00de]")
_KIN = ("my ", "his ", "her ", "our ")  # "my son Caoimhín"
_SPACED = re.compile(r"(?:[ \t]{0,2}[:,])?[ \t]{1,2}(?:(?:mr|mrs|ms|dr)\.?[ \t])?", re.IGNORECASE)
_OPENS = re.compile(rf"\s{{0,2}}({CAPITAL}(?:[ ]{CAPITAL}){{1,2}})[ ]?[,，]")
_AMBIGUOUS = frozenset(
    ["mark", "bill", "max", "grace", "dan", "will", "jordan", "austin", "virginia", "madison", "amber", "joy", "hope", "faith", "jean"]
)
_ENDING = re.compile(r"(?:ed|ing|ly|tion|able|ful|less|ous|ive|ment|al|ic|er|ist|ish|ers|s)\b", re.IGNORECASE)


def behind(scan: Scan, cue: Cue) -> Iterator[Span]:
    """A Latin name behind words such as "payment from": capitals, or a common given name."""
    text, words = scan.text, scan.words
    gap = _SPACED.match(text, cue.end)
    if gap is None:
        return
    at = gap.end()
    end = latin_name(text, at, words, lower=False, least=2)
    if cue.group == FAINT:
        end = end if is_common_name(text[at:end], words) or is_listed_name(text[at:end]) or is_half_listed(scan, text[at:end]) else 0
    elif not end:
        end = latin_name(text, at, words, lower=True)
        first = text[at:end].split(" ", 1)[0].lower()
        kin = scan.lower[cue.start : cue.end].startswith(_KIN) and text[at : at + 1].isupper() and first not in packed_counts()
        myself = scan.lower[cue.start : cue.end] in words.set("name_myself") and text[at:end].count(" ") == 1 and STOP.match(text, end)
        if not (kin or (first in words.set("given_name") and first not in _AMBIGUOUS) or (myself and not _ENDING.search(text[at:end]))):
            end = 0
    if end and not goes_on(text, end) and not (" " not in text[at:end] and is_staff(scan, cue.start + 1)):
        yield Span(at, end)


def capitals_behind(scan: Scan, cue: Cue) -> Iterator[Span]:
    """A Latin name behind a Chinese word such as 写的是, in a message about documents or with a common name in it."""
    gap = NARROW.match(scan.text, cue.end)
    start = gap.end() if gap else cue.end
    if scan.text[start : start + 1].isascii() and scan.text[start : start + 2].isalpha():
        end = latin_name(scan.text, start, scan.words, lower=False, least=2)
        value = scan.text[start:end]
        told = scan.lower[cue.start : cue.end] in scan.words.set("name_person_hanzi")
        likely = told or is_common_name(value, scan.words) or (value.isupper() and scan.mentions("<<passport~>>|<<id_card~>>|kyc"))
        if end and likely and not goes_on(scan.text, end):
            yield Span(start, end)


def capitals(scan: Scan) -> Iterator[Span]:
    """Capitalised words with a title or a common name among them."""
    text, words = scan.text, scan.words
    if _PAIR.search(text):
        for pattern, least in ((_TITLED, 1), (_COUPLE, 2)):
            for match in pattern.finditer(text):
                start = match.start(1)
                end = latin_name(text, start, words, lower=False, least=least)
                value = text[start:end]
                named = least == 1 or is_common_name(value, words) or is_listed_name(value)
                if end and named and (least == 1 or value.split()[0].lower() not in _AMBIGUOUS or _is_surname(value.split()[-1], words)):
                    yield Span(start, end)


def _is_surname(word: str, words: Words) -> bool:
    """Whether a family name is no word of the language: "Grace Fischer", but "Mark Price"."""
    plain = word.lower()
    return plain in listed("surnames") and not (is_ordinary(plain, words) or plain in packed_counts())


def half_listed(scan: Scan) -> Iterator[Span]:
    """Two capitalised words with which a message begins, before a comma, where a list of names has one of them: "Fatoumata Diallo, my KYC …"."""
    match = _OPENS.match(scan.text)
    if match is None:
        return
    parts = [part.lower().strip("'’-") for part in match.group(1).split()]
    known = [part in listed("given_names") or part in listed("surnames") or part in scan.words.set("given_name") for part in parts]
    if any(known) and not any(is_ordinary(part, scan.words) or part in packed_counts() for part in parts):
        yield Span(*match.span(1), score=0.5)


def goes_on(text: str, end: int) -> bool:
    """Whether the word is part of a longer one: an id, a file, a key of an object."""
    after = text[end : end + 2]
    return after[:1] in tuple("_@=/0123456789") or (after[:1] == "." and after[1:].isalpha())
