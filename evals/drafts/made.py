"""Values that no file may hold: made when a case is read, the same each time, checksums valid, of nobody."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evals.records import Case

_MARK = re.compile(r"\{(hex|HEX|0x|seed|phone|card|id_card|password|digits):(\d+)(?::(\w+))?\}")


def filled(case: Case) -> Case:
    """The case with ``{hex:64}``, ``{seed:12}`` and the like replaced; the same mark is the same value within a case."""
    return replace(case, turns=tuple(_fill(t, case.id) for t in case.turns), data=_each(case.data, case.id))


def _each(value: Any, seed: str) -> Any:
    if isinstance(value, str):
        return _fill(value, seed)
    if isinstance(value, list | tuple):
        return [_each(v, seed) for v in value]
    return {k: _each(v, seed) for k, v in value.items()} if hasattr(value, "items") else value


def _fill(text: str, seed: str) -> str:
    return _MARK.sub(lambda m: _made(m[1], int(m[2]), f"{seed}.{m.group()}"), text)


def _made(kind: str, size: int, seed: str) -> str:
    bytes_ = _bytes(seed)
    if kind == "seed":
        from mnemonic import Mnemonic

        return str(Mnemonic("english").to_mnemonic(bytes(next(bytes_) for _ in range(size * 4 // 3))))
    if kind in ("hex", "HEX", "0x"):
        text = "".join(f"{next(bytes_):02x}" for _ in range(size))[:size]
        return text.upper() if kind == "HEX" else ("0x" if kind == "0x" else "") + text
    digits = "".join(str(next(bytes_) % 10) for _ in range(size))
    if kind == "password":
        return "Kx" + "".join("abcdefghkmnpqrstuvwxyz"[next(bytes_) % 22] for _ in range(size - 5)) + f"{digits[:2]}!"
    if kind == "phone":
        return "139" + digits[3:]
    if kind == "card":
        from stdnum.luhn import calc_check_digit

        body = "622202" + digits[6 : size - 1]
        return body + str(calc_check_digit(body))
    if kind == "id_card":
        from stdnum.cn.ric import calc_check_digit as check

        body = "11010119900307" + digits[14:17]
        return body + str(check(body + "0"))
    return "7" + digits[1:]


def _bytes(seed: str) -> Iterator[int]:
    number = 0
    while True:
        yield from hashlib.sha256(f"{seed}.{number}".encode()).digest()
        number += 1
