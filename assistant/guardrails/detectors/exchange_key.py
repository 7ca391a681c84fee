"""Keys of other exchanges, clouds and model providers that no prefix gives away: random words near words for keys.

Sources: the exchanges' API documentation (2026): Bybit 18 and 36 characters, MEXC ``mx0v…`` and 32 hexadecimal, HTX four groups,
Kraken base64, Coinbase ``organizations/…/apiKeys/…``, BitMEX 24 and 48, KuCoin 24 hexadecimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from assistant.guardrails.chain_words import is_public_key, is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HexWord, judge
from assistant.guardrails.made_up import ALNUM, HEX, uuid, word
from assistant.guardrails.nearby import Near, beside, names_of
from assistant.guardrails.shapes import by_shape
from assistant.guardrails.spoken_values import in_link
from assistant.types import FindingClass

_NAME = "<<api_key~>>|<<api_secret~>>|<<key_near~>>|<<exchange~>>"
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9+/])(?<![A-Za-z0-9][_.\-])([A-Za-z0-9+/][A-Za-z0-9+/_\-]{14,127}={0,2})(?![A-Za-z0-9+/=]|\.[A-Za-z0-9])"
)
_HASH = re.compile(r"(?:0x)?[0-9a-fA-F]{64}")
_HEXADECIMAL = re.compile(r"[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{48}|[0-9a-f]{64}")
_WORDY = re.compile(
    r"(?:(?:[A-Z]?[a-z]{2,13}|[A-Z]{2,13})[-_/]){1,6}(?:[A-Z]?[a-z0-9]{1,13}|[A-Z0-9]{1,13})|[A-Z0-9_]+|[a-z]+(?:[A-Z][a-z]+)+[0-9]{0,4}"
)
_LEAST_LETTERS = 24
_LEAST_MIXED = 15
_NEAR_HEX = 26
_LEAST_TURNS = 3
_LETTERS = "AbCdEfGhJkLmNpQrStUvWxYz"
_SHAPES = (
    r"(?:^|[^0-9A-Za-z\-])([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-z]{8,10}-[0-9a-f]{5})(?:$|[^0-9A-Za-z\-])",
    r"(?:^|[^0-9A-Za-z])((?-i:mx0v[A-Za-z0-9]{14}))(?:$|[^0-9A-Za-z])",
    r"(organizations/[0-9a-f]{8}-[0-9a-f\-]{27}/apiKeys/[0-9a-f]{8}-[0-9a-f\-]{27})",
    r"(?:^|[^0-9A-Za-z])([0-9a-f]{32}\.(?-i:[A-Za-z0-9]{16}))(?:$|[^0-9A-Za-z])",
)
_SHAPE_GATE = (
    r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-z]{8}",
    "mx0v[A-Za-z0-9]{14}",
    "organizations/[0-9a-f]{8}-",
    r"[0-9a-f]{32}\.[A-Za-z0-9]{16}",
)


def find(scan: Scan) -> Iterator[Span]:
    """Random words beside a word for a key or the name of another exchange."""
    for near in beside(scan, names_of(scan, _NAME), _TOKEN, ahead=48, back=24):
        if _is_key(near, scan):
            yield Span(near.start, near.end, score=0.2)


def _is_key(near: Near, scan: Scan) -> bool:
    text = near.text.rstrip("-_")
    if is_public_key(text):
        return False
    if _HEXADECIMAL.fullmatch(text) and scan.words.regex(r"<<reference_label>>[ \t:=#]{0,3}$").search(
        scan.text[max(0, near.start - 24) : near.start]
    ):
        return False
    if _HASH.fullmatch(text):
        return judge(scan, near.start, near.end) is HexWord.KEY
    if _HEXADECIMAL.fullmatch(text):
        return len(near.gap) <= _NEAR_HEX
    return (_is_random(text) or (_is_paired(scan, near) and _is_cased(text))) and not (
        _WORDY.fullmatch(text) or in_link(scan, near.start) or is_public_word(text)
    )


def _is_paired(scan: Scan, near: Near) -> bool:
    """Whether a key is named right before it and a secret right behind: then letters alone are enough."""
    named = scan.words.regex(r"(?:<<api_key>>|\bkey)[ \t:=]{0,3}$").search(scan.text[max(0, near.start - 24) : near.start]) is not None
    return named and scan.words.regex(r"^[ \t\n,;/|]{0,12}(?:<<api_secret>>|sec\b)").search(scan.text[near.end : near.end + 24]) is not None


def _is_cased(text: str) -> bool:
    """Whether capitals stand among small letters as in no word."""
    return text.isalnum() and sum(a.islower() and b.isupper() for a, b in pairwise(text)) >= _LEAST_TURNS


def _is_random(text: str) -> bool:
    """Whether letters of both cases and digits are mixed as nobody writes them."""
    digits, upper, lower = (sum(map(test, text)) for test in (str.isdigit, str.isupper, str.islower))
    changes = sum(a.isdigit() != b.isdigit() or a.isupper() != b.isupper() for a, b in pairwise(text))
    if not digits:
        return (len(text) >= _LEAST_LETTERS and changes >= len(text) // 3) or (len(text) > _LEAST_MIXED and changes * 5 >= len(text) * 2)
    return digits >= 1 and upper >= 2 and lower >= 2 and changes >= len(text) // 5


def hides() -> Iterable[str]:
    """As people tell of keys of other places."""
    key, secret = word("by", 17) + "7", word("bs", 35) + "3"
    return (
        f"bybit key=⟦{key}⟧ sec=⟦{secret}⟧ 跟单机器人绑不上",
        f"bybit api ⟦{key}⟧ : ⟦{secret}⟧",
        f"BITMEX_ID=⟦{word('bm', 24)}⟧\nBITMEX_SECRET=⟦{word('bx', 48)}⟧",
        f"kraken API-Key ⟦{word('k', 55)}+⟧ private ⟦{word('kp', 86)}==⟧",
        f"AccessKeySecret ⟦{word('ali', 30)}⟧ 部署量化",
        f"币安的key ⟦{word('bn', 20)}⟧",
        f"kucoin secret: ⟦{word('kc', 40)}⟧",
        f"deribit client id ⟦{word('d', 22)}⟧ fails",
        f"我的接口密钥：⟦{word('jk', 32)}⟧",
        f"3commas bot ⟦{word('tc', 40)}⟧",
        f"coinbase ⟦{word('cb', 32)}⟧ is the key",
        f"my bot on bybit died, key ⟦{word('bk', 18, _LETTERS)}⟧ secret ⟦{word('bb', 36)}⟧",
        f"MEXC ⟦{word('mx', 18)}⟧ / ⟦{word('mh', 32, HEX)}⟧",
    )


def keeps() -> Iterable[str]:
    """Links, names of files, identifiers, addresses."""
    return (
        "binance withdrawal to 0x52908400098527886E0F7030069857D2E4169EE7",
        "okx api key permissions read-only",
        "https://www.okx.com/account/my-api-key-Q8sJ2kd0AxPz1",
        "from binance to TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE",
        "BTC-USDT-SWAP api error",
        "okx-web3-wallet-extension key",
        f"bybit order id {uuid('o')}",
        "api key created 2026-11-20T08:15:00Z",
        "kraken TXID " + word("tx", 64, HEX),
        "gate.io 提币到 bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "key features of okx-dex-aggregator-v5",
        "binance clOrdId " + word("cl", 22, ALNUM),
    )


def shapes() -> Iterable[str]:
    """Words whose shape is the exchange's own."""
    for number in range(4):
        salt = f"s{number}"
        yield f"⟦{word(salt, 8, HEX)}-{word(salt + 'b', 8, HEX)}-{word(salt + 'c', 10, HEX)}-{word(salt + 'd', 5, HEX)}⟧ 火币"
        yield f"抹茶 ⟦mx0v{word(salt, 14)}⟧"
        yield f"智谱⟦{word(salt, 32, HEX)}.{word(salt + 'z', 16)}⟧"
        yield f'"name": "⟦organizations/{uuid(salt)}/apiKeys/{uuid(salt + "k")}⟧"'


DETECTORS = (
    Detector(
        "api_key",
        FindingClass.SECRET,
        find,
        (r"[A-Za-z0-9+/_\-]{15}",),
        hides,
        keeps,
        ("api_secret", "access_token", "session_token", "private_key"),
    ),
    by_shape("api_key", _SHAPES, _SHAPE_GATE, shapes, keeps),
)
