"""Stellar secret seeds. Source: SEP-23 "Strkeys" (version byte 18 << 3, CRC-16/XMODEM)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

from assistant.guardrails.key_words import is_stellar_seed
from assistant.guardrails.made_up import data, in_sentences
from assistant.guardrails.shapes import by_shape

_GROUPED = r"(?:^|[^0-9A-Za-z])((?-i:S[A-D][A-Z2-7]{2}(?:[ \-]?[A-Z2-7]{4}){13}))(?:$|[^0-9A-Za-z])"
_SHAPE = r"(?:^|[^0-9A-Za-z])((?-i:S[A-D][A-Z2-7]{54}))(?:$|[^0-9A-Za-z])"


def _strkey(seed: str, version: int) -> str:
    payload = bytes([version << 3]) + data(seed, 32)
    return base64.b32encode(payload + binascii.crc_hqx(payload, 0).to_bytes(2, "little")).decode()


def hides() -> Iterable[str]:
    """Seeds made at test time."""
    yield from (f"⟦{_strkey('a', 18)}⟧", f"恒星币私钥⟦{_strkey('b', 18)}⟧", f"xlm secret: ⟦{_strkey('c', 18)}⟧.", f'"⟦{_strkey("d", 18)}⟧"')
    yield from in_sentences(_strkey("e", 18), _strkey("f", 18))


def _in_groups() -> Iterable[str]:
    for number in range(12):
        seed, gap = _strkey(f"g{number}", 18), " -"[number % 2]
        yield f"⟦{gap.join(seed[i : i + 4] for i in range(0, 56, 4))}⟧"


def keeps() -> Iterable[str]:
    """Addresses."""
    yield from (_strkey("a", 6), f"XLM 地址 {_strkey('b', 6)} memo 12345", "SSSS", "SAFETY FIRST", "SAFE DATA FROM HERE")
    yield from in_sentences(_strkey("c", 6), _strkey("d", 6), marked=False)


DETECTORS = (
    by_shape("stellar_seed", (_SHAPE,), ("S[A-D][A-Z2-7]{54}",), hides, keeps, is_stellar_seed),
    by_shape("stellar_seed", (_GROUPED,), (r"S[A-D][A-Z2-7]{2}(?:[ \-][A-Z2-7]{4}){3}",), _in_groups, keeps),
)
