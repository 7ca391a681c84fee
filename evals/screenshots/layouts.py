"""The pages that are drawn: what stands on them, in both languages, all of it made up from a seed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from evals.screenshots.canvas import Canvas


def txid(canvas: Canvas, name: str = "txid") -> str:
    """A hash as a TRON or Bitcoin explorer shows it."""
    return canvas.digest(name).hex()


def tron_address(canvas: Canvas) -> str:
    """A valid TRON address."""
    import base58

    return base58.b58encode_check(b"\x41" + canvas.digest("address")[:20]).decode()


def phrase(canvas: Canvas, words: int) -> list[str]:
    """A valid BIP-39 phrase."""
    from mnemonic import Mnemonic

    return Mnemonic("english").to_mnemonic(canvas.digest("phrase")[: words // 3 * 4]).split()


_WORDS = {
    "zh": {
        "title": "提币详情",
        "amount": "数量",
        "network": "网络",
        "address": "提币地址",
        "txid": "交易哈希",
        "time": "时间",
        "status": "状态",
        "pending": "提币处理中",
        "fee": "手续费",
        "backup": "请按顺序抄写助记词",
        "never": "不要告诉任何人",
        "key": "私钥",
        "api": "API 密钥",
        "secret": "Secret Key",
        "phrase": "密码短语",
        "name": "姓名",
        "phone": "手机号",
        "email": "邮箱",
        "uid": "UID",
        "order": "订单号",
        "code": "【欧易】您的验证码为{code},10分钟内有效",
        "password": "登录密码",
        "help": "联系客服",
    },
    "en": {
        "title": "Withdrawal details",
        "amount": "Amount",
        "network": "Network",
        "address": "Address",
        "txid": "TxID",
        "time": "Time",
        "status": "Status",
        "pending": "Withdrawal in progress",
        "fee": "Fee",
        "backup": "Write down your recovery phrase",
        "never": "Never share it with anyone",
        "key": "Private key",
        "api": "API key",
        "secret": "Secret key",
        "phrase": "Passphrase",
        "name": "Name",
        "phone": "Phone",
        "email": "Email",
        "uid": "UID",
        "order": "Order ID",
        "code": "[OKX] Your verification code is {code}, valid for 10 minutes",
        "password": "Login password",
        "help": "Contact support",
    },
}


def _withdrawal(canvas: Canvas, spec: dict[str, Any]) -> None:
    words, size, left, edge = _WORDS[canvas.language], canvas.size, 60, canvas.width - 60
    canvas.write(left, 50, words["title"], scale=1.2)
    y = 60 + 3.0 * size
    amount = f"{100 + int(canvas.number('amount', 3)) % 900}.{canvas.number('cents', 2)}"
    rows = (
        ("amount", f"{amount} USDT"),
        ("network", "TRC20"),
        ("time", "2026-11-18 21:07:45"),
        ("status", words["pending"]),
        ("fee", "1.5 USDT"),
    )
    for name, value in rows:
        canvas.write(left, y, words[name], faint=True)
        quad = canvas.write(edge, y, value, right=True)
        if name in ("amount", "network"):
            canvas.note("reference", name, value, [quad])
        y += 2.2 * size
    column = canvas.width * spec.get("column", 0.4)
    for name, value in (("address", tron_address(canvas)), ("txid", txid(canvas))):
        canvas.write(left, y, words[name], faint=True)
        scale = spec.get("scale", 0.9)
        quads, y = canvas.wrapped(column, y, value, edge - column, scale=scale, kind=spec.get("font", "page"))
        canvas.note("reference", name, value, quads)
        y += size
    canvas.write(left, y + size, words["help"])


def _grid(canvas: Canvas, spec: dict[str, Any]) -> None:
    words, columns, size = phrase(canvas, spec.get("words", 12)), spec.get("columns", 3), canvas.size
    canvas.write(60, 50, _WORDS[canvas.language]["backup"], scale=1.1)
    wide, rows = (canvas.width - 80) / columns, math.ceil(len(words) / columns)
    quads = []
    for place, word in enumerate(words):
        column, row = divmod(place, rows) if spec.get("down") else (place % columns, place // columns)
        x, y = 60 + column * wide, 80 + (3 + 2.6 * row) * size
        if spec.get("apart"):
            canvas.write(x, y + 0.2 * size, str(place + 1), scale=0.7, faint=True)
            quads.append(canvas.write(x + 1.9 * size, y, word))
        else:
            number = f"{place + 1}. "
            canvas.write(x, y, number)
            quads.append(canvas.write(x + canvas.font("page", size).getlength(number), y, word))
    canvas.note("secret", "seed_phrase", " ".join(words), quads)
    canvas.write(60, 80 + (4 + 2.6 * rows) * size, _WORDS[canvas.language]["never"], scale=0.8, faint=True)


def _paragraph(canvas: Canvas, spec: dict[str, Any]) -> None:
    words, size = phrase(canvas, spec.get("words", 12)), canvas.size
    canvas.write(60, 60, _WORDS[canvas.language]["title"])
    per, quads = spec.get("per", 5), []
    for row in range(math.ceil(len(words) / per)):
        text = spec.get("glue", " ").join(words[row * per : (row + 1) * per])
        quads.append(canvas.write(60, 60 + (3 + 1.5 * row) * size, text, kind=spec.get("font", "page")))
    canvas.note("secret", "seed_phrase", " ".join(words), quads)
    canvas.write(60, 60 + (6 + 1.5 * math.ceil(len(words) / per)) * size, _WORDS[canvas.language]["help"])


def _api(canvas: Canvas, spec: dict[str, Any]) -> None:
    words, size, y = _WORDS[canvas.language], canvas.size, 60.0
    key = "-".join(canvas.digest("api").hex()[a:b] for a, b in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))
    secret, passphrase = canvas.digest("secret").hex()[:32].upper(), f"Tr4de!{canvas.number('pass', 5)}"
    for name, value in (("api", key), ("secret", secret), ("phrase", passphrase)):
        canvas.write(60, y, words[name], faint=True)
        if spec.get("beside"):
            quads, y = canvas.wrapped(0.38 * canvas.width, y, value, 0.56 * canvas.width, scale=0.85, kind="mono")
        else:
            quads, y = canvas.wrapped(60, y + 1.6 * size, value, canvas.width - 120, scale=0.9, kind="mono")
        canvas.note("secret", name, value, quads)
        y += 1.4 * size


def _key(canvas: Canvas, spec: dict[str, Any]) -> None:
    import base58

    words, size = _WORDS[canvas.language], canvas.size
    value = canvas.digest("key").hex()
    if spec.get("form") == "wif":
        value = base58.b58encode_check(b"\x80" + canvas.digest("key") + b"\x01").decode()
    y = 60.0
    if not spec.get("unnamed"):
        canvas.write(60, y, words["key"])
        y += 2 * size
    quads, y = canvas.wrapped(60, y, value, canvas.width * spec.get("column", 0.55), kind="mono")
    canvas.note("secret", "private_key", value, quads)
    canvas.write(60, y + 2 * size, words["never"])


def _account(canvas: Canvas, spec: dict[str, Any]) -> None:
    words, size, y = _WORDS[canvas.language], canvas.size, 60.0
    name = "王晓雯" if canvas.language == "zh" else "Margaret Hollis"
    phone = f"138{canvas.number('phone', 8)}" if canvas.language == "zh" else f"+44 7{canvas.number('phone', 9)}"
    email = f"margaret{canvas.number('mail', 3)}@example.com"
    values = (
        ("personal", "name", name),
        ("personal", "phone", phone),
        ("personal", "email", email),
        ("reference", "uid", canvas.number("uid", 9)),
        ("reference", "order", canvas.number("order", 18)),
        ("secret", "password", f"Qw7!{canvas.number('password', 4)}zt"),
    )
    for cls, field_name, value in values:
        canvas.write(60, y, words[field_name], faint=True)
        quad = canvas.write(0.42 * canvas.width, y, value)
        canvas.note(cls, field_name if field_name != "order" else "order_id", value, [quad])
        y += 2.2 * size
    code = canvas.number("code", 6)
    before, after = words["code"].split("{code}")
    canvas.write(60, y + size, before, scale=0.9)
    x = 60 + canvas.font("page", round(0.9 * size)).getlength(before)
    quad = canvas.write(x, y + size, code, scale=0.9)
    canvas.write(quad[1][0], y + size, after, scale=0.9)
    canvas.note("secret", "one_time_code", code, [quad])


def _two_columns(canvas: Canvas, spec: dict[str, Any]) -> None:
    words, labels, size = phrase(canvas, 12), _WORDS[canvas.language], canvas.size
    right = 0.42 * canvas.width
    quads = [canvas.write(60, 80 + 1.9 * size * n, word) for n, word in enumerate(words)]
    canvas.note("secret", "seed_phrase", " ".join(words), quads)
    hash_value = txid(canvas)
    canvas.write(right, 80, labels["txid"])
    pieces, y = canvas.wrapped(right, 80 + 1.9 * size, hash_value, 0.54 * canvas.width, scale=0.9)
    canvas.note("reference", "txid", hash_value, pieces)
    canvas.write(right, y + 2 * size, f"{labels['network']}  TRC20")
    canvas.write(right, y + 4 * size, f"{labels['status']}  {labels['pending']}")


LAYOUTS: dict[str, Callable[[Canvas, dict[str, Any]], None]] = {
    "withdrawal": _withdrawal,
    "grid": _grid,
    "paragraph": _paragraph,
    "api": _api,
    "key": _key,
    "account": _account,
    "two_columns": _two_columns,
}
