"""Which words are private keys, by their checksums or by arithmetic.

Sources: Bitcoin base58check and BIP-38, RFC 8032 (a Solana pair's second half is the public key of the first), SEP-23 "Strkeys"
(version byte 18 << 3, CRC-16/XMODEM), xrpl.org "base58 encodings" (2024), BIP-32 "Serialization format".
"""

from __future__ import annotations

import base64
import binascii
import hashlib

_LEAST_DIGITS = 3
# Bitcoin, its test networks, Litecoin, Dogecoin, Dash.
_WIF_VERSIONS = frozenset((0x80, 0xEF, 0xB0, 0x9E, 0xCC))
_XRP_PREFIXES = (b"\x21", b"\x01\xe1\x4b")
_STELLAR_SEED = 18 << 3
_BIP38 = (b"\x01\x42", b"\x01\x43")
_EXTENDED = 78
_MINI = (22, 26, 30)
SIZES = frozenset((22, 26, 29, 30, 31, 51, 52, 56, 58, 87, 88, 111))
"""How long a word must be to be one of them; Solana pairs of 86 characters are one in a thousand."""


def private_kind(word: str) -> str:
    """The kind of private key that a checksum or arithmetic proves ``word`` to be; empty if none."""
    size = len(word)
    digits = sum(c.isdigit() for c in word)
    if size not in SIZES or digits < (1 if size in _MINI else _LEAST_DIGITS):
        return ""
    if size == 56:
        return "stellar_seed" if word[0] == "S" and is_stellar_seed(word) else ""
    if word[0] == "S" and size in _MINI:
        return "private_key" if is_mini_key(word) else ""
    if size <= 31:
        return "xrp_seed" if word[0] == "s" and is_xrp_seed(word) else ""
    if size >= 111:
        return "extended_key" if word[1:4] == "prv" and is_extended_key(word) else ""
    if size >= 87:
        return "private_key" if is_solana_pair(word) else ""
    if size == 58:
        return "encrypted_key" if is_bip38(word) else ""
    return "wif_key" if is_wif(word) else ""


def is_mini_key(word: str) -> bool:
    """A mini private key, as on coins of metal. Source: Bitcoin wiki, "Mini private key format"."""
    return hashlib.sha256((word + "?").encode()).digest()[0] == 0


def is_wif(word: str) -> bool:
    """A Bitcoin-like private key in wallet import format."""
    payload = _base58check(word)
    return bool(payload) and payload[0] in _WIF_VERSIONS and (len(payload) == 33 or (len(payload) == 34 and payload[-1] == 1))


def is_bip38(word: str) -> bool:
    """A private key that is encrypted with a passphrase."""
    payload = _base58check(word)
    return len(payload) == 39 and payload.startswith(_BIP38)


def is_extended_key(word: str) -> bool:
    """A serialised extended key; its prefix says whether it is private."""
    return len(_base58check(word)) == _EXTENDED


def is_xrp_seed(word: str) -> bool:
    """A seed of the XRP Ledger, secp256k1 or Ed25519."""
    payload = _base58check(word, ripple=True)
    return any(payload.startswith(p) and len(payload) == len(p) + 16 for p in _XRP_PREFIXES)


def is_stellar_seed(word: str) -> bool:
    """A Stellar secret seed."""
    try:
        raw = base64.b32decode(word)
    except ValueError:
        return False
    return raw[0] == _STELLAR_SEED and int.from_bytes(raw[-2:], "little") == binascii.crc_hqx(raw[:-2], 0)


def is_solana_pair(word: str) -> bool:
    """An Ed25519 pair of 64 bytes in base58."""
    import base58

    try:
        return is_key_pair(base58.b58decode(word))
    except ValueError:
        return False


def is_key_pair(pair: bytes) -> bool:
    """Whether the second 32 bytes are the Ed25519 public key of the first 32."""
    from nacl.signing import SigningKey

    return len(pair) == 64 and SigningKey(pair[:32]).verify_key.encode() == pair[32:]


def _base58check(word: str, *, ripple: bool = False) -> bytes:
    import base58

    try:
        return base58.b58decode_check(word, alphabet=base58.RIPPLE_ALPHABET if ripple else base58.BITCOIN_ALPHABET)
    except ValueError:
        return b""
