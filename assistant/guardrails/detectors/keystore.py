"""Wallet files in JSON: Ethereum keystore, Polkadot, MetaMask vault, Electrum. Source: Web3 Secret Storage, version 3."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.made_up import HEX, in_sentences, uuid, word
from assistant.types import FindingClass

_SIGN = (
    r"[\"']?(?:ciphertext|cipherparams|kdfparams|encoded|cipher_text|encryptedPrivateKey|encryptedWif|xprv"
    r"|vault)[\"']?[ \t]*:[ \t\n]*[\"'{]"
)
_FARTHEST = 6000


def find(scan: Scan) -> Iterator[Span]:
    """The whole object around a field that only wallet files have; to the end of the text where it is cut."""
    end = 0
    for match in scan.finditer(_SIGN):
        if match.start() < end:
            continue
        start, end = _object(scan.text, match.start())
        if end - start > 60:
            yield Span(start, end)


def _object(text: str, inside: int) -> tuple[int, int]:
    """The outermost ``{…}`` around ``inside``."""
    start, depth = inside, 0
    for at in range(inside - 1, max(-1, inside - _FARTHEST), -1):
        if text[at] == "}":
            depth += 1
        elif text[at] == "{":
            if depth:
                depth -= 1
            else:
                start = at
    depth = 0
    stop = min(len(text), inside + _FARTHEST)
    for at in range(start, stop):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0 and at > inside:
                return start, at + 1
    return start, stop


def _keystore(seed: str) -> dict[str, object]:
    crypto = {
        "cipher": "aes-128-ctr",
        "cipherparams": {"iv": word(seed + "iv", 32, HEX)},
        "ciphertext": word(seed, 64, HEX),
        "kdf": "scrypt",
        "kdfparams": {"dklen": 32, "n": 262144, "p": 1, "r": 8, "salt": word(seed + "s", 64, HEX)},
        "mac": word(seed + "m", 64, HEX),
    }
    return {"address": word(seed + "a", 40, HEX), "crypto": crypto, "id": uuid(seed), "version": 3}


def hides() -> Iterable[str]:
    """Keystores, pretty and compact, whole and cut."""
    yield f"⟦{json.dumps(_keystore('a'))}⟧"
    yield f"我的keystore：⟦{json.dumps(_keystore('b'), indent=2)}⟧ 密码忘了"
    yield f"⟦{json.dumps(_keystore('c'), separators=(',', ':'))}⟧"
    yield f"⟦{json.dumps(_keystore('d'))[:-40]}⟧"
    yield (
        "⟦" + json.dumps({"encoded": word("e", 300), "encoding": {"content": ["pkcs8", "sr25519"], "version": "3"}, "address": "5F"}) + "⟧"
    )
    yield from in_sentences(json.dumps(_keystore("f")))


def keeps() -> Iterable[str]:
    """Other JSON."""
    yield from ('{"code": "50113", "msg": "Invalid Sign", "data": []}', "what is a keystore file", '{"ciphertext": "ab"}', "vault: 12")
    yield from in_sentences('{"instId": "BTC-USDT", "ordId": "612345678901234567"}', marked=False)


DETECTOR = Detector("keystore", FindingClass.SECRET, find, (_SIGN,), hides, keeps)
