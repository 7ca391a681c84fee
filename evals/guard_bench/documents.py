"""Pasted files, logs, mails, chats and tables with secrets beside references, put together from ``documents.toml``."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import base58
from mnemonic import Mnemonic

from assistant.guardrails.made_up import BASE32, HEX, uuid, word
from evals.guard_bench.cases import Case, person, reference

_FORMS = tomllib.loads(Path(__file__).with_name("documents.toml").read_text("utf-8"))["forms"]
_MARK = re.compile(r"\{([a-z_]+)(?::([^}]*))?\}")
_KEPT = frozenset(("txid", "address", "uid", "order", "time", "amount", "request"))
_STEMS = ("sunny", "Dragon", "xiaoming", "Luna", "tiger", "wanglei", "Bitcoin", "maple")


def documents(seed: int = 0, variants: int = 3) -> Iterator[Case]:
    """Every form with ``variants`` sets of values; the same for the same ``seed``."""
    rng = random.Random(seed)
    for form in _FORMS:
        for _ in range(variants):
            yield _document(form, rng)


def _document(form: str, rng: random.Random) -> Case:
    made = _values(rng)
    hide: list[str] = []
    keep: list[str] = []

    def put(match: re.Match[str]) -> str:
        name, joint = match.group(1), match.group(2)
        if name not in made:
            return match.group()
        value = made[name]
        if joint is not None:
            value = joint.join(value.split()) if name == "seed" else value[:25] + joint + value[25:]
        (keep if name in _KEPT else hide).append(value)
        return value

    text = _MARK.sub(put, form)
    return Case("document", text, tuple(hide), tuple(keep))


def _values(rng: random.Random) -> dict[str, str]:
    salt = str(rng.random())
    words = str(Mnemonic("english").to_mnemonic(rng.randbytes(16))).split()
    owner = person(rng)

    def digits(count: int) -> str:
        return rng.choice("123456789") + "".join(rng.choice("0123456789") for _ in range(count - 1))

    return {
        "password": rng.choice(_STEMS) + rng.choice(("", "_", "!", "@")) + digits(4),
        "pin": digits(6),
        "code": digits(6),
        "key": uuid(salt),
        "secret": word(salt, 32, HEX).upper(),
        "passphrase": rng.choice(_STEMS).capitalize() + rng.choice("!@#$") + digits(4),
        "hex": word(salt + "h", 64, HEX),
        "wif": base58.b58encode_check(b"\x80" + rng.randbytes(32) + b"\x01").decode(),
        "seed": " ".join(words),
        "half": " ".join(words[:6]),
        "rest": " ".join(words[6:]),
        "token": word(salt + "t", 38) + "a7",
        "totp": word(salt + "g", 32, BASE32),
        "phone": owner["phone"],
        "email": owner["email"],
        "card": owner["card"],
        "id_card": owner["id_card"],
        "txid": word(salt + "x", 64, HEX),
        "address": reference("address", salt, rng),
        "uid": digits(9),
        "order": digits(18),
        "time": f"2026-{rng.randint(1, 11):02}-{rng.randint(1, 28):02} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}",
        "amount": f"{rng.randint(20, 90000)}.{rng.randint(10, 99)}",
        "request": uuid(salt + "r"),
    }
