"""Secrets in base64 or hexadecimal, as people write them "so that it is safe to send": what they say is looked at, not only how it looks."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import BASE58, data, in_sentences, word
from assistant.guardrails.phrases import find_phrases
from assistant.types import FindingClass

_BASE64 = re.compile(r"(?<![0-9A-Za-z+/_\-])[0-9A-Za-z+/_\-]{24,2000}={0,2}(?![0-9A-Za-z+/=_\-])")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0x)?((?:[2-7][0-9a-fA-F]|0[aA9dD]){24,1000})(?![0-9A-Za-z])")
_SAYS = re.compile(r"private.?key|mnemonic|seed.?phrase|secret.?key|passphrase|\"password|BEGIN [A-Z ]{0,20}PRIVATE", re.IGNORECASE)
_LEAST_WORDS = 6
_SHARE_PRINTABLE = 0.98


def find(scan: Scan) -> Iterator[Span]:
    """Words that hold a phrase or the name of a secret when they are decoded."""
    for match in scan.matches(_BASE64):
        if _tells(_from_base64(match.group()), scan):
            yield Span(*match.span(), score=1.2)
    for match in scan.matches(_HEX):
        if len(match.group(1)) % 2 == 0 and _tells(binascii.unhexlify(match.group(1)), scan):
            yield Span(*match.span(), score=1.2)


def _from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_" if {"-", "_"} & {*text} else None)
    except ValueError:
        return b""


def _tells(raw: bytes, scan: Scan) -> bool:
    """Whether the bytes are text, and one that tells a secret."""
    printable = sum(32 <= byte < 127 or byte in (9, 10, 13) for byte in raw)
    if not raw or printable < _SHARE_PRINTABLE * len(raw):
        return False
    text = raw.decode("ascii", "replace")
    if _SAYS.search(text):
        return True
    return text.count(" ") >= _LEAST_WORDS and bool(find_phrases(Scan(text, scan.words)))


def _phrase(seed: str) -> str:
    from mnemonic import Mnemonic

    return str(Mnemonic("english").to_mnemonic(data(seed, 16)))


def hides() -> Iterable[str]:
    """Phrases and key files, encoded."""
    coded = [base64.b64encode(_phrase(str(i)).encode()).decode() for i in range(4)]
    lotus = json.dumps({"Type": "secp256k1", "PrivateKey": word("fil", 44, BASE58)}).encode().hex()
    yield from (
        f"my mnemonic in base64: ⟦{coded[0]}⟧",
        f"⟦{coded[1].rstrip('=')}⟧",
        f"助记词编码后 ⟦{coded[2]}⟧",
        f"lotus export -> ⟦{lotus}⟧",
    )
    yield from in_sentences(coded[3], _phrase("hex").encode().hex())


def keeps() -> Iterable[str]:
    """Other encoded text, hashes, words."""
    yield from (
        base64.b64encode(b"please help, my withdrawal has not arrived since yesterday evening").decode(),
        b"Withdrawal to address is pending".hex(),
        base64.b64encode(json.dumps({"instId": "BTC-USDT", "side": "buy", "sz": "1", "ordType": "market"}).encode()).decode(),
        "internationalization-of-support-documents",
        "txid " + data("t", 32).hex(),
    )
    yield from in_sentences(base64.b64encode(b"order 612345678901234567 is not filled").decode(), marked=False)


DETECTOR = Detector(
    "seed_phrase",
    FindingClass.SECRET,
    find,
    (r"[0-9A-Za-z+/_\-]{24}",),
    hides,
    keeps,
    ("private_key", "api_secret", "key_piece", "session_token", "api_key"),
)
