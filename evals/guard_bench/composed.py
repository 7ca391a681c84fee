"""Messages put together from parts: a speaker's opening, a name, a way to join it with a value in some format, a closing."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

from assistant.guardrails.made_up import ALNUM, BASE32, HEX, uuid, word
from evals.guard_bench.cases import Case

_PARTS = tomllib.loads(Path(__file__).with_name("composed.toml").read_text("utf-8"))
_BEHIND = 0.3  # share of messages in which the name comes after the value
_STEMS = ("sunny", "Dragon", "xiaoming", "Luna", "tiger", "wanglei", "OkxTrade", "zhang", "Bitcoin", "Summer", "qwe", "Lily")
_ANSWERS = ("Rex", "Lisbon", "blue Corolla", "Kowalski", "红旗小学", "李秀兰", "旺财", "王芳")
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_PUBLIC_SIGNS = (" ", "\n", ", ")


def composed(seed: int = 0, count: int = 60) -> Iterator[Case]:
    """``count`` messages of each kind and language; the same for the same ``seed``."""
    rng = random.Random(seed)
    for language, parts in _PARTS.items():
        for kind in parts["names"]:
            for _ in range(count):
                yield _case(kind, parts, rng, language)


def _case(kind: str, parts: dict[str, list[str]], rng: random.Random, language: str) -> Case:
    behind = rng.random() < _BEHIND and kind not in ("token", "security_answer")
    name = rng.choice(_PARTS[language]["names"][kind])
    values = _backups(rng) if kind == "backup_code" else [_value(kind, rng)]
    form = rng.choice(parts["behind" if behind else "before"])
    text = rng.choice(parts["openings"]) + form.replace("{l}", name).replace("{v}", rng.choice(_PUBLIC_SIGNS).join(values))
    text += rng.choice(parts["closings"])
    keep = []
    for mark in ("{u}", "{o}"):
        if mark in text:
            keep.append(rng.choice("123456789") + _digits(rng, 17))
            text = text.replace(mark, keep[-1])
    return Case(f"composed_{kind}", text, tuple(values), tuple(keep))


def _value(kind: str, rng: random.Random) -> str:
    salt = str(rng.random())
    if kind in ("password", "api_passphrase"):
        return _password(rng)
    if kind == "pin":
        return _digits(rng, 6)
    if kind == "code":
        return _code(rng)
    if kind == "totp":
        return _base32(rng, salt)
    if kind == "security_answer":
        return rng.choice(_ANSWERS)
    if kind == "token":
        return word(salt, rng.choice((24, 32, 40)), rng.choice((ALNUM, HEX)))[:-2] + "a7"
    return {"api_key": uuid(salt), "api_secret": word(salt, 32, HEX).upper(), "hex_key": word(salt, 64, HEX)}[kind]


def _password(rng: random.Random) -> str:
    stem, digits, sign = rng.choice(_STEMS), _digits(rng, 4), rng.choice("!@#$%&*_.")
    return rng.choice((stem + digits, stem + sign + digits, stem.capitalize() + digits + "!", digits + stem, word(digits + stem, 10) + "7"))


def _code(rng: random.Random) -> str:
    digits = _digits(rng, 6)
    spelled = rng.choice((" ", ",", "-", ".", "，", "、")).join(digits)
    wide = "".join(chr(0xFF10 + int(digit)) for digit in digits)
    return rng.choice((digits, digits, digits, f"{digits[:3]} {digits[3:]}", f"{digits[:3]}-{digits[3:]}", spelled, wide))


def _base32(rng: random.Random, salt: str) -> str:
    seed = word(salt, rng.choice((16, 26, 32, 52)), BASE32)
    groups = [seed[i : i + 4] for i in range(0, len(seed), 4)]
    return rng.choice((seed, seed.lower(), " ".join(groups), "-".join(groups)))


def _backups(rng: random.Random) -> list[str]:
    """One code or a list of them, all of one format."""
    style, many = rng.randrange(4), rng.choice((1, 3, 5))
    return [_backup(rng, style) for _ in range(many)]


def _backup(rng: random.Random, style: int) -> str:
    salt = str(rng.random())
    pair = f"{word(salt, 4, _LETTERS)}-{word(salt + 'b', 4, _LETTERS)}"
    return (_digits(rng, 8), f"{_digits(rng, 4)}-{_digits(rng, 4)}", pair, word(salt, 7, _LETTERS) + "7")[style]


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))
