"""What a conversation's placeholders stand for. In memory only; secrets are not in it."""

from __future__ import annotations

import hashlib
import secrets

from assistant.guardrails.leads import Lead
from assistant.guardrails.normalise import normalise
from assistant.guardrails.placeholder import placeholder
from assistant.types import FindingClass

_PENDING_MESSAGES = 6


class Vault:
    """Placeholder → original of one conversation, for personal data and references.

    A secret is numbered by a hash under a key that lives and dies with the vault; its value is never
    stored. Pickling is refused, since a vault must not reach a disk. ``lead`` is how the last message ended
    where it announced a value and gave none ("my password is:"), asked for one or broke off in the middle of one.

    >>> vault = Vault()
    >>> vault.keep("email", FindingClass.PERSONAL, "a@example.com")
    '[[EMAIL_1]]'
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._issued: dict[bytes, str] = {}
        self._originals: dict[str, tuple[FindingClass, str, str]] = {}
        self._counts: dict[str, int] = {}
        self._references: set[bytes] = set()
        self._unclear: dict[str, bytes] = {}
        self._pending = 0
        self.lead: Lead | None = None

    def keep(self, kind: str, cls: FindingClass, value: str, *, unclear: bool = False) -> str:
        """The placeholder for ``value``, the same each time; remembers the value unless it is a secret.

        ``unclear`` as in ``Finding``: of such a secret a keyed hash stays, by which its author can clear it.
        """
        digest = self._digest(kind, value)
        issued = self._issued.get(digest)
        if issued is None:
            number = self._counts[kind] = self._counts.get(kind, 0) + 1
            issued = self._issued[digest] = placeholder(kind, number)
            if cls is FindingClass.SECRET:
                self._originals[issued] = (cls, kind, "")
                if unclear:
                    self._unclear[issued] = self._digest("", _bare(value))
            else:
                self._originals[issued] = (cls, kind, value)
        return issued

    def original(self, mark: str) -> tuple[FindingClass, str, str] | None:
        """Class, kind and value behind a placeholder; the value of a secret is empty; None if never issued."""
        return self._originals.get(mark)

    def reserve(self, kind: str, number: int) -> None:
        """Never issue a number up to ``number`` for ``kind``: the text holds such a mark already."""
        self._counts[kind] = max(self._counts.get(kind, 0), number)

    def mark_reference(self, value: str) -> None:
        """The user says that ``value`` is a TXID, not a key, in this conversation.

        A value whose checksum proves it a secret stays hidden whatever is said here.
        """
        self._references.add(self._digest("", _bare(value)))

    def clear(self, mark: str) -> bool:
        """The user says that the unclear secret behind ``mark`` is a TXID, in this conversation: it is not hidden when it comes again.

        False for anything else: what a checksum or a word beside it shows to be a secret stays one.
        """
        digest = self._unclear.get(mark)
        if digest is not None:
            self._references.add(digest)
        return digest is not None

    def is_reference(self, value: str) -> bool:
        """Whether the user has said that ``value`` is a reference."""
        return bool(self._references) and self._digest("", _bare(value)) in self._references

    def heir(self) -> Vault:
        """An empty vault of the same conversation: what its author cleared is clear in it, too."""
        heir = Vault()
        heir._key, heir._references = self._key, set(self._references)
        return heir

    @property
    def pending(self) -> bool:
        """Whether part of a secret was given lately, so that the rest may follow."""
        return self._pending > 0

    def note_message(self, partial: bool) -> None:
        """Count a message; ``partial`` says that it held part of a secret."""
        self._pending = _PENDING_MESSAGES if partial else max(0, self._pending - 1)

    def _digest(self, kind: str, value: str) -> bytes:
        return hashlib.blake2b(f"{kind}\0{value}".encode("utf-8", "surrogatepass"), key=self._key).digest()

    def __repr__(self) -> str:
        return f"Vault({len(self._originals)} placeholders)"

    def __reduce__(self) -> str:
        raise TypeError("A vault stays in memory: it cannot be pickled or copied.")


def _bare(value: str) -> str:
    """``value`` in the one spelling that all its spellings share: lower case, half width, without ``0x``."""
    return normalise(value).text.strip().lower().removeprefix("0x")
