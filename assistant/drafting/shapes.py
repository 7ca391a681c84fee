"""Shapes of transaction ids and addresses by the names that ``corpus/glossary.yaml`` uses. Shapes only: no checksum is computed here."""

from __future__ import annotations

import re

_B58 = "1-9A-HJ-NP-Za-km-z"
_BECH = "02-9ac-hj-np-z"

TXIDS = {
    "hex64": r"[0-9a-fA-F]{64}",
    "hex64_0x": r"0x[0-9a-fA-F]{64}",
    "base58_signature": rf"[{_B58}]{{80,90}}",
    "base58_digest": rf"[{_B58}]{{42,46}}",
    "base64_44": r"[A-Za-z0-9+/_-]{43}=",
    "base32_52": r"[A-Z2-7]{52}",
    "hedera": r"0\.0\.\d+[@-]\d+[.-]\d+",
    "cid": r"bafy[a-z2-7]{20,}",
}
ADDRESSES = {
    "tron": rf"T[{_B58}]{{33}}",
    "evm": r"0x[0-9a-fA-F]{40}",
    "bitcoin_base58": rf"[13][{_B58}]{{24,34}}",
    "bitcoin_bech32": rf"(?i:bc1[{_BECH}]{{11,71}})",
    "solana": rf"[{_B58}]{{32,44}}",
    "lightning_invoice": r"(?i:lnbc[a-z0-9]{20,})",
    "ton": r"[EU]Q[A-Za-z0-9_-]{46}|-?[01]:[0-9a-fA-F]{64}",
    "xrp": rf"r[{_B58}]{{24,34}}",
    "stellar": r"[GM][A-Z2-7]{55,68}",
    "eos_name": r"[a-z1-5.]{1,12}",
    "cosmos_bech32": rf"[a-z]{{2,16}}1[{_BECH}]{{38,59}}",
    "hedera": r"0\.0\.\d+",
    "stacks": r"S[PM][0-9A-Z]{38,41}",
    "cardano": rf"addr1[{_BECH}]{{50,}}|(?:Ae2|DdzFF)[{_B58}]+",
    "ss58": rf"[{_B58}]{{46,49}}",
    "near": r"[a-z0-9._-]+\.near|[0-9a-f]{64}",
    "hex64_0x": r"0x[0-9a-fA-F]{60,64}",
    "hex64": r"[0-9a-fA-F]{64}",
    "litecoin": rf"[LM3][{_B58}]{{25,34}}|(?i:ltc1[{_BECH}]{{20,}})",
    "dogecoin": rf"[D9A][{_B58}]{{33}}",
    "cashaddr": r"(?:bitcoincash:)?[qp][a-z0-9]{41}",
    "filecoin": r"f[0-4][a-z0-9]{3,90}",
    "algorand": r"[A-Z2-7]{58}",
    "bnb_beacon": rf"bnb1[{_BECH}]{{38}}",
}


def fits(value: str, shapes: dict[str, str], names: tuple[str, ...]) -> bool:
    """Whether ``value`` has one of the named shapes; a name that is not known fits everything."""
    return any(name not in shapes or re.fullmatch(shapes[name], value) for name in names)


def is_any(value: str, shapes: dict[str, str]) -> bool:
    """Whether ``value`` has a shape that is known at all."""
    return any(re.fullmatch(shape, value) for shape in shapes.values())
