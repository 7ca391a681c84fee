"""BIP-39 seed phrases in all ten languages, in every shape that people paste them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.phrases import find_phrases
from assistant.types import FindingClass


def find(scan: Scan) -> Iterator[Span]:
    """Runs of list words that a checksum, their number or the words around them give away."""
    return find_phrases(scan)


def hides() -> Iterable[str]:
    """Phrases made from the entropy of the official vectors, at test time."""
    from mnemonic import Mnemonic

    english = Mnemonic("english")
    for number, form in enumerate(("⟦{}⟧", "my seed phrase is ⟦{}⟧ help", "助记词：⟦{}⟧被人看到了")):
        yield form.format(english.to_mnemonic(bytes(range(number, number + 16))))


def keeps() -> Iterable[str]:
    """Sentences of list words."""
    return ("please help, I cannot find my order and the app will not open again", "我的助记词丢了怎么办")


DETECTOR = Detector("seed_phrase", FindingClass.SECRET, find, (), hides, keeps)
