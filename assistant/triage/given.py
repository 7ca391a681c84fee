"""Which slots a sealed message already fills, from its placeholders and the glossary: by shape, without a model."""

from __future__ import annotations

import re

from assistant.corpus.error_codes import ErrorCodes
from assistant.corpus.glossary import Glossary

# Placeholders of the guard that fill a slot of the draft.
_BY_KIND = {
    "TXID": "txid",
    "UID": "uid",
    "ORDER_ID": "order_id",
    "TICKET_ID": "ticket_id",
    "TICKET_NUMBER": "ticket_id",
    "WITHDRAWAL_ID": "withdrawal_id",
    "DEPOSIT_ID": "deposit_id",
    "MEMO": "memo",
}
MARK = re.compile(r"\[\[([A-Z][A-Z_]*?)_\d+\]\]")
AMOUNT = re.compile(r"\d[\d,.]*\s*(?:[a-z]{2,6}(?![a-z])|万|千|个|块|刀|u(?![a-z]))", re.IGNORECASE)
TIME = re.compile(
    r"(?i)\d{1,2}[::点]\d{0,2}|\d{4}-\d\d-\d\d|昨天|昨晚|今天|前天|早上|晚上|小时|"
    r"yesterday|today|this morning|last night|(?:am|pm)\b|hours? ago"
)


def given_slots(sealed_text: str, glossary: Glossary, codes: ErrorCodes) -> frozenset[str]:
    """Names of the slots, as in the API, that the sealed message holds something for."""
    marks = MARK.findall(sealed_text)
    slots = {_BY_KIND[m] for m in marks if m in _BY_KIND}
    if any(m in {"ADDRESS", "CONTRACT_ADDRESS"} for m in marks):
        slots.add("address")
    kinds = {t.kind for t in glossary.find_terms(sealed_text)}
    slots |= {name for kind, name in (("coin", "asset"), ("network", "network")) if kind in kinds}
    slots |= {name for name, pattern in (("amount", AMOUNT), ("occurred_at", TIME)) if pattern.search(sealed_text)}
    if codes.find_codes(sealed_text):
        slots.add("error_code")
    return frozenset(slots)
