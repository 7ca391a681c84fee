"""Private keys that say what they are: bech32 with a key's prefix, NEAR, Aptos, Tezos, EOS, age, Cardano's CBOR.

Sources: Sui SIP-15, CIP-5 (Cardano prefixes), NIP-19, AIP-80 (Aptos), NEAR key format, Tezos base58 prefixes.
"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.guardrails.made_up import BASE58, BECH32, HEX, in_sentences, word
from assistant.guardrails.shapes import by_shape

_BECH32 = (
    r"(?:^|[^0-9A-Za-z])((?:suiprivkey|nsec|xprv|[a-z0-9]{1,20}_[xe]?v?sk"
    r"|[a-z0-9_]{0,20}(?:sk|skey|xsk|prv|priv|privkey|secret|sec))1[02-9ac-hj-np-z]{50,300})"
)
_PREFIXED = (
    r"((?:ed25519|secp256k1):(?-i:[1-9A-HJ-NP-Za-km-z]{64,90}))",
    r"((?:ed25519|secp256k1)-priv-0x[0-9a-f]{64})",
    r"(?:^|[^0-9A-Za-z])((?-i:(?:edsk|spsk|p2sk|edesk)[1-9A-HJ-NP-Za-km-z]{50,94}))",
    r"(AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{50,60})",
    r"(?:^|[^0-9a-f])(58[24]0[0-9a-f]{64}(?:[0-9a-f]{64})?)(?:$|[^0-9a-f])",
    r"(?:^|[^0-9A-Za-z])((?-i:PVT_(?:K1|R1|WA)_[1-9A-HJ-NP-Za-km-z]{45,60}))",
    r"(?:^|[^0-9A-Za-z])((?-i:(?:PrivateKey-)[1-9A-HJ-NP-Za-km-z]{40,60}))",
)


def hides() -> Iterable[str]:
    """Keys by prefix, made at test time."""
    for prefix in ("suiprivkey", "nsec", "ed25519_sk", "ed25519e_sk", "addr_xsk", "root_xsk", "stake_sk", "cosmospriv"):
        yield f"⟦{prefix}1{word(prefix, 60, BECH32)}⟧"
        yield f"我的私钥⟦{prefix}1{word(prefix + 'z', 60, BECH32)}⟧，被盗了"
    yield f"⟦ed25519:{word('near', 88, BASE58)}⟧"
    yield f"near key ⟦ed25519:{word('near2', 87, BASE58)}⟧."
    yield f"⟦ed25519-priv-0x{word('aptos', 64, HEX)}⟧"
    yield f"⟦edsk{word('tezos', 50, BASE58)}⟧"
    yield f"EOS 的 ⟦PVT_K1_{word('eos', 50, BASE58)}⟧ 还有用吗"
    yield f"⟦AGE-SECRET-KEY-1{word('age', 58, BECH32).upper()}⟧"
    yield f'"cborHex": "⟦5820{word("ada", 64, HEX)}⟧"'


def keeps() -> Iterable[str]:
    """Addresses and public keys."""
    yield f"addr1{word('a', 98, BECH32)}"
    yield f"cosmos1{word('b', 38, BECH32)}"
    yield f"ed25519:{word('near', 44, BASE58)}"
    yield f"npub1{word('n', 58, BECH32)}"
    yield f"sk1 {word('n', 20, BECH32)}"
    yield f"bc1q{word('n', 38, BECH32)}"
    yield from in_sentences(f"npub1{word('m', 58, BECH32)}", f"osmo1{word('o', 38, BECH32)}", marked=False)


DETECTOR = by_shape(
    "private_key",
    (_BECH32, *_PREFIXED),
    (
        r"(?:suiprivkey|nsec|xprv|sk|skey|prv|priv|privkey|secret|sec)1[02-9ac-hj-np-z]{50}",
        r"(?:ed25519|secp256k1)[:-]",
        r"(?:edsk|spsk|p2sk|edesk)[1-9A-Za-z]{50}",
        "AGE-SECRET-KEY",
        "58[24]0[0-9a-f]{64}",
        "PrivateKey-",
        "PVT_[KRW][1A]_[1-9A-Za-z]{30}",
    ),
    hides,
    keeps,
)
