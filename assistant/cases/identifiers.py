"""What the reference placeholders of a case stand for, and how texts of several conversations agree on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.cases.check import check_text
from assistant.errors import CaseError

PLACEHOLDER = re.compile(r"\[\[([A-Z][A-Z0-9_]{0,40})_([1-9][0-9]{0,3})\]\]")
LONGEST = 300
# The kinds of class reference: what a support desk needs to find a transaction. Nothing else may be written down.
KINDS = frozenset(
    ("TXID", "UID", "ORDER", "WITHDRAWAL_ID", "DEPOSIT_ID", "TICKET", "TRADE_ID", "REQUEST", "MEMO", "CRYPTO_ADDRESS", "REFERENCE")
)
# Those that belong to one problem. A UID, an address or a memo is the same in all problems of a person.
OF_ONE_PROBLEM = frozenset(("TXID", "ORDER", "WITHDRAWAL_ID", "DEPOSIT_ID", "TICKET", "TRADE_ID"))


@dataclass(frozen=True, slots=True)
class Merged:
    """A text in the placeholders of its case, and the identifiers that are new to it."""

    text: str
    new: Mapping[str, str]


def check_identifiers(identifiers: Mapping[str, str]) -> None:
    """Raises ``CaseError`` for anything but references: secrets and personal data are never written down."""
    for mark, value in identifiers.items():
        check_text(value, "identifier", LONGEST)
        match = PLACEHOLDER.fullmatch(mark)
        if match is None or match[1] not in KINDS:
            raise CaseError(f"{mark!r} is not the placeholder of a reference; allowed kinds: {', '.join(sorted(KINDS))}")
        if not value.strip() or "\n" in value:
            raise CaseError(f"what {mark} stands for is not one line of 1 to {LONGEST} characters")


def merge(text: str, given: Mapping[str, str], there: Mapping[str, str]) -> Merged:
    """``text`` with its placeholders renamed where the case uses them for something else.

    Each conversation counts from 1, so ``[[TXID_1]]`` of today may not be that of yesterday.

    >>> merge("see [[TXID_1]]", {"[[TXID_1]]": "b"}, {"[[TXID_1]]": "a"})
    Merged(text='see [[TXID_2]]', new={'[[TXID_2]]': 'b'})
    """
    by_value = {(_kind(mark), value): mark for mark, value in there.items()}
    taken = set(there) | {m.group() for m in PLACEHOLDER.finditer(text)} | set(given)
    renamed: dict[str, str] = {}
    new: dict[str, str] = {}
    for mark, value in given.items():
        known = by_value.get((_kind(mark), value))
        if known is None and mark in there:
            known = next(m for m in (f"[[{_kind(mark)}_{n}]]" for n in range(1, 10_000)) if m not in taken)
            taken.add(known)
            new[known] = value
        elif known is None:
            known = mark
            new[mark] = value
        by_value[_kind(mark), value] = renamed[mark] = known
    return Merged(PLACEHOLDER.sub(lambda m: renamed.get(m.group(), m.group()), text), new)


def reveal(text: str, identifiers: Mapping[str, str]) -> str:
    """``text`` with its reference placeholders put back; the others stay, for what they stood for is gone."""
    return PLACEHOLDER.sub(lambda m: identifiers.get(m.group(), m.group()), text)


def of_one_problem(identifiers: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Kind → values, of the identifiers that belong to one problem only, letter case aside."""
    found: dict[str, set[str]] = {}
    for mark, value in identifiers.items():
        if (kind := _kind(mark)) in OF_ONE_PROBLEM:
            found.setdefault(kind, set()).add(value.strip().casefold())
    return {kind: frozenset(values) for kind, values in found.items()}


def _kind(mark: str) -> str:
    match = PLACEHOLDER.fullmatch(mark)
    return match[1] if match else mark
