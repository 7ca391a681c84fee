"""Messages with a secret or an identifier in them, made at run time: nothing realistic is in the repository."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import base58
from mnemonic import Mnemonic

from assistant.guardrails.made_up import ALNUM, BASE32, BASE58, BECH32, HEX, uuid, word

_PHRASINGS = tomllib.loads(Path(__file__).with_name("phrasings.toml").read_text("utf-8"))
_LANGUAGES = (
    "english",
    "chinese_simplified",
    "chinese_traditional",
    "japanese",
    "korean",
    "french",
    "italian",
    "spanish",
    "portuguese",
    "czech",
)
_PASSWORDS = ("hunter22", "Tr0ub4dor&3", "qwer1234", "Moon2024!", "a1b2c3d4", "P@ssw0rd", "wang1990", "lucky_888", "Abc123456", "zx!98765")


@dataclass(frozen=True, slots=True)
class Case:
    """``hide``: values of which nothing may stay. ``keep``: values that must stay character for character."""

    kind: str
    text: str
    hide: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def cases(seed: int = 0, variants: int = 2) -> Iterator[Case]:
    """Every phrasing with ``variants`` values each; the same cases for the same ``seed``."""
    rng = random.Random(seed)
    for kind, table in _PHRASINGS.items():
        for form in table["forms"]:
            for variant in range(variants):
                yield _case(kind, form, rng, variant)


def _case(kind: str, form: str, rng: random.Random, variant: int) -> Case:
    salt = str(rng.random())
    if kind == "ordinary":
        return Case(kind, form, keep=(form,))
    if kind in ("txid", "address", "number"):
        value = reference(kind, salt, rng)
        return Case(kind, form.format(v=value), keep=(value,))
    if kind == "personal":
        parts = person(rng)
        return Case(kind, form.format(**parts), hide=tuple(value for name, value in parts.items() if "{" + name + "}" in form))
    if kind.startswith("api"):
        parts = {"k": uuid(salt), "s": word(salt, 32, HEX).upper(), "p": rng.choice(_PASSWORDS)}
        used = tuple(value for name, value in parts.items() if "{" + name + "}" in form)
        return Case(kind, form.format(**parts), hide=used)
    if kind in ("pin", "code", "unnamed_code"):
        digits = "".join(rng.choice("0123456789") for _ in range(6))
        half = f"{digits[:3]} {digits[3:]}"
        return Case(kind, form.format(n=digits, h=half), hide=(half if "{h}" in form else digits,))
    value = _secret(kind, salt, rng, variant)
    return Case(kind, form.format(v=value), hide=(value,))


def person(rng: random.Random) -> dict[str, str]:
    """Made-up personal data that passes the checks: GB 11643 for the identity card, Luhn for the bank card."""

    def digits(count: int) -> str:
        return "".join(rng.choice("0123456789") for _ in range(count))

    body = f"110101{rng.randint(1960, 2004)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{digits(3)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]
    card = "622202" + digits(12)
    doubled = [int(d) * (2 - i % 2) for i, d in enumerate(reversed(card))]
    return {
        "email": f"user{digits(3)}@example.com",
        "phone": "138" + digits(8),
        "id_card": body + check,
        "card": card + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10),
    }


def _secret(kind: str, salt: str, rng: random.Random, variant: int) -> str:
    if kind == "seed_phrase":
        return _phrase(rng, variant)
    if kind == "hex_key":
        return ("0x" if variant % 2 else "") + word(salt, 64, HEX)
    if kind in ("password", "unnamed_password"):
        return rng.choice(_PASSWORDS)
    if kind == "totp":
        return word(salt, rng.choice((16, 32)), BASE32)[:-1] + "7"
    if kind == "token":
        return f"eyJ{word(salt, 17)}.eyJ{word(salt + 'b', 70)}.{word(salt + 's', 43)}"
    return rng.choice(_self_telling(salt))


def _self_telling(salt: str) -> list[str]:
    from nacl.signing import SigningKey

    key = SigningKey(bytes(word(salt, 32), "ascii"))
    pair = key.encode() + key.verify_key.encode()
    wif = base58.b58encode_check(b"\x80" + bytes(word(salt, 32), "ascii") + b"\x01").decode()
    ripple = base58.b58encode_check(b"\x21" + bytes(word(salt, 16), "ascii"), alphabet=base58.RIPPLE_ALPHABET).decode()
    return [
        wif,
        ripple,
        base58.b58encode(pair).decode(),
        json.dumps(list(pair)),
        "suiprivkey1" + word(salt, 60, BECH32),
        "ed25519:" + word(salt, 88, BASE58),
        "sk-proj-" + word(salt, 48, ALNUM),
        "AKIA" + word(salt, 16, ALNUM).upper(),
        "ghp_" + word(salt, 36, ALNUM),
    ]


def _phrase(rng: random.Random, variant: int) -> str:
    language = "english" if rng.random() < 0.5 else rng.choice(_LANGUAGES)
    size = rng.choice((16, 16, 16, 20, 24, 28, 32))
    words = str(Mnemonic(language).to_mnemonic(rng.randbytes(size))).replace("\u3000", " ").split()
    style = rng.randrange(12)
    if language.startswith("chinese"):
        return ("", " ", "、", "\n")[style % 4].join(words)
    if language != "english":
        return ("\u3000" if language == "japanese" else " ").join(words)
    if style == 0:
        return " ".join(f"{i}.{w}" for i, w in enumerate(words, 1))
    if style == 1:
        return "\n".join(f"{i}) {w}" for i, w in enumerate(words, 1))
    if style == 2:
        at = rng.randrange(len(words))
        words[at] = words[at][:-1] + rng.choice("aeiou")
    if style == 3:
        del words[rng.randrange(len(words))]
    if style == 4:
        return " ".join(words).upper()
    if style == 5:
        return "".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in " ".join(words))
    if style == 6:
        return json.dumps(words)
    return (" ", " ", ", ", "-", "\n", "")[style % 6].join(words)


def reference(kind: str, salt: str, rng: random.Random) -> str:
    if kind == "txid":
        return rng.choice(("", "0x")) + word(salt, 64, HEX)
    if kind == "number":
        return "".join([rng.choice("123456789"), *(rng.choice("0123456789") for _ in range(rng.choice((8, 9, 11, 17, 17, 18))))])
    payload = bytes(word(salt, 20), "ascii")
    tron = base58.b58encode_check(b"\x41" + payload).decode()
    bitcoin = base58.b58encode_check(b"\x00" + payload).decode()
    return rng.choice((tron, bitcoin, "0x" + word(salt, 40, HEX), base58.b58encode(bytes(word(salt, 32), "ascii")).decode()))
