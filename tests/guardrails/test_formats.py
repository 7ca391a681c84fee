"""Every kind in every format in which people and machines write it, with values made when the test runs."""

from __future__ import annotations

import base64
import json
import random
import re
import string
import unicodedata
from collections.abc import Callable

import base58
import bech32
import pytest

from assistant.guardrails import Guard
from assistant.guardrails.made_up import BASE32, HEX, uuid, word
from assistant.guardrails.numbers import luhn_digit
from assistant.guardrails.vault import Vault

_GUARD = Guard()
_SEED = 20
_ALNUM = string.ascii_letters + string.digits


def _digits(rng: random.Random, count: int) -> str:
    return rng.choice("123456789") + "".join(rng.choice("0123456789") for _ in range(count - 1))


def _bytes(rng: random.Random, count: int) -> bytes:
    return bytes(rng.randrange(256) for _ in range(count))


def _bech32(rng: random.Random, prefix: str, size: int) -> str:
    return str(bech32.bech32_encode(prefix, bech32.convertbits(_bytes(rng, size), 8, 5)))


def _solana(rng: random.Random) -> str:
    from bip_utils import Ed25519PrivateKey

    secret = _bytes(rng, 32)
    public = Ed25519PrivateKey.FromBytes(secret).PublicKey().RawCompressed().ToBytes()[-32:]
    return base58.b58encode(secret + public).decode()


def _jwt(rng: random.Random) -> str:
    head, body = ({"alg": "HS256", "typ": "JWT"}, {"sub": _digits(rng, 8), "exp": 1790000000})
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in (head, body)]
    return ".".join((*parts, word(str(rng.random()), 43, _ALNUM)))


def _identity(rng: random.Random) -> str:
    body = f"110101{rng.randint(1960, 2003)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11]


def _password(rng: random.Random) -> str:
    return rng.choice(("Sunny", "maple", "Tiger", "zhang", "lily")) + rng.choice(("", "!", "@", "_", "#")) + _digits(rng, 4)


def _card(rng: random.Random) -> str:
    body = "622202" + _digits(rng, 9)
    return body + luhn_digit(body)


def _imei(rng: random.Random) -> str:
    body = "35" + _digits(rng, 12)
    return body + luhn_digit(body)


_Make = Callable[[random.Random], str]
# Kind → how to make one, its names, and what holds of it: its case says nothing (any_case), it is long enough to be cut, it is digits.
_SECRETS: dict[str, tuple[_Make, tuple[str, str], str]] = {
    "hex": (lambda r: word(str(r.random()), 64, HEX), ("private key", "私钥"), "any_case long"),
    "0x hex": (lambda r: "0x" + word(str(r.random()), 64, HEX), ("PRIVATE_KEY", "私钥"), "any_case long"),
    "wif": (lambda r: base58.b58encode_check(b"\x80" + _bytes(r, 32) + b"\x01").decode(), ("WIF", "私钥"), "long"),
    "solana": (_solana, ("phantom key", "私钥"), "long"),
    "sui": (lambda r: _bech32(r, "suiprivkey", 33), ("sui private key", "私钥"), "long"),
    "nostr": (lambda r: _bech32(r, "nsec", 32), ("nostr key", "私钥"), ""),
    "token": (_jwt, ("token", "登录token"), "long"),
    "api key": (lambda r: uuid(str(r.random())), ("OK-ACCESS-KEY", "API密钥"), "any_case"),
    "api secret": (lambda r: word(str(r.random()), 30, HEX).upper() + "A7", ("secretKey", "secret key"), "any_case long"),
    "passphrase": (_password, ("api passphrase", "API口令"), ""),
    "password": (_password, ("password", "登录密码"), ""),
    "pin": (lambda r: _digits(r, 5) + "7", ("fund password", "资金密码"), "digits"),
    "code": (lambda r: _digits(r, 5) + "7", ("verification code", "验证码"), "digits"),
    "totp": (lambda r: word(str(r.random()), 30, BASE32) + "K3", ("2fa secret", "谷歌验证器密钥"), "any_case long"),
    "provider": (lambda r: "ghp_" + word(str(r.random()), 34, _ALNUM) + "a7", ("token", "密钥"), "long"),
    "session": (lambda r: word(str(r.random()), 38, HEX) + "a7", ("session token", "会话token"), "long"),
    "backup code": (lambda r: f"{word(str(r.random()), 3, HEX)}k-{word(str(r.random()), 3, HEX)}7", ("backup code", "备用码"), ""),
}
_PERSONAL: dict[str, tuple[_Make, tuple[str, str], str]] = {
    "mail": (
        lambda r: f"{r.choice(('ann', 'li.wei'))}{_digits(r, 2)}@{r.choice(('example.com', 'example.org'))}",
        ("email", "邮箱"),
        "any_case",
    ),
    "phone": (lambda r: "1" + r.choice("35789") + _digits(r, 9), ("mobile", "手机号"), "digits"),
    "identity": (_identity, ("ID number", "身份证号"), "digits"),
    "card": (_card, ("bank card", "银行卡"), "digits"),
    "passport": (lambda r: "E" + _digits(r, 8), ("passport no", "护照号"), "any_case"),
    "birth": (lambda r: f"{r.randint(1960, 2003)}-0{r.randint(1, 9)}-1{r.randint(0, 9)}", ("date of birth", "出生日期"), ""),
    "address of a machine": (lambda r: f"82.{r.randint(10, 200)}.{r.randint(10, 200)}.{r.randint(20, 250)}", ("ip address", "登录ip"), ""),
    "imei": (_imei, ("IMEI", "设备IMEI"), "digits"),
}
_REFERENCES: dict[str, tuple[_Make, tuple[str, str], str]] = {
    "transaction": (lambda r: word(str(r.random()), 64, HEX), ("txid", "交易哈希"), ""),
    "order": (lambda r: _digits(r, 18), ("order id", "订单号"), ""),
    "uid": (lambda r: _digits(r, 9), ("uid", "UID"), ""),
    "evm": (lambda r: "0x" + word(str(r.random()), 40, HEX), ("deposit address", "充值地址"), ""),
    "withdrawal": (lambda r: _digits(r, 9), ("withdrawal id", "提现编号"), ""),
}


