"""Private keys under a password. Source: BIP-38."""

from __future__ import annotations

from collections.abc import Iterable

import base58

from assistant.guardrails.made_up import data, in_sentences
from assistant.guardrails.shapes import by_shape

_SHAPE = r"(?:^|[^0-9A-Za-z])((?-i:6P[1-9A-HJ-NP-Za-km-z]{55,57}))(?:$|[^0-9A-Za-z])"


def _proves(word: str) -> bool:
    try:
        return base58.b58decode_check(word)[:1] == b"\x01"
    except ValueError:
        return False


def _key(seed: str, kind: bytes = b"\x01\x42\xc0") -> str:
    return base58.b58encode_check(kind + data(seed, 36)).decode()


def hides() -> Iterable[str]:
    """Keys of both modes."""
    yield from (f"⟦{_key('a')}⟧", f"BIP38 私钥：⟦{_key('b', bytes((1, 67, 32)))}⟧。", f'"⟦{_key("c")}⟧"', f"我的⟦{_key('d')}⟧密码忘了")
    yield from in_sentences(_key("e"), _key("f"))


def keeps() -> Iterable[str]:
    """Other words."""
    yield from ("6Pro max", "BIP38 是什么", "6P")
    yield from in_sentences("BIP38", "6P55", marked=False)


DETECTOR = by_shape("encrypted_key", (_SHAPE,), ("6P[1-9A-Za-z]{50}",), hides, keeps, _proves)
