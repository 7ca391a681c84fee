"""How text is written to disk: as it is, or encrypted with a key of the user's."""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from assistant.errors import CaseError, CaseLocked

SHORTEST_KEY = 12
_NONCE = 12
_PROOF = "the case log"


class Cipher(Protocol):
    """Makes of a text what is stored, and back. ``encrypts`` says that what is stored cannot be read or searched.

    ``proof`` stands in the log itself and tells which key it is written with; empty for none.
    """

    encrypts: bool

    @property
    def proof(self) -> str:
        """What stands in a log of this key."""
        ...

    def hide(self, text: str) -> str:
        """What is stored."""
        ...

    def show(self, stored: str) -> str:
        """The text; raises ``CaseError`` when it cannot be had back."""
        ...

    def mark(self, text: str) -> str:
        """What is stored to know the text again, without being able to show it."""
        ...


class Plain:
    """Stores text as it is."""

    encrypts = False
    proof = ""

    def hide(self, text: str) -> str:
        """The text itself."""
        return text

    def show(self, stored: str) -> str:
        """The text itself."""
        return stored

    def mark(self, text: str) -> str:
        """The text itself."""
        return text


class Encrypted:
    """AES-256-GCM (NIST SP 800-38D) with a fresh nonce for every text; the key is derived by scrypt (RFC 7914).

    Made of the user's key, it works once ``begin`` or ``unlock`` has given it the log's own salt. An empty text stays empty.
    Raises ``CaseError`` for a key that is too short to keep anybody out.
    """

    encrypts = True

    def __init__(self, key: str) -> None:
        if len(key) < SHORTEST_KEY:
            raise CaseError(
                f"ASSISTANT_CASE_KEY has {len(key)} characters, at least {SHORTEST_KEY} are needed; `assistant cases key` makes one"
            )
        self._key = key.encode()
        self._aes: AESGCM | None = None
        self._mac = b""
        self._proof = ""

    @property
    def proof(self) -> str:
        """What stands in a log of this key; empty before it is known."""
        return self._proof

    def begin(self) -> tuple[str, str]:
        """For a log that has no key yet: a new salt and the proof, both to be stored."""
        salt = os.urandom(16).hex()
        self._derive(salt)
        self._proof = self.hide(_PROOF)
        return salt, self._proof

    def unlock(self, salt: str, proof: str) -> None:
        """Take over a log's salt; raises ``CaseLocked`` when the log was written with another key."""
        self._derive(salt)
        try:
            self.show(proof)
        except CaseError as error:
            raise CaseLocked("ASSISTANT_CASE_KEY is not the key of this case log; nothing was changed") from error
        self._proof = proof

    def hide(self, text: str) -> str:
        """Nonce and ciphertext, as URL-safe base64."""
        if not text:
            return ""
        nonce = os.urandom(_NONCE)
        return urlsafe_b64encode(nonce + self._ready().encrypt(nonce, text.encode(), None)).decode()

    def show(self, stored: str) -> str:
        """The text; raises ``CaseError`` for what this key did not write or somebody changed."""
        if not stored:
            return ""
        try:
            raw = urlsafe_b64decode(stored)
            return self._ready().decrypt(raw[:_NONCE], raw[_NONCE:], None).decode()
        except (InvalidTag, ValueError) as error:
            raise CaseError("a text of the case log cannot be decrypted: it was changed, or written with another key") from error

    def mark(self, text: str) -> str:
        """HMAC-SHA-256 (RFC 2104) under a key of its own."""
        self._ready()
        return hmac.new(self._mac, text.encode(), hashlib.sha256).hexdigest()

    def _derive(self, salt: str) -> None:
        made = Scrypt(salt=bytes.fromhex(salt), length=64, n=2**15, r=8, p=1).derive(self._key)
        self._aes, self._mac = AESGCM(made[:32]), made[32:]

    def _ready(self) -> AESGCM:
        if self._aes is None:
            raise CaseError("the case log is not open yet")
        return self._aes


def cipher_for(key: str) -> Cipher:
    """The cipher of a key, none for an empty one; raises ``CaseError`` for one that is too short."""
    return Encrypted(key) if key else Plain()
