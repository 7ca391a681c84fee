"""Screenshots drawn when they are needed: pages of an exchange and a wallet with made-up values whose place is known to the pixel."""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FONTS = Path("/usr/share/fonts/truetype")
CJK = _FONTS / "wqy/wqy-microhei.ttc"
SANS = (_FONTS / "liberation/LiberationSans-Regular.ttf", _FONTS / "dejavu/DejaVuSans.ttf")
MONO = (_FONTS / "dejavu/DejaVuSansMono.ttf", _FONTS / "liberation/LiberationMono-Regular.ttf")
Quad = tuple[tuple[float, float], ...]
EXIF_TURNS = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that was drawn. ``cls``: secret, personal or reference; ``name``: its slot or kind; ``quads``: where its pieces stand."""

    cls: str
    name: str
    value: str
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture file and what is in it."""

    data: bytes
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Canvas:
    """A page to draw on; what is drawn with a ``mark`` is noted."""

    seed: str
    language: str
    size: int = 34
    width: int = 1080
    height: int = 1500
    dark: bool = False
    marks: list[tuple[str, str, str, list[Quad]]] = field(default_factory=list)
    image: Any = None
    pen: Any = None

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.width, self.height), "#101418" if self.dark else "#ffffff")
        self.pen = ImageDraw.Draw(self.image)

    def font(self, kind: str, size: int) -> Any:
        """``page`` is what the language is set in, ``mono`` for codes."""
        return _font(kind if kind == "mono" or self.language != "zh" else "cjk", size)

    def write(
        self, x: float, y: float, text: str, *, kind: str = "page", scale: float = 1.0, right: bool = False, faint: bool = False
    ) -> Quad:
        """Draw ``text`` with its top left corner there (``right``: its top right); gives its corners."""
        font = self.font(kind, round(self.size * scale))
        if right:
            x -= font.getlength(text)
        colour = ("#8a9099" if faint else "#e8eaed") if self.dark else ("#7a808a" if faint else "#16181c")
        self.pen.text((x, y), text, fill=colour, font=font)
        left, top, end, bottom = self.pen.textbbox((x, y), text, font=font)
        return ((left, top), (end, top), (end, bottom), (left, bottom))

    def note(self, cls: str, name: str, value: str, quads: list[Quad]) -> None:
        """What was drawn there counts as a value."""
        self.marks.append((cls, name, value, quads))

    def number(self, name: str, digits: int) -> str:
        """Digits that depend on the seed alone, the first not 0."""
        return str(10 ** (digits - 1) + int.from_bytes(self.digest(name), "big") % (9 * 10 ** (digits - 1)))

    def digest(self, name: str) -> bytes:
        """32 bytes that depend on the seed alone."""
        return hashlib.sha256(f"{self.seed}/{name}".encode()).digest()

    def wrapped(self, x: float, y: float, value: str, width: float, *, scale: float = 1.0, kind: str = "page") -> tuple[list[Quad], float]:
        """Draw ``value`` cut wherever the width ends; gives the corners of its pieces and where the next line begins."""
        font, quads = self.font(kind, round(self.size * scale)), []
        while value:
            count = len(value)
            while font.getlength(value[:count]) > width and count > 1:
                count -= 1
            quads.append(self.write(x, y, value[:count], scale=scale, kind=kind))
            value, y = value[count:], y + 1.35 * self.size * scale
        return quads, y


def draw(spec: dict[str, Any]) -> Drawn:
    """The picture that a case describes: ``layout`` and, where given, ``language``, ``dark``, ``size``, ``words``, ``exif``, ``photo``."""
    wide = spec.get("width", 1080)
    canvas = Canvas(spec["id"], spec["language"], spec.get("size", 34), wide, spec.get("height", 1500), spec.get("dark", False))
    LAYOUTS[spec["layout"]](canvas, spec)
    marks = [Mark(cls, name, value, tuple(quads)) for cls, name, value, quads in canvas.marks]
    image = canvas.image
    if spec.get("photo"):
        image, marks = _photographed(image, marks, canvas)
    return Drawn(_encoded(image, spec), tuple(marks))


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


@cache
def _font(kind: str, size: int) -> Any:
    found = {"cjk": (CJK,), "mono": MONO}.get(kind, SANS)
    return ImageFont.truetype(str(next(path for path in found if path.exists())), size)


def can_draw(language: str) -> bool:
    """Whether this machine has a font for it."""
    return CJK.exists() if language == "zh" else any(path.exists() for path in SANS)


def _photographed(image: Any, marks: list[Mark], canvas: Canvas) -> tuple[Any, list[Mark]]:
    """As a telephone's camera sees a screen: a little askew, a little soft, with noise and uneven light."""
    angle, (width, height) = 1.2, image.size
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="#555555").filter(ImageFilter.GaussianBlur(0.8))
    noise = np.random.default_rng(int.from_bytes(canvas.digest("noise")[:4], "big"))
    pixels = np.asarray(turned, dtype=np.float32)
    light = np.linspace(1.0, 0.78, width)[None, :, None]
    pixels = pixels * light + noise.normal(0, 7, pixels.shape)
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))

    def moved(quad: Quad) -> Quad:
        return tuple(
            (
                (x - width / 2) * cosine + (y - height / 2) * sine + width / 2,
                (y - height / 2) * cosine - (x - width / 2) * sine + height / 2,
            )
            for x, y in quad
        )

    shifted = [Mark(m.cls, m.name, m.value, tuple(map(moved, m.quads))) for m in marks]
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)), shifted


def _encoded(image: Any, spec: dict[str, Any]) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    if spec.get("exif"):
        image = image.transpose(EXIF_TURNS[spec["exif"]])
        exif[0x0112] = spec["exif"]
        exif[0x010F] = "Camera of Margaret"
    if spec.get("sideways"):
        image = image.transpose(Image.Transpose.ROTATE_90)
    form = spec.get("form_of_file", "JPEG" if spec.get("photo") or spec.get("exif") else "PNG")
    image.save(out, form, exif=exif, **({"quality": 72 if spec.get("photo") else 90} if form == "JPEG" else {}))
    return out.getvalue()


def covered(pixels: Any, quad: Quad) -> float:
    """The share of a drawn piece that is solid black in ``pixels`` (height × width × 3)."""
    xs, ys = [p[0] for p in quad], [p[1] for p in quad]
    left, right, top, bottom = (int(v) for v in (max(0, min(xs)), max(xs), max(0, min(ys)), max(ys)))
    piece = pixels[top : bottom + 1, left : right + 1]
    return float((piece.max(axis=2) == 0).mean()) if piece.size else 0.0


def pieces(drawn: Drawn, cls: str) -> Iterator[tuple[Mark, Quad]]:
    """Every drawn piece of every value of a class."""
    return ((mark, quad) for mark in drawn.marks if mark.cls == cls for quad in mark.quads)
