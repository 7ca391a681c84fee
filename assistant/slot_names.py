"""The slots of a ticket by name, as the API, the drafts and ``corpus/evidence.yaml`` call them."""

from __future__ import annotations

SHAPED = (
    "asset",
    "network",
    "amount",
    "occurred_at",
    "txid",
    "address",
    "memo",
    "uid",
    "order_id",
    "withdrawal_id",
    "deposit_id",
    "ticket_id",
    "error_code",
    "device",
    "app_version",
    "endpoint",
)
"""Slots whose values have a shape."""
TOLD = ("what_happened", "steps_tried", "expected")
"""Slots that hold sentences."""
IDENTIFIERS = ("uid", "order_id", "withdrawal_id", "deposit_id", "ticket_id", "txid", "address", "memo")
SLOTS = (*SHAPED, *TOLD)
