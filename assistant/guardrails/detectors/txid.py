"""Transaction ids of every shape, known by the words or the explorer link around them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.chain_words import base58_size
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HexWord, judge
from assistant.guardrails.labels import governing
from assistant.types import FindingClass

_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{64}(?![0-9A-Za-z])")
_BASE58 = re.compile(r"(?<![0-9A-Za-z])(?:[1-9A-HJ-NP-Za-km-z]{85,88}|[1-9A-HJ-NP-Za-km-z]{42,44})(?![0-9A-Za-z])")
_BASE64 = re.compile(r"(?<![0-9A-Za-z+/_\-=])[0-9A-Za-z+/_\-]{43}=(?![0-9A-Za-z=])")
_BASE32 = re.compile(r"(?<![0-9A-Za-z])[A-Z2-7]{52}(?![0-9A-Za-z])")
_LINK = re.compile(
    r"(?:[a-z0-9\-]{1,40}\.){1,4}[a-z]{2,12}(?::[0-9]{2,5})?/(?:[#!A-Za-z0-9_.\-]{1,30}/){0,5}"
    r"(?:tx|txs|txn|txns|transaction|transactions|trans|extrinsic|op|ops|hash|search|payment|tx-detail|txblock"
    r"|transactiondetails)/(?:hash/)?([0-9A-Za-z+_%=\-:]{32,120})",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:[a-z0-9\-]{1,40}\.){1,4}[a-z]{2,12}/(?:[#!A-Za-z0-9_.\-]{1,30}/){0,5}"
    r"(?:address|addr|account|accounts|wallet|token|contract|validator|object|coin)/([0-9A-Za-z+_%=\-:.]{20,130})",
    re.IGNORECASE,
)


def find(scan: Scan) -> Iterator[Span]:
    """Words in a line about a transaction, or in the path of an explorer link."""
    text = scan.text
    for match in scan.matches(_HEX):
        if judge(scan, *match.span()) is HexWord.TRANSACTION:
            yield Span(*match.span())
    for match in scan.matches(_BASE58):
        size = base58_size(match.group())
        if size == 64 or (size == 32 and _is_spoken_of(scan, *match.span())):
            yield Span(*match.span(), score=1.1 if size == 32 else 1.0)
    for pattern in (_BASE64, _BASE32):
        for match in scan.matches(pattern):
            if _is_spoken_of(scan, *match.span()):
                yield Span(*match.span())
    if "/" in text:
        for low, high in scan.once(_paths):
            for match in _LINK.finditer(text, low, high):
                yield Span(*match.span(1), score=1.1)
            for match in _ACCOUNT.finditer(text, low, high):
                yield Span(*match.span(1), kind="address", score=1.1)


def _paths(scan: Scan) -> list[tuple[int, int]]:
    """The words that hold a slash."""
    text = scan.text
    found: list[tuple[int, int]] = []
    at = text.find("/")
    while at >= 0:
        low = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
        ends = [end for end in (text.find(" ", at), text.find("\n", at)) if end >= 0]
        found.append((low, min(ends, default=len(text))))
        at = text.find("/", found[-1][1])
    return found


def _is_spoken_of(scan: Scan, start: int, end: int) -> bool:
    """Whether a label of transactions governs the word, or words for one stand before it and none for a key or address do."""
    group = governing(scan, start, end)
    if group:
        return group == "txid"
    return scan.near("transaction", start, end, before=40, after=12) and not scan.near("key", start, end, before=40)


def hides() -> Iterable[str]:
    """Transaction ids in words and links."""
    import base64

    import base58

    value = hashlib.sha256(b"txid").hexdigest()
    for form in (
        "txid ⟦{}⟧",
        "TxID：⟦{}⟧",
        "交易哈希：⟦0x{}⟧",
        "https://etherscan.io/tx/⟦0x{}⟧",
        "我的提现哈希是⟦{}⟧",
        "hash ⟦0x{}⟧ pending",
        "https://tronscan.org/#/transaction/⟦{}⟧",
        "https://tonviewer.com/transaction/⟦{}⟧",
        "https://unknown-explorer.example/mainnet/tx/⟦{}⟧?tab=1",
    ):
        yield form.format(value)
    upper = value.upper()
    yield f"XRP 交易 ⟦{upper}⟧ 没带tag"
    yield f"cosmos tx ⟦{upper}⟧"
    signature = base58.b58encode(hashlib.sha512(b"sol").digest()).decode()
    yield f"https://solscan.io/tx/⟦{signature}⟧"
    yield f"sol 转账签名 ⟦{signature}⟧"
    yield f"⟦{signature}⟧"
    near = base58.b58encode(hashlib.sha256(b"near").digest()).decode()
    yield f"NEAR tx hash ⟦{near}⟧"
    yield f"https://nearblocks.io/txns/⟦{near}⟧"
    yield f"sui transaction digest: ⟦{near}⟧"
    yield f"TON 交易哈希 ⟦{base64.b64encode(hashlib.sha256(b'ton').digest()).decode()}⟧"


def keeps() -> Iterable[str]:
    """Keys, addresses and shorter words."""
    import base58

    value = hashlib.sha256(b"key").hexdigest()
    address = base58.b58encode(hashlib.sha256(b"sol").digest()).decode()
    return (
        f"私钥 {value}",
        f"private key 0x{value}",
        f"txid {value[:40]}",
        f"SOL address {address}",
        f"钱包地址 {address}",
        "txid 在哪里看",
        "https://www.okx.com/help/transaction/how-to-find-txid",
        "https://etherscan.io/tx/",
        "交易哈希是什么",
        "transaction failed",
        "order 612345678901234567",
        f"seed {value}",
        "tx 0x1234",
    )


DETECTOR = Detector(
    "txid",
    FindingClass.REFERENCE,
    find,
    (
        r"[0-9a-f]{64}",
        r"[1-9A-HJ-NP-Za-km-z]{42}",
        r"[0-9a-z+/_\-]{43}=",
        r"\b[A-Z2-7]{52}\b",
        r"/(?:tx|txs|txns?|transactions?|trans|extrinsic|ops?|hash|search|payment|tx-detail|address|addr|accounts?|wallet|token"
        r"|contract|object|coin)/",
    ),
    hides,
    keeps,
)
