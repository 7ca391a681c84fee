"""Identifiers, error codes and messages, devices, versions and endpoints in a sealed text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.drafting.slots import Fact
from assistant.drafting.vocabulary import any_of, vocabulary
from assistant.types import FindingClass

PLACEHOLDER = re.compile(r"\[\[([A-Z][A-Z0-9_]{0,40})_([1-9][0-9]{0,3})\]\]")
Original = Callable[[str], tuple[FindingClass, str, str] | None]
"""Class, kind and value behind a placeholder (``Vault.original``); ``None`` for one never issued."""

_KINDS = {
    "TXID": "txid",
    "UID": "uid",
    "ORDER": "order_id",
    "ORDER_ID": "order_id",
    "TRADE_ID": "order_id",
    "TICKET": "ticket_id",
    "TICKET_ID": "ticket_id",
    "WITHDRAWAL_ID": "withdrawal_id",
    "DEPOSIT_ID": "deposit_id",
    "MEMO": "memo",
    "TAG": "memo",
    "CRYPTO_ADDRESS": "address",
    "WALLET_ADDRESS": "address",
    "CHAIN_ADDRESS": "address",
    "ADDRESS": "address",
}
# What a reference of no certain kind (the guard's REFERENCE) is decided by the word before it.
_ANY = ("REFERENCE", "TEXT")
_PERSONAL = ("EMAIL", "PHONE", "ID_CARD", "PASSPORT", "BANK_CARD", "NAME", "PERSON", "HOME_ADDRESS", "BIRTH", "IP", "DRIVING_LICENCE")
_ADDRESS = re.compile(r"(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|bc1[02-9ac-hj-np-z]{11,71})(?![0-9A-Za-z])")
_ENDPOINT = re.compile(r"(?:\b(?:GET|POST|PUT|DELETE)\s+)?(?<![A-Za-z0-9_.])/(?:api|ws)/v\d+(?:/[A-Za-z0-9_{}-]+)*", re.IGNORECASE)
_VERSION = r"v?(?P<version>\d+(?:\.\d+){1,3})(?![\d.]*\d)"
_BARE_VERSION = r"[1-9]\.\d{2,3}\.\d{1,2}"
"""6.98.0: no system counts like this, so it is the app's even behind a system's name."""
_QUOTED = re.compile(r"[“\"「『‘']([^”\"」』’'\n]{3,160})[”\"」』’']")
_PASTED = re.compile(r"\{[^\n]*\}")
_MESSAGE = re.compile(r"\"s?msg\"\s?:\s?\"([^\"\n]{3,160})\"", re.IGNORECASE)
_SERIES = "x[sr]?|se|note|mate|redmi|galaxy|reno|find|mi|p|s|a|z|pro|max|plus|mini|ultra|lite|air|fold|flip"
_MODEL = rf"(?:\s?(?:(?:{_SERIES})?\d{{1,4}}[a-z]{{0,2}}|{_SERIES})(?![a-z])){{1,5}}"


def class_of(mark: str, original: Original | None) -> FindingClass:
    """The class of what a placeholder stands for. One that nobody knows counts as a secret."""
    known = original(mark) if original else None
    if known:
        return known[0]
    match = PLACEHOLDER.fullmatch(mark)
    kind = match.group(1) if match else ""
    if kind in _KINDS or kind in _ANY:
        return FindingClass.REFERENCE
    return FindingClass.PERSONAL if kind in _PERSONAL else FindingClass.SECRET


def find_identifiers(text: str, turn: int, original: Original | None = None) -> tuple[Fact, ...]:
    """Placeholders of references by their kind, and numbers that the user named ("订单号 …", "ticket #…")."""
    facts = []
    for match in PLACEHOLDER.finditer(text):
        slot = _slot(match, text, original)
        if slot:
            facts.append(Fact(slot, match.group(), match.group(), turn, *match.span()))
    taken = [m.span() for m in PLACEHOLDER.finditer(text)]
    for match in _ADDRESS.finditer(text):
        facts.append(Fact("address", match.group(), match.group(), turn, *match.span()))
        taken.append(match.span())
    folded = one_to_one(text)
    named = [(match.start(), match.span(1), slot) for slot, pattern in _named() for match in pattern.finditer(folded)]
    for _, (start, end), slot in sorted(named):  # the longest label first: 充值单号 is no order number
        if not any(s < end and start < e for s, e in taken):
            facts.append(Fact(slot, text[start:end], text[start:end], turn, start, end))
            taken.append((start, end))
    return tuple(sorted(facts, key=lambda f: f.start))


def find_things(text: str, turn: int, codes: Callable[[str], tuple[str, ...]] | None = None) -> tuple[Fact, ...]:
    """Error codes (``codes`` finds them) and quoted messages, devices, app versions and endpoints."""
    found = [*_errors(text, turn, codes)]
    folded = one_to_one(text)
    for pattern, slot, group in _shapes():
        for match in pattern.finditer(folded):
            start, end = match.span(group)
            value = text[start:end].strip()
            if value:
                start += len(text[start:end]) - len(text[start:end].lstrip())
                found.append(Fact(slot, value, value, turn, start, start + len(value)))
    found += [Fact("endpoint", m.group(), m.group(), turn, *m.span()) for m in _ENDPOINT.finditer(text)]
    kept: list[Fact] = []
    for fact in sorted(found, key=lambda f: (f.start, -f.end)):
        if not any(f.slot == fact.slot and f.start < fact.end and fact.start < f.end for f in kept):
            kept.append(fact)
    return tuple(kept)


def _slot(match: re.Match[str], text: str, original: Original | None) -> str:
    kind = match.group(1)
    if class_of(match.group(), original) is not FindingClass.REFERENCE:
        return ""
    if kind in _ANY or _KINDS.get(kind) == "order_id":
        # The user's own label is surer than the guard's: 充值单号 is no order number. The longest label counts.
        before = one_to_one(text[max(0, match.start() - 24) : match.start()])
        found = [(label.start(), slot) for slot, pattern in _labels() if (label := pattern.search(before))]
        if found or kind in _ANY:
            return min(found, default=(0, ""))[1]
    return _KINDS.get(kind, "address" if kind.endswith("_ADDRESS") else "")


@lru_cache(maxsize=1)
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (slot, re.compile(rf"{any_of(words)}[\s:=#是为為]{{0,4}}(?:is|was)?\s{{0,3}}$")) for slot, words in vocabulary().ids.items()
    )


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, re.Pattern[str]], ...]:
    join = r"\s{0,3}(?:[:=#]|是|为|為|is|was|no\.?|number|了|填的?|填了){0,2}\s{0,3}[:=#]?\s{0,3}"
    longest = {"memo": r"\d{3,20}"}
    # A long number right behind what was done: 提币 853514622012.
    bare = tuple(
        (slot, re.compile(rf"{any_of(words)}\s?[:#]?\s?(?<!\d)(\d{{10,32}})(?![0-9a-z.]|\s?[个個])"))
        for slot, words in (("withdrawal_id", vocabulary().cues["outgoing_number"]), ("deposit_id", vocabulary().cues["incoming_number"]))
    )
    return bare + tuple(
        (slot, re.compile(rf"{any_of(words)}{join}(?<![a-z])({longest.get(slot, '#?[a-z]{0,4}-?[0-9]{5,32}')})(?![0-9a-z.])"))
        for slot, words in vocabulary().ids.items()
    )


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], str, str | int], ...]:
    shapes = vocabulary().shapes
    system = rf"{any_of_glued(shapes['systems'])}\s?(?:版本)?\d{{1,2}}(?:\.\d+){{0,2}}(?![\d.]*\d)"
    return (
        (re.compile(rf"{any_of_glued(shapes['brands'])}{_MODEL}"), "device", 0),
        (re.compile(rf"(?!{any_of_glued(shapes['systems'])}\s?(?:版本)?{_BARE_VERSION}){system}"), "device", 0),
        (re.compile(rf"{any_of_glued(shapes['browsers'])}\s?(?:v|version\s)?\d{{1,3}}(?:\.\d+){{0,3}}"), "device", 0),
        (
            re.compile(rf"{any_of(shapes['app'])}\s{{0,3}}(?:{any_of(shapes['app'])})?[\s:是为]{{0,3}}(?:is\s)?{_VERSION}"),
            "app_version",
            "version",
        ),
        (re.compile(rf"(?<![\d.a-z])(?P<version>{_BARE_VERSION})(?![\d.]*\d)"), "app_version", "version"),
        (re.compile(r"(?<![a-z0-9])v(?P<version>\d+\.\d+\.\d+)(?![\d.]*\d)"), "app_version", "version"),
    )


def any_of_glued(words: tuple[str, ...]) -> str:
    """Any of ``words``, which digits may follow at once: android14."""
    return rf"(?<![a-z0-9])(?:{'|'.join(re.escape(w) for w in sorted(map(one_to_one, words), key=len, reverse=True))})"


def _errors(text: str, turn: int, codes: Callable[[str], tuple[str, ...]] | None) -> Iterator[Fact]:
    for code in codes(text) if codes else ():
        at = text.find(code)
        at = at if at >= 0 else text.find(code.split("_", 1)[0])
        if at >= 0 and text.startswith(code, at):
            yield Fact("error_code", code, code, turn, at, at + len(code))
    pasted = [m.span() for m in _PASTED.finditer(text)]
    for match in _MESSAGE.finditer(text):
        yield Fact("error_code", match.group(1), match.group(1), turn, *match.span(1))
    for match in _QUOTED.finditer(text):
        if any(s <= match.start() < e for s, e in pasted):
            continue
        if vocabulary().cue("says").search(one_to_one(text[max(0, match.start() - 24) : match.start()])):
            yield Fact("error_code", match.group(1), match.group(1), turn, *match.span(1))
