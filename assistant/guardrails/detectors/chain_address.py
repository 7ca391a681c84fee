"""Addresses on blockchains, known by their checksum; where a chain has none, by shape and the words around."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from assistant.guardrails import chain_words as chain
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.hex_words import HexWord, judge
from assistant.guardrails.labels import governing
from assistant.types import FindingClass

_EVM = re.compile(r"(?<![0-9A-Za-z])(?:0x|0X|xdc)[0-9a-fA-F]{40}(?![0-9A-Za-z])")
_BASE58 = re.compile(r"(?<![0-9A-Za-z])[1-9A-HJ-NP-Za-km-z]{25,48}(?![0-9A-Za-z])")
_LONG58 = re.compile(
    r"(?<![0-9A-Za-z])(?:[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?|Ae2[1-9A-HJ-NP-Za-km-z]{56}"
    r"|DdzFF[1-9A-HJ-NP-Za-km-z]{99})(?![0-9A-Za-z])"
)
_BECH32 = re.compile(
    r"(?<![0-9A-Za-z])(?:[a-z][a-z0-9_]{0,19}1[02-9ac-hj-np-z]{20,400}|[A-Z][A-Z0-9_]{0,19}1[02-9AC-HJ-NP-Z]{20,400})"
    r"(?![0-9A-Za-z])"
)
_CASH = re.compile(r"(?<![0-9A-Za-z])(?:(bitcoincash|bchtest|simpleledger):)?([qpQP][02-9ac-hj-np-zAC-HJ-NP-Z]{41})(?![0-9A-Za-z])")
_KASPA = re.compile(r"(?<![0-9A-Za-z])kaspa:[02-9ac-hj-np-z]{61,63}(?![0-9A-Za-z])")
_BASE32 = re.compile(r"(?<![0-9A-Za-z])(?:[GMC][A-Z2-7]{55}(?:[A-Z2-7]{13})?|[A-Z2-7]{58})(?![0-9A-Za-z])")
_TON = re.compile(r"(?<![0-9A-Za-z_/+\-])[EUk0]Q[A-Za-z0-9_/+\-]{46}(?![0-9A-Za-z_/+\-])")
_TON_RAW = re.compile(r"(?<![0-9A-Za-z])(?:0|-1):[0-9a-fA-F]{64}(?![0-9A-Za-z])")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0x[0-9a-fA-F]{62,64}|[0-9a-fA-F]{64})(?![0-9A-Za-z])")
_NAMES = re.compile(
    r"(?<![0-9A-Za-z@._\-])[a-z0-9][a-z0-9_\-]{1,60}(?:\.[a-z0-9_\-]{2,40}){0,2}\.(?:near|eth|sol|ton|bnb|arb|lens|crypto"
    r"|tg)(?![0-9A-Za-z]|\.[a-z])",
    re.IGNORECASE,
)
_FILECOIN = re.compile(r"(?<![0-9A-Za-z])f[13][a-z2-7]{39,84}(?![0-9A-Za-z])")
_HEDERA = re.compile(r"(?<![0-9.])0\.0\.[0-9]{3,10}(?:-[a-z]{5})?(?![0-9.])")
_FALLBACK = re.compile(r"T[1-9A-HJ-NP-Za-km-z]{33}|r[1-9A-HJ-NP-Za-km-z]{24,34}|[13][1-9A-HJ-NP-Za-km-z]{25,34}")


def find(scan: Scan) -> Iterator[Span]:
    """Addresses of the large chains."""
    for match in scan.matches(_EVM):
        yield Span(*match.span(), checksum=chain.is_eip55("0x" + match.group()[-40:]))
    yield from _base58(scan)
    yield from _other_alphabets(scan)
    for pattern in (_LONG58, _KASPA, _FILECOIN, _NAMES, _TON_RAW, _HEDERA):
        for match in scan.matches(pattern):
            yield Span(*match.span())
    for match in scan.matches(_HEX):
        if (len(match.group()) < 66 and match.group()[:2] == "0x") or judge(scan, *match.span()) is HexWord.OTHER:
            yield Span(*match.span())


def _other_alphabets(scan: Scan) -> Iterator[Span]:
    """Addresses in bech32, CashAddr, base32 and base64."""
    for match in scan.matches(_BECH32):
        if chain.is_bech32(match.group()):
            yield Span(*match.span(), checksum=True)
        elif match.group().lower().startswith(("bc1", "addr1", "ltc1", "cosmos1", "stake1")):
            yield Span(*match.span())
    for match in scan.matches(_CASH):
        proved = chain.is_cashaddr(match.group(2), match.group(1) or "bitcoincash")
        if proved or match.group(1):
            yield Span(*match.span(), checksum=proved)
    for match in scan.matches(_BASE32):
        if chain.is_strkey(match.group()) or (len(match.group()) == 58 and chain.is_algorand(match.group())):
            yield Span(*match.span(), checksum=True)
    for match in scan.matches(_TON):
        yield Span(*match.span(), checksum=chain.is_ton(match.group()))


def _base58(scan: Scan) -> Iterator[Span]:
    for match in scan.matches(_BASE58):
        word = match.group()
        size = len(word)
        if (size <= 36 and (chain.is_base58check(word) or (word[0] == "r" and chain.is_base58check(word, ripple=True)))) or (
            size >= 46 and chain.is_ss58(word)
        ):
            yield Span(*match.span(), checksum=True)
        elif (
            (
                _FALLBACK.fullmatch(word)
                and any(c.isdigit() for c in word)
                and (word[0] == "T" or governing(scan, *match.span()) == "crypto_address")
            )
            or (32 <= size <= 44 and _mixed(word) and chain.base58_size(word) == 32)
            or (size == 47 and word[0] in "XT" and governing(scan, *match.span()) in ("crypto_address", ""))
        ):
            yield Span(*match.span())


def _mixed(word: str) -> bool:
    return any(c.isdigit() for c in word) and any(c.isupper() for c in word) and any(c.islower() for c in word)


def _keys() -> Iterator[bytes]:
    for number in range(40):
        yield hashlib.sha256(b"address %d" % number).digest()


def made() -> dict[str, str]:
    """An address of nobody on each chain, made by the chain's own encoder."""
    from bip_utils import (
        AdaShelleyAddrEncoder,
        AlgoAddrEncoder,
        AtomAddrEncoder,
        BchP2PKHAddrEncoder,
        EthAddrEncoder,
        FilSecp256k1AddrEncoder,
        P2PKHAddrEncoder,
        P2SHAddrEncoder,
        P2TRAddrEncoder,
        P2WPKHAddrEncoder,
        Secp256k1PrivateKey,
        SolAddrEncoder,
        SubstrateEd25519AddrEncoder,
        TrxAddrEncoder,
        XlmAddrEncoder,
        XlmAddrTypes,
        XrpAddrEncoder,
        XtzAddrEncoder,
        XtzAddrPrefixes,
    )
    from bip_utils import Ed25519PrivateKey as Ed

    keys = _keys()
    k = Secp256k1PrivateKey.FromBytes(next(keys)).PublicKey()
    e = Ed.FromBytes(next(keys)).PublicKey()
    return {
        "btc": P2PKHAddrEncoder.EncodeKey(k, net_ver=b"\x00"),
        "btc_p2sh": P2SHAddrEncoder.EncodeKey(k, net_ver=b"\x05"),
        "btc_segwit": P2WPKHAddrEncoder.EncodeKey(k, hrp="bc"),
        "btc_taproot": P2TRAddrEncoder.EncodeKey(k, hrp="bc"),
        "ltc": P2PKHAddrEncoder.EncodeKey(k, net_ver=b"\x30"),
        "doge": P2PKHAddrEncoder.EncodeKey(k, net_ver=b"\x1e"),
        "bch": BchP2PKHAddrEncoder.EncodeKey(k, hrp="bitcoincash", net_ver=b"\x00"),
        "eth": EthAddrEncoder.EncodeKey(k),
        "trx": TrxAddrEncoder.EncodeKey(k),
        "xrp": XrpAddrEncoder.EncodeKey(k),
        "atom": AtomAddrEncoder.EncodeKey(k, hrp="cosmos"),
        "osmo": AtomAddrEncoder.EncodeKey(k, hrp="osmo"),
        "fil": FilSecp256k1AddrEncoder.EncodeKey(k),
        "sol": SolAddrEncoder.EncodeKey(e),
        "xlm": XlmAddrEncoder.EncodeKey(e, addr_type=XlmAddrTypes.PUB_KEY),
        "dot": SubstrateEd25519AddrEncoder.EncodeKey(e, ss58_format=0),
        "algo": AlgoAddrEncoder.EncodeKey(e),
        "xtz": XtzAddrEncoder.EncodeKey(e, prefix=XtzAddrPrefixes.TZ1),
        "ada": AdaShelleyAddrEncoder.EncodeKey(e, pub_skey=e),
        "ton": _ton(next(keys)),
    }


