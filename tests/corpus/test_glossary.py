from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.glossary import find_terms, read_glossary
from assistant.errors import CorpusError

CORPUS = Path(__file__).parents[2] / "corpus"
GLOSSARY = read_glossary(CORPUS)
SHAPES = {
    "hex64", "hex64_0x", "base58_signature", "base58_digest", "base64_44", "base32_52", "cid", "hedera",
    "tron", "evm", "bitcoin_base58", "bitcoin_bech32", "lightning_invoice", "solana", "ton", "xrp", "stellar", "eos_name",
    "cosmos_bech32", "cardano", "ss58", "near", "litecoin", "dogecoin", "cashaddr", "filecoin", "algorand", "stacks", "bnb_beacon",
}  # fmt: skip


def ids(text: str) -> list[str]:
    return [t.id for t in find_terms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8万u走波场没到账", ["USDT", "TRC20", "not_arrived"]),
        ("卖u以后银行卡被冻了", ["USDT", "bank_card", "freeze"]),
        ("賣u之後凍卡", ["USDT", "freeze"]),
        ("冲值大饼选错链", ["deposit", "BTC", "wrong_network"]),
        ("sent 100USDT via BEP20", ["USDT", "BEP20"]),
        ("ＵＳＤＴ 没收到", ["USDT", "not_arrived"]),
        ("withdraw一直pending", ["withdraw", "pending"]),
        ("BTC-USDT-SWAP", ["BTC", "USDT"]),
        ("5万油", ["USDT"]),
        ("LINK 提现", ["LINK", "withdraw"]),
        ("10 link", ["LINK"]),
    ],
)
def test_words_are_found_in_both_languages_and_glued_to_chinese(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text", ["u got it", "up2u", "加油", "click the link", "a ton of bugs", "near the end etc", "busdt", "0x12ab3eth", "iusdc"]
)
def test_ordinary_words_and_parts_of_words_are_not_terms(text: str) -> None:
    assert ids(text) == []


def test_the_longest_word_wins() -> None:
    assert [t.text for t in find_terms("以太坊链提币地址白名单")] == ["以太坊链", "提币", "白名单"]
    assert ids("以太经典") == ["ETC", "ETC"]


def test_a_word_with_two_meanings_gives_both_on_one_span() -> None:
    terms = find_terms("用以太坊转的")
    assert {(t.kind, t.id) for t in terms} == {("coin", "ETH"), ("network", "ERC20")}
    assert len({(t.start, t.end) for t in terms}) == 1


@given(st.text(alphabet=st.sampled_from([*"卖u提币0x12 USDTtrc波场ＵİKßﬁ,.万"]), max_size=60))
def test_offsets_point_at_the_words_and_never_overlap(text: str) -> None:
    terms = find_terms(text)
    for term in terms:
        assert text[term.start : term.end] == term.text
    spans = sorted({(t.start, t.end) for t in terms})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_memo_depends_on_the_network_and_without_one_on_the_coin() -> None:
    assert GLOSSARY.memo_of("XRP") is not None
    assert GLOSSARY.memo_of("USDT") is None
    assert GLOSSARY.memo_of("USDT", "ton") is not None
    assert GLOSSARY.memo_of("USDT", "TRC20") is None
    assert GLOSSARY.memo_of("NOSUCHCOIN") is None


def test_a_search_is_widened_by_names_that_the_text_does_not_say() -> None:
    added = GLOSSARY.expand("大饼 trc20 没到账")
    assert {"比特币", "Bitcoin", "not arrived"} <= set(added)
    assert "没到账" not in added


def test_the_words_people_use_most_are_covered() -> None:
    assert len(GLOSSARY.coins) >= 30
    assert len(GLOSSARY.networks) >= 20
    assert {shape for n in GLOSSARY.networks for shape in (*n.txid, *n.addresses)} <= SHAPES


def test_a_word_with_two_meanings_of_one_kind_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "glossary.yaml").read_text(encoding="utf-8"))
    data["coins"][1]["en"].append("BTC")
    (tmp_path / "glossary.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CorpusError, match="'btc' is there twice"):
        read_glossary(tmp_path)


def test_a_coin_on_an_unknown_network_is_refused(tmp_path: Path) -> None:
    data = yaml.safe_load((CORPUS / "glossary.yaml").read_text(encoding="utf-8"))
    data["coins"][0]["networks"] = ["MARS"]
    (tmp_path / "glossary.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CorpusError, match="MARS"):
        read_glossary(tmp_path)
