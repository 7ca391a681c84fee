"""Stellar secret seeds. Source: SEP-23 "Strkeys" (version byte 18 << 3, CRC-16/XMODEM)."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from assistant.guardrails.made_up import data, in_sentences
from assistant.guardrails.shapes import by_shape

_GROUPED = r"(?:^|[^0-9A-Za-z])((?-i:S[A-D][A-Z2-7]{2}(?:[ \-]?[A-Z2-7]{4}){13}))(?:$|[^0-9A-Za-z])"
_SHAPE = r"(?:^|[^0-9A-Za-z])((?-i:S[A-D][A-Z2-7]{54}))(?:$|[^0-9A-Za-z])"


def _crc16(payload: bytes) -> int:
    crc = 0
    for byte in payload:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def _proves(word: str) -> bool:
    raw = base64.b32decode(word)
    return raw[0] == 18 << 3 and int.from_bytes(raw[-2:], "little") == _crc16(raw[:-2])


def _strkey(seed: str, version: int) -> str:
    payload = bytes([version << 3]) + data(seed, 32)
    return base64.b32encode(payload + _crc16(payload).to_bytes(2, "little")).decode()


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
    by_shape("stellar_seed", (_SHAPE,), ("S[A-D][A-Z2-7]{54}",), hides, keeps, _proves, long=True),
    by_shape("stellar_seed", (_GROUPED,), (r"S[A-D][A-Z2-7]{2}(?:[ \-][A-Z2-7]{4}){3}",), _in_groups, keeps),
)