def _wide(value: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in value)


def _variable(label: str) -> str:
    return re.sub("[ -]", "_", label).upper()


_Write = Callable[[str, str], str]
_PLAIN: dict[str, _Write] = {
    "colon": lambda n, v: f"{n}: {v}",
    "sentence": lambda n, v: f"my {n} is {v} please check",
    "quoted": lambda n, v: f'{n} "{v}"',
    "smart quotes": lambda n, v: f"{n} “{v}”",
    "corner brackets": lambda n, v: f"{n}「{v}」",
    "brackets": lambda n, v: f"{n} ({v})",
    "code": lambda n, v: f"{n} `{v}`",
    "fence": lambda n, v: f"```\n{n}={v}\n```",
    "json": lambda n, v: json.dumps({"id": 3, n: v, "ok": True}, ensure_ascii=False),
    "indented json": lambda n, v: json.dumps({"a": 1, n: v}, ensure_ascii=False, indent=2),
    "json in json": lambda n, v: json.dumps({"data": json.dumps({n: v}, ensure_ascii=False)}, ensure_ascii=False),
    "environment": lambda n, v: f"HOST=x\n{_variable(n)}={v}\nDEBUG=1",
    "export": lambda n, v: f'export {_variable(n)}="{v}"',
    "yaml": lambda n, v: f"cfg:\n  {n.replace(' ', '_')}: {v}\n  n: 3",
    "header": lambda n, v: f"curl -H '{n}: {v}' https://www.okx.com/api",
    "table": lambda n, v: f"| name | value |\n|---|---|\n| {n} | {v} |",
    "cells": lambda n, v: f"<td>{n}</td><td>{v}</td>",
    "element": lambda n, v: f"<{n.replace(' ', '_')}>{v}</{n.replace(' ', '_')}>",
    "next line": lambda n, v: f"{n}:\n{v}\nthanks",
    "quotation": lambda n, v: f"> {n}: {v}\n> ok?",
    "bold": lambda n, v: f"**{n}**: {v}",
    "arrow": lambda n, v: f"{n} -> {v}",
    "tab": lambda n, v: f"{n}\t{v}",
    "full stop": lambda n, v: f"Here is the {n}: {v}.",
    "before its name": lambda n, v: f"{v} is my {n}",
    "before its name, Chinese": lambda n, v: f"{v}是我的{n}",
    "in a list": lambda n, v: f"{n}={v}, uid=40718832",
}
_DISGUISED: dict[str, _Write] = {
    "full width": lambda n, v: f"{n}：{_wide(v)}",
    "zero width": lambda n, v: f"{n}: {v[: len(v) // 2]}\u200b{v[len(v) // 2 :]}",
    "column": lambda n, v: f"name,{n}\nann,{v}",
}
_ANY_CASE: dict[str, _Write] = {"upper case": lambda n, v: f"{n}: {v.upper()}", "lower case": lambda n, v: f"{n}: {v.lower()}"}
_LONG: dict[str, _Write] = {
    "wrapped": lambda n, v: f"{n}: {v[: len(v) // 2]}\n{v[len(v) // 2 :]}",
    "groups of four": lambda n, v: f"{n}: " + " ".join(v[i : i + 4] for i in range(0, len(v), 4)),
}


def _flat(text: str) -> str:
    return re.sub(r"[\s\u200b-]", "", unicodedata.normalize("NFKC", text)).lower()


def _formats(traits: str) -> dict[str, _Write]:
    return _PLAIN | _DISGUISED | (_ANY_CASE if "any_case" in traits else {}) | (_LONG if "long" in traits else {})


@pytest.mark.parametrize("kind", [*_SECRETS, *_PERSONAL])
def test_no_piece_of_a_value_is_left_in_any_format(kind: str) -> None:
    make, names, traits = (_SECRETS | _PERSONAL)[kind]
    rng = random.Random(f"{_SEED} {kind}")
    left = []
    for form, write in _formats(traits).items():
        if (form, kind) in _NOT_WRITTEN_SO:
            continue
        for name in names:
            value = make(rng)
            text = write(name, value)
            sealed = _flat(_GUARD.seal(text, Vault()).text).replace(_flat(name), "")
            plain = _flat(value)
            size = 4 if len(plain) < 8 else 6
            if any(plain[at : at + size] in sealed for at in range(len(plain) - size + 1)):
                left.append((form, text, sealed))
    assert not left


_NOT_WRITTEN_SO = frozenset((("column", "mail"), ("groups of four", "token"), ("groups of four", "wif"), ("wrapped", "wif")))


@pytest.mark.parametrize("kind", list(_REFERENCES))
def test_what_support_needs_stays_in_any_format(kind: str) -> None:
    make, names, _ = _REFERENCES[kind]
    rng = random.Random(f"{_SEED} {kind}")
    lost = []
    for write in _PLAIN.values():
        for name in names:
            value = make(rng)
            text = write(name, value)
            if value not in _GUARD.redact(text).text:
                lost.append((text, _GUARD.redact(text).text))
    assert not lost
