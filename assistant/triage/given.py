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
AMOUNT = re.compile(
    r"[$€£¥][ \t]*\d[\d,.]*|(?<![a-z\d.])\d[\d,.]*(?:[kw](?![a-z]))?[ \t]*"
    r"(?:万|千|百|块|刀|元|u(?![a-z])|[$€£¥]|(?:dollars?|bucks|euros?|pounds?)\b|个(?!小?时|多?月|工作|星期|礼拜|人|账|设备|地址|平台|手机|号))",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"(?<![a-z\d.])\d[\d,.]*[kw万千百]?[ \t]*$", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"[ \t]*\d[\d,.]*(?![\w.])")
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
    if TIME.search(sealed_text):
        slots.add("occurred_at")
    if says_amount(sealed_text, glossary):
        slots.add("amount")
    if codes.find_codes(sealed_text):
        slots.add("error_code")
    return frozenset(slots)


def says_amount(sealed_text: str, glossary: Glossary) -> bool:
    """Whether a sealed message holds an amount: a number with a unit, or beside a coin or a currency; "2fa" and "3 days" are none."""
    if AMOUNT.search(sealed_text):
        return True
    money = [t for t in glossary.find_terms(sealed_text) if t.kind in {"coin", "fiat"}]
    return any(_NUMBER_BEFORE.search(sealed_text[: t.start]) or _NUMBER_BEHIND.match(sealed_text, t.end) for t in money)
