"""What support needs gets through as it is, and becomes one placeholder when sealed."""

from __future__ import annotations

import hashlib

import base58
import pytest

from assistant.guardrails import Guard, Vault, redact
from assistant.guardrails.detectors.chain_address import made
from assistant.guardrails.numbers import luhn

_ADDRESSES = made()
_FORMS = ("{}", "提到{}没到账", "地址：{}，网络选对了", "sent to {} yesterday", "deposit address {} (mine)", '{{"toAddr":"{}"}}')
# Published vectors: EIP-55, BIP-173, BIP-350, the genesis coinbase, the XRP Ledger and TRON documentation, SEP-23, CashAddr.
_PUBLISHED = (
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ",
    "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
)


def _hash(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()


@pytest.mark.parametrize("address", [*_ADDRESSES.values(), *_PUBLISHED])
def test_an_address_survives_and_is_sealed_whole(address: str) -> None:
    for form in _FORMS:
        text = form.format(address)
        assert redact(text) == text
        vault = Vault()
        sealed = Guard().seal(text, vault)
        assert address not in sealed.text
        assert any(vault.original(f.placeholder or "") and text[f.start : f.end] == address for f in sealed.findings), text


@pytest.mark.parametrize(
    "form",
    [
        "txid {}",
        "交易哈希：{}",
        "hash {} is pending",
        "https://tronscan.org/#/transaction/{}",
        "https://mempool.space/tx/{}",
        "提现的哈希是{}，到现在没到",
        "TxHash: {}",
        "转账哈希\n{}",
    ],
)
@pytest.mark.parametrize("shape", ["{}", "0x{}", "upper"])
def test_a_transaction_id_in_its_context_survives(form: str, shape: str) -> None:
    value = _hash(form).upper() if shape == "upper" else shape.format(_hash(form))
    text = form.format(value)
    assert redact(text) == text
    assert value not in Guard().seal(text, Vault()).text


def test_a_bare_hexadecimal_word_does_not_survive() -> None:
    assert _hash("bare") not in redact(_hash("bare"))


@pytest.mark.parametrize("label", ["订单号 ", "order id ", "委托单号：", "", "提现单号", "withdrawal id: ", "充值订单号", "算法单ID "])
def test_an_18_digit_order_number_that_passes_luhn_is_still_an_order(label: str) -> None:
    numbers = (str(612345678901230000 + i) for i in range(200))
    for number in [n for n in numbers if luhn(n)][:12]:
        text = f"{label}{number} 一直没成交"
        assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("工单号 98765432", "98765432", "ticket_id"),
        ("case 1234567 was closed", "1234567", "ticket_id"),
        ("see #OKX-123456", "#OKX-123456", "ticket_id"),
        ("申诉编号：AP-20261122-0099", "AP-20261122-0099", "ticket_id"),
        ("algoId 681096944655273984", "681096944655273984", "trade_id"),
        ("仓位ID：312269865356374016", "312269865356374016", "trade_id"),
        ("request id 8f14e45fceea167a5a36dedd4bea2543", "8f14e45fceea167a5a36dedd4bea2543", "request_id"),
        ("XRP tag: 1234567", "1234567", "memo"),
        ("memo是1029384756", "1029384756", "memo"),
        ("UID 13812345678", "13812345678", "uid"),
        ("充值单号 67485921", "67485921", "deposit_id"),
        ("提币单号：145627839", "145627839", "withdrawal_id"),
    ],
)
def test_an_announced_number_is_known_for_what_it_is(text: str, value: str, kind: str) -> None:
    found = [(f.kind, text[f.start : f.end]) for f in Guard().redact(text).findings]
    assert (kind, value) in found


@pytest.mark.parametrize(
    "text", ["错误码 51008_1000", "withdrawal rejected with 58207", "order of 50000 USDT", "block 19283746", "version 6.95.1.2"]
)
def test_codes_amounts_heights_and_versions_are_no_finding(text: str) -> None:
    assert not Guard().redact(text).findings


def test_an_extended_public_key_stays_and_the_private_one_does_not() -> None:
    head, chain = bytes(9), hashlib.sha256(b"chain").digest()
    key = hashlib.sha256(b"key").digest()
    public = base58.b58encode_check(bytes.fromhex("0488b21e") + head + chain + b"\x02" + key).decode()
    private = base58.b58encode_check(bytes.fromhex("0488ade4") + head + chain + b"\x00" + key).decode()
    guard = Guard()
    assert guard.redact(f"My watch-only public key is {public}").text.endswith(public)
    assert private not in guard.redact(f"My key is {private}").text


def test_what_a_program_says_of_a_transaction_names_it() -> None:
    tx = "0x" + hashlib.sha256(b"nonce").hexdigest()
    assert tx in Guard().redact(f"script fails with nonce too low on {tx}").text
    assert tx not in Guard().redact(f"my private key {tx} nonce too low").text


def test_the_head_of_a_table_is_no_password_with_the_line_below() -> None:
    assert "secret,pass\n1746921016," in Guard().redact("ts,key,secret,pass\n1746921016,abc,def,dragon!8412").text


@pytest.mark.parametrize("rest", ["剩下四个 shallow arch private awake 好了", "and the last ones pudding olive maple cactus"])
def test_the_rest_of_a_phrase_is_heard_behind_the_words_that_call_it_so(rest: str) -> None:
    guard, vault = Guard(), Vault()
    guard.seal("先发一半 board fluid unaware broken", vault)
    sealed = guard.seal(rest, vault).text
    assert not {"arch", "awake", "olive", "cactus"} & set(sealed.split())
