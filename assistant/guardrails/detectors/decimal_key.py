"""Private keys written as a decimal number: 70 digits or more, or announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import data, in_sentences
from assistant.types import FindingClass

_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Of secp256k1 (SEC 2, 2.4.1)."""


def find(scan: Scan) -> Iterator[Span]:
    """Numbers of the size of a key."""
    for match in scan.finditer(r"(?:^|[^0-9])([0-9]{60,80})(?:$|[^0-9])"):
        if int(match.group(1)) >= _ORDER:
            continue  # no key is so large, but "unlimited" is
        if len(match.group(1)) >= 70 or scan.near("key", match.start(1), match.end(1), before=40):
            yield Span(*match.span(1))


def _key(seed: str) -> str:
    return str(int.from_bytes(b"\x7f" + data(seed, 31), "big"))


def hides() -> Iterable[str]:
    """Keys as numbers."""
    yield from (f"⟦{_key('a')}⟧", f"private key as integer: ⟦{_key('b')}⟧", f"十进制私钥⟦{_key('c')}⟧", f"d = ⟦{_key('d')}⟧")
    yield from in_sentences(_key("e"), _key("f"))


def keeps() -> Iterable[str]:
    """Long order numbers and amounts."""
    yield from (
        "订单号 612345678901234567",
        "1" * 40,
        f"approval value {2**256 - 1}",
        f"授权额度 {2**256 - 1}",
        "amount 0.000000000000000001",
        "uid 12345678901234567890",
    )
    yield from in_sentences("612345678901234567", "0.000000000000000001", marked=False)


DETECTOR = Detector("private_key", FindingClass.SECRET, find, ("[0-9]{60}",), hides, keeps)
