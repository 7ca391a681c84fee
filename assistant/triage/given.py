"""Which slots a message already fills, from its findings and the glossary: by shape, without a model."""

from __future__ import annotations

import re

from assistant.corpus.glossary import Glossary
from assistant.types import Sealed

# Findings of the guard that fill a slot of the draft.
_BY_KIND = {
    "txid": "txid",
    "uid": "uid",
    "order_id": "order_id",
    "ticket_id": "ticket_id",
    "withdrawal_id": "withdrawal_id",
    "deposit_id": "deposit_id",
}
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:[a-z]{2,6}\b|万|千|个|块|刀|u(?![a-z]))", re.IGNORECASE)
_ERROR = re.compile(r"(?<![\d.])(?:5\d{4}|6\d{4})(?:_\d{4})?(?![\d.])")
_TIME = re.compile(
    r"(?i)\d{1,2}[::点]\d{0,2}|\d{4}-\d\d-\d\d|昨天|今天|前天|早上|晚上|yesterday|today|this morning|last night|(?:am|pm)\b|小时|hours? ago"
)


def given_slots(sealed: Sealed, glossary: Glossary) -> frozenset[str]:
    """Names of the slots, as in the API, that the sealed message holds something for."""
    slots = {_BY_KIND[f.kind] for f in sealed.findings if f.kind in _BY_KIND}
    if any(f.kind.endswith("address") for f in sealed.findings):
        slots.add("address")
    kinds = {t.kind for t in glossary.find_terms(sealed.text)}
    slots |= {name for kind, name in (("coin", "asset"), ("network", "network")) if kind in kinds}
    slots |= {
        name for name, pattern in (("amount", _AMOUNT), ("error_code", _ERROR), ("occurred_at", _TIME)) if pattern.search(sealed.text)
    }
    return frozenset(slots)
