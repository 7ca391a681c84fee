"""Which words are public words of a blockchain: addresses and transaction ids, by their checksums.

Sources: Bitcoin base58check and BIP-173/350 (bech32, bech32m), EIP-55, the CashAddr specification,
SS58, Stellar SEP-23 (strkey), Algorand and TON address formats.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

_SECRET_PREFIXES = (
    "nsec",
    "suiprivkey",
    "age-secret-key-",
    "ed25519_sk",
    "ed25519e_sk",
    "addr_sk",
    "stake_sk",
    "xprv",
    "secret-extended-key",
    "secret-spending-key",
)
_EXTENDED, _EXTENDED_BYTES = 100, 78
_CASH = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


# DER of public keys (RFC 8410, RFC 5280) and keys of SSH (RFC 4253) in base64, as they begin.
_PUBLIC = (
    "MCowBQYDK2Vw", "MCowBQYDK2Vu", "MIIBIjANBgkqhkiG9w0BAQEF", "MIICIjANBgkqhkiG9w0BAQEF", "MIGfMA0GCSqGSIb3DQEB", "MFkwEwYHKoZIzj0C", "MFYwEAYHKoZIzj0C",
    "AAAAC3NzaC1lZDI1NTE5", "AAAAB3NzaC1yc2E", "AAAAE2VjZHNh",
)  # fmt: skip


def is_public_key(text: str) -> bool:
    """Whether ``text`` says of itself that it is a public key: in base64, or an extended one of BIP-32 ("xpub…") by its checksum."""
    if text[1:4] == "pub" and len(text) > _EXTENDED:
        import base58

        try:
            return len(base58.b58decode_check(text)) == _EXTENDED_BYTES
        except ValueError:
            return False
    return text.startswith(_PUBLIC)


def is_base58check(word: str, *, ripple: bool = False) -> bool:
    """Whether ``word`` is a base58check address: a version of one to three bytes before a hash of 20."""
    import base58

    alphabet = base58.RIPPLE_ALPHABET if ripple else base58.BITCOIN_ALPHABET
    try:
        return 21 <= len(base58.b58decode_check(word, alphabet=alphabet)) <= 23
    except ValueError:
        return False


def is_public_word(word: str) -> bool:
    """Whether ``word`` is an address, a public key or a signature of a large chain, by checksum or size."""
    if (
        re.fullmatch("0x[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?", word)
        or is_bech32(word)
        or is_base58check(word)
        or is_base58check(word, ripple=True)
    ):
        return True
    size = len(word)
    if size in (48, 47) and (is_ton(word) or is_ss58(word)):
        return True
    if word.isupper() and ((size == 56 and is_strkey(word)) or (size == 58 and is_algorand(word))):
        return True
    if size in (95, 106) and word[0] in "48":
        return True  # Monero
    return base58_size(word) in (32, 64) and size in (43, 44, 87, 88)


def base58_size(word: str) -> int:
    """How many bytes ``word`` is in base58; 0 if it is not."""
    import base58

    try:
        return len(base58.b58decode(word))
    except ValueError:
        return 0


def is_bech32(word: str) -> bool:
    """Whether ``word`` has a bech32 or bech32m checksum and no prefix of a secret."""
    from bech32 import CHARSET, bech32_hrp_expand, bech32_polymod

    if word != word.lower() and word != word.upper():
        return False
    word = word.lower()
    hrp, _, data = word.rpartition("1")
    if not hrp or hrp.startswith(_SECRET_PREFIXES) or hrp.endswith(("_sk", "_xsk", "sk", "priv", "secret")):
        return False
    try:
        return bech32_polymod(bech32_hrp_expand(hrp) + [CHARSET.index(c) for c in data]) in (1, 0x2BC830A3)
    except ValueError:
        return False


def is_cashaddr(word: str, prefix: str = "bitcoincash") -> bool:
    """Whether ``word``, without its prefix, has a CashAddr checksum."""
    check = 1
    for value in [ord(c) & 31 for c in prefix] + [0] + [_CASH.find(c) for c in word.lower()]:
        top = check >> 35
        check = ((check & 0x07FFFFFFFF) << 5) ^ value
        for bit, generator in enumerate((0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)):
            if top >> bit & 1:
                check ^= generator
    return check == 1


def is_eip55(word: str) -> bool:
    """Whether the capitals of an EVM address are its checksum; without capitals there is none."""
    from Crypto.Hash import keccak

    digits = word[2:]
    if digits in (digits.lower(), digits.upper()):
        return False
    hashed = keccak.new(digest_bits=256, data=digits.lower().encode()).hexdigest()
    return all(c == (c.upper() if int(h, 16) > 7 else c.lower()) for c, h in zip(digits, hashed[:40], strict=True))


def is_ss58(word: str) -> bool:
    """Whether ``word`` is a Substrate address (SS58, 32-byte account, two check bytes)."""
    import base58

    try:
        raw = base58.b58decode(word)
    except ValueError:
        return False
    return len(raw) in (35, 36) and hashlib.blake2b(b"SS58PRE" + raw[:-2]).digest()[:2] == raw[-2:]


def is_strkey(word: str) -> bool:
    """Whether ``word`` is a Stellar account, muxed account or contract (never a seed, which begins with S)."""
    if word[0] == "S":
        return False
    try:
        raw = base64.b32decode(word + "=" * (-len(word) % 8))
    except ValueError:
        return False
    return binascii.crc_hqx(raw[:-2], 0) == int.from_bytes(raw[-2:], "little")


def is_algorand(word: str) -> bool:
    """Whether ``word`` is an Algorand address (key and the end of its SHA-512/256)."""
    try:
        raw = base64.b32decode(word + "======")
    except ValueError:
        return False
    return len(raw) == 36 and hashlib.new("sha512_256", raw[:32]).digest()[-4:] == raw[32:]


def is_ton(word: str) -> bool:
    """Whether ``word`` is a user-friendly TON address (36 bytes in base64 with CRC-16)."""
    try:
        raw = base64.b64decode(word.replace("-", "+").replace("_", "/"), validate=True)
    except ValueError:
        return False
    return len(raw) == 36 and binascii.crc_hqx(raw[:-2], 0) == int.from_bytes(raw[-2:], "big")
