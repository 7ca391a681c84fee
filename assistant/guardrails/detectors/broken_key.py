"""Private keys that a space, a line's end or a dash cuts, as narrow windows, e-mails and text recognition do: the checksum of
what is left without the gaps proves them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator

import base58

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.key_words import SIZES, private_kind
from assistant.guardrails.made_up import data
from assistant.types import FindingClass

_PIECE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{2,}(?![0-9A-Za-z])")
_GAP = re.compile(r"[ \t]{0,3}(?:\r?\n[ \t>|]{0,4})?|[ \t]?[\-_.,/|\\][ \t]?\n?")
_MOST_PIECES = 60
_MOST_TRIED = 400  # checksums a message
_LONGEST = max(SIZES)
_LEAST_DIGITS = 3
_FIRST = frozenset("59KLQTc6sSxyztuvYZUV")
_SOLANA = (87, 88)  # these begin with anything
_LEAST = 29  # a shorter one has but one byte of proof
_MOST_OTHER = 400  # pieces in a row: so many are a table of something


def find(scan: Scan) -> Iterator[Span]:
    """Neighbouring pieces that make up a key."""
    left = _MOST_TRIED
    for run in _runs(scan.text):
        at = 0
        while at < len(run) and left > 0:
            end, kind, tried = _key_at(scan.text, run, at)
            left -= tried
            if end:
                yield Span(run[at][0], run[end - 1][1], checksum=True, kind=kind)
            at = end or at + 1


def _key_at(text: str, run: list[tuple[int, int]], at: int) -> tuple[int, str, int]:
    """Behind which piece the key ends that begins with piece ``at`` (0 if none does), its kind, how many checksums were tried."""
    joined, tried = text[slice(*run[at])], 0
    if joined[0] not in _FIRST and len(run) - at > _MOST_OTHER:
        return 0, "", 0
    for last in range(at + 1, min(len(run), at + _MOST_PIECES)):
        joined += text[slice(*run[last])]
        if len(joined) > _LONGEST:
            break
        if len(joined) >= _LEAST and len(joined) in SIZES and (joined[0] in _FIRST or len(joined) in _SOLANA):
            tried += 1
            if kind := private_kind(joined):
                return last + 1, kind, tried
    return 0, "", tried


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Pieces in a row with hardly anything between them; those without a few digits in all are words of a sentence."""
    run: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        if run and not _GAP.fullmatch(text, run[-1][1], match.start()):
            if _is_likely(text, run):
                yield run
            run = []
        run.append(match.span())
    if _is_likely(text, run):
        yield run


def _is_likely(text: str, run: list[tuple[int, int]]) -> bool:
    return len(run) > 1 and sum(c.isdigit() for c in text[run[0][0] : run[-1][1]]) >= _LEAST_DIGITS


def _keys(seed: str) -> list[str]:
    from nacl.signing import SigningKey

    pair = SigningKey(data(seed, 32))
    strkey = bytes([18 << 3]) + data(seed, 32)
    return [
        base58.b58encode(pair.encode() + pair.verify_key.encode()).decode(),
        base58.b58encode_check(b"\x80" + data(seed, 32) + b"\x01").decode(),
        base58.b58encode_check(b"\x80" + data(seed, 32)).decode(),
        base58.b58encode_check(b"\x01\x42\xe0" + data(seed, 36)).decode(),
        base64.b32encode(strkey + binascii.crc_hqx(strkey, 0).to_bytes(2, "little")).decode(),
        base58.b58encode_check(b"\x21" + data(seed, 16), alphabet=base58.RIPPLE_ALPHABET).decode(),
    ]


def hides() -> Iterable[str]:
    """Keys of every kind, cut once, cut into lines, spelled in groups."""
    for number, form in enumerate(("⟦{}⟧", "帮我看看 ⟦{}⟧ 是什么", "what is this ⟦{}⟧, i found it")):
        for place, key in enumerate(_keys(str(number))):
            half, size = len(key) // 2 + place, (4, 8, 11)[number]
            if len(key) > 86 and number == 2:
                size = 30
            groups = [key[i : i + size] for i in range(0, len(key), size)]
            yield form.format(key[:half] + " \n"[number % 2] + key[half:])
            if len(groups[-1]) > 1:
                yield form.format((" ", "-", "\n> ")[number].join(groups))


def keeps() -> Iterable[str]:
    """Addresses, hashes, sentences and lists of numbers, cut or not."""
    address = base58.b58encode_check(b"\x00" + data("a", 20)).decode()
    signature = base58.b58encode(data("s", 64)).decode()
    yield from (
        f"{address[:20]} {address[20:]}",
        f"{signature[:40]}\n{signature[40:]}",
        f"tx {signature[:44]} {signature[44:]}",
        "请查一下 2026 11 20 14 30 05 的订单 612345 678901 234567 8901",
        "order 612345678901234567 deposit 145627839 on TRC20 from wallet 4 to okx account 2 at 12 30",
        "版本 6 95 1 苹果 17 2 网络 5G",
        "L1 L2 K5 5K 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31",
        "error 50113 50111 50105 58207 51008 1000 came one after the other in my log",
        "5 minutes ago i sent 500 USDT with TRC20 to the address that i always use and nothing came",
        "xprv is what? i have 3 of them, 111 characters each",
        "+86 138 0013 8000 010 6234 5678",
        "https://www.okx.com/help/1 2 3 how to withdraw",
        "SD SC SB SA 12 34 56",
    )


DETECTOR = Detector(
    "private_key",
    FindingClass.SECRET,
    find,
    (r"(?:[A-Za-z][0-9]|[0-9][A-Za-z])[0-9A-Za-z]{0,50}(?:[ \t]{0,3}\r?\n[ \t>|]{0,4}|[ \-_./|,])[0-9A-Za-z]{4}",),
    hides,
    keeps,
    ("wif_key", "stellar_seed", "xrp_seed", "encrypted_key", "extended_key"),
)
