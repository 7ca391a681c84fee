"""Extended private keys. Source: BIP-32 "Serialization format", SLIP-132 version bytes."""

from __future__ import annotations

from collections.abc import Iterable

import base58

from assistant.guardrails.key_words import is_extended_key
from assistant.guardrails.made_up import data, in_sentences
from assistant.guardrails.shapes import by_shape

# Cut into lines or words, as a narrow window shows it, the first piece still is long.
_PIECES = r"(?-i:[1-9A-HJ-NP-Za-km-z]{20,110}(?:[ \t]?\n?[ \t]?[1-9A-HJ-NP-Za-km-z]{20,95}){1,3})"
_SHAPE = r"(?:^|[^0-9A-Za-z])((?-i:[xyztuvYZUV]prv)(?:(?-i:[1-9A-HJ-NP-Za-km-z]{90,115})|" + _PIECES + "))"
_VERSIONS = {"xprv": 0x0488ADE4, "yprv": 0x049D7878, "zprv": 0x04B2430C, "tprv": 0x04358394, "Yprv": 0x0295B005, "Zprv": 0x02AA7A99}


def _key(name: str) -> str:
    payload = _VERSIONS[name].to_bytes(4, "big") + bytes(9) + data(name, 32) + b"\x00" + data(name + "k", 32)
    return base58.b58encode_check(payload).decode()


def hides() -> Iterable[str]:
    """One of each version."""
    for name in _VERSIONS:
        yield f"⟦{_key(name)}⟧"
        yield f"扩展私钥⟦{_key(name)}⟧，导入失败"


def keeps() -> Iterable[str]:
    """Public keys and mentions."""
    public = base58.b58encode_check((0x0488B21E).to_bytes(4, "big") + bytes(9) + data("p", 65)).decode()
    return (public, "what is an xprv", "xprv9s21ZrQH", "zprv 是什么", *in_sentences(public, marked=False))


DETECTOR = by_shape("extended_key", (_SHAPE,), ("[xyztuv]prv[1-9A-Za-z]{20}",), hides, keeps, is_extended_key)
