"""XRP Ledger seeds, and secret numbers. Source: xrpl.org "base58 encodings" (2024); XLS-12d secret numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import base58

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.key_words import is_xrp_seed
from assistant.guardrails.made_up import data, in_sentences
from assistant.types import FindingClass

_SEED = r"(?:^|[^0-9A-Za-z])((?-i:s[1-9A-HJ-NP-Za-km-z]{27,30}))(?:$|[^0-9A-Za-z])"
_NUMBERS = r"(?:^|[^0-9])([0-9]{6}(?:[ ,\-\n]{1,3}[0-9]{6}){7})(?:$|[^0-9])"
_PREFIXES = (b"\x21", b"\x01\xe1\x4b")


def find(scan: Scan) -> Iterator[Span]:
    """Seeds by checksum or when announced; eight groups of six digits."""
    for match in scan.finditer(_SEED):
        proved = is_xrp_seed(match.group(1))
        if proved or (match.group(1)[1].isalnum() and scan.near("key", match.start(1), match.end(1), before=24)):
            yield Span(match.start(1), match.end(1), checksum=proved)
    for match in scan.finditer(_NUMBERS):
        groups = match.group(1).replace("-", " ").replace(",", " ").split()
        proved = all(int(g[:5]) * (i * 2 + 1) % 9 == int(g[5]) for i, g in enumerate(groups))
        yield Span(match.start(1), match.end(1), checksum=proved)


def _seed(seed: str, prefix: bytes = _PREFIXES[0]) -> str:
    return base58.b58encode_check(prefix + data(seed, 16), alphabet=base58.RIPPLE_ALPHABET).decode()


def hides() -> Iterable[str]:
    """Seeds of both kinds, secret numbers."""
    for number, form in enumerate(("⟦{}⟧", "XRP 私钥 ⟦{}⟧", "my ripple secret: ⟦{}⟧", "种子⟦{}⟧泄露")):
        yield form.format(_seed(str(number)))
        yield form.format(_seed(str(number), _PREFIXES[1]))
    numbers = [int.from_bytes(data(f"n{i}", 2), "big") for i in range(8)]
    yield "secret numbers ⟦" + " ".join(f"{n:05d}{n * (i * 2 + 1) % 9}" for i, n in enumerate(numbers)) + "⟧"
    yield from in_sentences(_seed("e"), _seed("f", _PREFIXES[1]))


def keeps() -> Iterable[str]:
    """Addresses and ordinary words."""
    address = base58.b58encode_check(b"\x00" + data("a", 20), alphabet=base58.RIPPLE_ALPHABET).decode()
    yield from (address, f"XRP 地址 {address} tag 123456", "supercalifragilisticexpialidoc", "s" * 29)
    yield from in_sentences(base58.b58encode_check(b"\x00" + data("b", 20), alphabet=base58.RIPPLE_ALPHABET).decode(), marked=False)


DETECTOR = Detector("xrp_seed", FindingClass.SECRET, find, (r"s[1-9A-HJ-NP-Za-km-z]{27}", r"(?:[0-9]{6}[ ,\-\n]{1,3}){7}"), hides, keeps)
