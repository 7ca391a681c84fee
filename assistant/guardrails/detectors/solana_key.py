"""Solana key pairs: 64 bytes in base58 or as a JSON list. A transaction signature has the same shape; arithmetic tells them apart.

Source: RFC 8032: the second half of a key pair is the public key of the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import base58

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.key_words import is_key_pair, is_solana_pair
from assistant.guardrails.made_up import data, in_sentences
from assistant.types import FindingClass

_BASE58 = r"(?:^|[^0-9A-Za-z])((?-i:[1-9A-HJ-NP-Za-km-z]{86,88}))(?:$|[^0-9A-Za-z])"
_SEED = r"(?:^|[^0-9A-Za-z])((?-i:[1-9A-HJ-NP-Za-km-z]{43,44}))[ ]?[(,\-][^\n)]{0,24}?(?:<<private_key>>)"
_HEX_LIST = r"((?:0x[0-9a-f]{2}[ \t\n]*,[ \t\n]*){31}(?:(?:0x[0-9a-f]{2}[ \t\n]*,[ \t\n]*){32})?0x[0-9a-f]{2})"
_LIST = r"\[?[ \t\n]*((?:[0-9]{1,3}[ \t\n]*,[ \t\n]*){31}(?:(?:[0-9]{1,3}[ \t\n]*,[ \t\n]*){32})?[0-9]{1,3})[ \t\n]*\]?"


def find(scan: Scan) -> Iterator[Span]:
    """Key pairs by arithmetic, and such words when announced as keys; lists of 32 or 64 bytes."""
    for match in scan.finditer(_BASE58):
        start, end = match.span(1)
        proved = is_solana_pair(match.group(1))
        if proved or (scan.near("key", start, end, before=40, after=16) and not scan.near("transaction", start, end, before=24)):
            yield Span(start, end, checksum=proved)
    for match in scan.finditer(_SEED):
        yield Span(*match.span(1))
    for match in scan.finditer(_HEX_LIST):
        yield Span(*match.span(1))
    for match in scan.finditer(_LIST):
        numbers = [int(n) for n in match.group(1).replace("\n", " ").split(",")]
        if max(numbers) < 256 and len(set(numbers)) > 12:
            yield Span(match.start(0), match.end(0), checksum=len(numbers) == 64 and is_key_pair(bytes(numbers)))


def _pair(seed: str) -> bytes:
    from nacl.signing import SigningKey

    key = SigningKey(data(seed, 32))
    return key.encode() + key.verify_key.encode()


def hides() -> Iterable[str]:
    """Key pairs made at test time."""
    for seed, form in enumerate(("⟦{}⟧", "phantom私钥⟦{}⟧", "solana key: ⟦{}⟧ leaked?", '"⟦{}⟧"')):
        pair = _pair(str(seed))
        yield form.format(base58.b58encode(pair).decode())
        yield form.format(json.dumps(list(pair)))
    yield "uint8_t k[32] = {⟦" + ", ".join(f"0x{byte:02x}" for byte in data("h", 32)) + "⟧}"
    yield f"its ⟦{base58.b58encode(data('seed', 32)).decode()}⟧ (solana private key, 32 byte seed)"
    yield f"id.json ⟦{list(_pair('x'))}⟧".replace(" ", "")
    yield from in_sentences(base58.b58encode(_pair("e")).decode(), str(list(_pair("f"))))


def keeps() -> Iterable[str]:
    """Signatures, lists of numbers."""
    signature = base58.b58encode(data("signature", 64)).decode()
    yield from (
        f"tx {signature}",
        f"https://solscan.io/tx/{signature}",
        signature,
        str(list(range(10))),
        str([1000 + i for i in range(40)]),
    )
    yield from in_sentences(base58.b58encode(data("mint", 32)).decode(), marked=False)


DETECTOR = Detector(
    "private_key",
    FindingClass.SECRET,
    find,
    (
        r"[1-9A-HJ-NP-Za-km-z]{43,44}[ ]?[(,\-][^\n)]{0,24}<<private_key>>",
        r"(?:0x[0-9a-f]{2}[ \t\n]*,[ \t\n]*){31}0x",
        r"[1-9A-HJ-NP-Za-km-z]{86}",
        r"(?:[0-9]{1,3}[ \t\n]*,[ \t\n]*){31}[0-9]",
    ),
    hides,
    keeps,
)
