"""Keys to the server: made here, shown once, hashed on disk (scrypt, RFC 7914), revoked here."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from filelock import FileLock

from assistant.errors import SettingsError

KEYS_FILE = "keys.json"
"""In the data folder."""
PREFIX = "copilot"
_COST = {"n": 2**14, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it lies on disk. ``id`` owns conversations and cases; ``salt`` and ``digest`` are hex."""

    id: str
    name: str
    created: str
    salt: str
    digest: str
    revoked: str = ""


class KeyRing:
    """The keys in a file that only its owner can read. A change by another process is seen at the next call.

    >>> ring = KeyRing(Path("/nowhere/keys.json"))
    >>> ring.owner("copilot_x_y") is None
    True
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._stamp: tuple[int, int] | None = None
        self._keys: dict[str, Key] = {}
        # scrypt takes 60 ms on purpose: a token that was right once is known by a hash that lives in memory only.
        self._session = secrets.token_bytes(32)
        self._known: dict[bytes, str] = {}

    def list(self) -> tuple[Key, ...]:
        """Every key, revoked ones too, oldest first."""
        with self._lock:
            self._read()
            return tuple(self._keys.values())

    @property
    def any_live(self) -> bool:
        """Whether at least one key opens."""
        return any(not key.revoked for key in self.list())

    def new(self, name: str) -> tuple[Key, str]:
        """Make a key; its token is returned here and can never be read again."""
        if not name.strip() or len(name) > 80:
            raise SettingsError("a key needs a name of at most 80 characters, such as the program or person that will use it")
        secret, salt = secrets.token_urlsafe(32), secrets.token_bytes(16)
        key = Key(secrets.token_hex(6), name.strip(), _now(), salt.hex(), _digest(secret, salt))
        self._change({key.id: key})
        return key, f"{PREFIX}_{key.id}_{secret}"

    def revoke(self, key_id: str) -> Key:
        """Close a key for good; raises ``SettingsError`` when there is none by that id."""
        found = {key.id: key for key in self.list()}.get(key_id)
        if found is None:
            raise SettingsError(f"there is no key {key_id!r}; `assistant keys list` shows those there are")
        if found.revoked:
            return found
        closed = Key(found.id, found.name, found.created, found.salt, found.digest, _now())
        self._change({closed.id: closed})
        return closed

    def recall(self, token: str) -> str | None:
        """Like ``owner`` for a token that opened before, at once; ``None`` for any other."""
        with self._lock:
            self._read()
            key_id = self._known.get(self._seen(token), "")
            key = self._keys.get(key_id)
            return key_id if key is not None and not key.revoked else None

    def owner(self, token: str) -> str | None:
        """The id of the key that ``token`` is, or ``None``. Takes 60 ms for a token not seen before."""
        if recalled := self.recall(token):
            return recalled
        prefix, _, rest = token.partition("_")
        key_id, _, secret = rest.partition("_")
        with self._lock:
            self._read()
            key = self._keys.get(key_id)
            if prefix != PREFIX or key is None or key.revoked or not secret:
                return None
        if not hmac.compare_digest(_digest(secret, bytes.fromhex(key.salt)), key.digest):
            return None
        with self._lock:
            self._known[self._seen(token)] = key_id
        return key_id

    def _seen(self, token: str) -> bytes:
        return hmac.digest(self._session, token.encode("utf-8", "surrogatepass"), "sha256")

    def _read(self) -> None:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._keys, self._stamp = {}, None
            return
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp == self._stamp:
            return
        try:
            self._keys = {k["id"]: Key(**k) for k in json.loads(self._path.read_text(encoding="utf-8"))}
        except (ValueError, TypeError, KeyError) as error:
            raise SettingsError(f"{self._path} cannot be read as keys: move it away and make new ones with `assistant keys new`") from error
        self._stamp = stamp

    def _change(self, changed: dict[str, Key]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self._path.with_suffix(".lock")), self._lock:
            self._read()
            keys = [asdict(k) for k in (self._keys | changed).values()]
            fresh = self._path.with_suffix(".new")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(keys, file, indent=1, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)


def _digest(secret: str, salt: bytes) -> str:
    return hashlib.scrypt(secret.encode("utf-8", "surrogatepass"), salt=salt, **_COST).hex()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
