"""Mini private keys: S and 21, 25 or 29 base58 characters, as under the hologram of a coin. Source: Bitcoin wiki, "Mini private key format"."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.key_words import private_kind
from assistant.guardrails.made_up import BASE58, in_sentences, word
from assistant.types import FindingClass

_SHAPE = r"(?:^|[^0-9A-Za-z])((?-i:S[1-9A-HJ-NP-Za-km-z]{29}|S[1-9A-HJ-NP-Za-km-z]{25}|S[1-9A-HJ-NP-Za-km-z]{21}))(?:$|[^0-9A-Za-z])"


def find(scan: Scan) -> Iterator[Span]:
    """Words of the shape whose check byte holds."""
    for match in scan.finditer(_SHAPE):
        if private_kind(match.group(1)):
            yield Span(*match.span(1))


def _key(seed: str, size: int = 30) -> str:
    made = ("S" + word(f"{seed}{number}", size - 1, BASE58) for number in count())
    return next(k for k in made if sum(c.isdigit() for c in k) > 3 and hashlib.sha256((k + "?").encode()).digest()[0] == 0)


def hides() -> Iterable[str]:
    """Keys of all three lengths."""
    yield from (f"under the hologram it says ⟦{_key('a')}⟧. worth anything?", f"⟦{_key('b', 26)}⟧", f"硬币上写的⟦{_key('c', 22)}⟧")
    yield from in_sentences(_key("d"), _key("e", 22))


def keeps() -> Iterable[str]:
    """Words of the shape without the check, and others."""
    wrong = next(w for w in (f"S{word(str(i), 29, BASE58)}" for i in range(9)) if hashlib.sha256((w + "?").encode()).digest()[0])
    yield from ("Supercalifragilisticexpialidoc", "S" * 30, "SOL", "Samsung Galaxy S24 Ultra")
    yield from in_sentences(wrong, marked=False)


DETECTOR = Detector("private_key", FindingClass.SECRET, find, ("(?-i:S[1-9A-HJ-NP-Za-km-z]{21})",), hides, keeps)