def _ton(account: bytes) -> str:
    import base64
    import binascii

    raw = b"\x11\x00" + account
    return base64.urlsafe_b64encode(raw + binascii.crc_hqx(raw, 0).to_bytes(2, "big")).decode()


def hides() -> Iterable[str]:
    """Addresses in sentences of both languages."""
    forms = ("⟦{}⟧", "提到⟦{}⟧没到账", "to ⟦{}⟧, not received", "地址：⟦{}⟧。", "address=⟦{}⟧&x=1")
    for number, address in enumerate(made().values()):
        yield forms[number % len(forms)].format(address)
    yield f"地址 ⟦{made()['eth'].lower()}⟧"
    yield f"contract ⟦{made()['eth']}⟧ on BSC"
    yield "BCH ⟦" + made()["bch"].removeprefix("bitcoincash:") + "⟧"
    yield "Aptos address ⟦0x" + hashlib.sha256(b"a").hexdigest() + "⟧"
    yield "sui object ⟦0x" + hashlib.sha256(b"b").hexdigest() + "⟧"
    yield "sent to ⟦alice.near⟧ and ⟦bob.eth⟧"
    yield "UPPER ⟦" + made()["btc_segwit"].upper() + "⟧"


def keeps() -> Iterable[str]:
    """Words that are no address."""
    address = made()["btc"]
    swapped = "1" + address[2:4] + address[1] + address[4:]
    yield from (
        f"word {swapped}",
        "0x1234",
        "TQn9Y2khEsLJW1ChVWFM",
        "bc1",
        "提币地址",
        "private key " + hashlib.sha256(b"k").hexdigest(),
        "txid " + hashlib.sha256(b"k").hexdigest(),
        "supercalifragilisticexpialidocious",
        "okx.com",
        "version 0.0.12",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGH",
        "612345678901234567",
        "nearby.nearest",
        "e1e2e3e4",
    )


DETECTOR = Detector(
    "address",
    FindingClass.REFERENCE,
    find,
    (
        r"0x[0-9a-f]{40}|xdc[0-9a-f]{40}|[0-9a-f]{64}",
        r"[a-z0-9]{25}",
        r"[EUk0]Q[a-z0-9_/+\-]{46}",
        r"\.(?:near|eth|sol|ton|bnb|arb|lens|crypto|tg)\b",
        r"\b0\.0\.[0-9]{3}",
    ),
    hides,
    keeps,
)
