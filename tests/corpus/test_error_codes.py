"""Error codes: the data, and finding them in what people write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.addresses import find_addresses
from assistant.corpus.error_codes import OUTER, ErrorCodes, read_error_codes
from assistant.corpus.lint import check_corpus
from assistant.errors import CorpusError
from assistant.packaged import packaged

CODES: ErrorCodes = read_error_codes(packaged("corpus"))
FIVE_DIGITS = sorted(c for c in CODES.records if len(c) == 5)
# 50000 or 64000 by itself is more often a price.
PLAIN = [c for c in FIVE_DIGITS if not c.endswith("000")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("51008", ["51008"]),
        ("错误码 51008_1000 怎么办", ["51008_1000"]),
        ("error 51008_9999 pls", ["51008"]),
        ("i get 58207 when i withdraw to my own wallet", ["58207"]),
        ("提币一直58207啥意思", ["58207"]),
        ("58207點解", ["58207"]),
        ("５８２０７", ["58207"]),
        ("51006限价范围是怎么定的", ["51006"]),
        ("50110个人账户也会这样吗", ["50110"]),
        ("51008 人工在哪", ["51008"]),
        ("58207多久能好", ["58207"]),
        ("withdraw usdt 58207 what is this", ["58207"]),
        ("报错 58207 USDT 提不出来", ["58207"]),
        ("my order failed (51020).", ["51020"]),
        ("error51008", ["51008"]),
        ("51008,51020", ["51008", "51020"]),
        ("51008/51020 都有", ["51008", "51020"]),
        ("50119 and 60032, then 50119 again", ["50119", "60032"]),
        ("51000", ["51000"]),
        ("okx 51000?", ["51000"]),
        ("报错 51000", ["51000"]),
        ("51000 Parameter posSide error", ["51000"]),
        ("websocket closed with 4004", ["4004"]),
        ("ws 4006 断了", ["4006"]),
        ("close code: 1009", ["1009"]),
        ("错误码：4001", ["4001"]),
        ('{"code":"50011","msg":"Too Many Requests","data":[]}', ["50011"]),
        ('{"code":"1","data":[{"ordId":"","sCode":"51008","sMsg":"…"}],"msg":""}', ["51008"]),
        ('{"code":"2","data":[{"sCode":"0"},{"sCode":"51121"}]}', ["51121"]),
        ('{"code":"1","data":[],"msg":"All operations failed"}', ["1"]),
        ("{'code': '50113', 'msg': 'Invalid Sign'}", ["50113"]),
        ('"{\\"code\\":\\"50102\\"}"', ["50102"]),
    ],
)
def test_a_code_is_found_in_what_people_write(text: str, codes: list[str]) -> None:
    assert list(CODES.find_codes(text)) == codes


@pytest.mark.parametrize(
    "text",
    [
        "1000 USDT",
        "500 块",
        "2025",
        "2026-11-22 10:51",
        "60000 BTC price",
        "btc 涨到64000了",
        "大饼64001了还能上车吗",
        "price 58000",
        "58207 usdt",
        "51008u 没到账",
        "我有 51008 U",
        "58207刀",
        "50113元",
        "51008枚",
        "51020 左右",
        "$51008",
        "usd 50000",
        "51,008",
        "1,51008",
        "51008.5",
        "0.51008",
        "51008%",
        "158207",
        "582070",
        "138-5000-1234",
        "51008-1234567",
        "0x51008abc",
        "v51008",
        "BTC-USD-241227-60001-C",
        "port 50001",
        "localhost:50001",
        "order id 51603",
        "订单号 58207",
        "尾号 51008 的卡",
        "sold at 58207",
        "I paid 51008",
        "返回 51008 USDT",
        "passkey error 50162 android",
        "code 2 times",
        "verification code 4004",
        "收到验证码 4004",
        "closed my 4004 position at a loss",
        "error: 4001 USDT are missing",
        "ETH at 4001",
        "我的 4001 块钱",
        "deposit state 8??",
        "",
    ],
)
def test_an_amount_a_date_or_a_number_of_something_is_no_code(text: str) -> None:
    assert CODES.find_codes(text) == ()


@given(
    st.sampled_from(PLAIN),
    st.sampled_from(["", "提币报 ", "又是", "why ", "okx(", "怎么", "help!! "]),
    st.sampled_from(["", " 啊", "?", "怎么解决", ") pls", ", again"]),
)
def test_every_code_is_found_among_words(code: str, before: str, after: str) -> None:
    assert CODES.find_codes(f"{before}{code}{after}") == (code,)


@given(
    st.sampled_from(FIVE_DIGITS), st.sampled_from([" USDT", "u", "U", " u ", "元", " 块", " 刀", " BTC", "枚", " coins", " dollars", "k"])
)
def test_no_amount_is_taken_for_a_code(code: str, unit: str) -> None:
    assert CODES.find_codes(f"我转了{code}{unit}过去") == ()


@given(st.sampled_from(FIVE_DIGITS), st.text("0123456789", min_size=1, max_size=12), st.booleans())
def test_no_part_of_a_longer_number_is_a_code(code: str, digits: str, behind: bool) -> None:
    longer = code + digits if behind else digits + code
    assert CODES.find_codes(f"订单 {longer} 呢") == ()


@given(st.text(max_size=200))
def test_any_text_gives_only_known_codes_each_once(text: str) -> None:
    found = CODES.find_codes(text)
    assert len(found) == len(set(found))
    assert set(found) <= set(CODES.records)


def test_every_code_is_there_in_both_languages_with_a_source() -> None:
    assert len(CODES.records) == 1098
    for record in CODES.records.values():
        assert CODES.sources_of(record)
        for language in ("zh", "en"):
            assert record.meaning.in_language(language).endswith(("。", "."))
            assert record.fix.in_language(language).endswith(("。", "."))


def test_the_topic_of_every_code_is_a_document_in_both_languages() -> None:
    root = packaged("corpus")
    for language in ("zh", "en"):
        slugs = {path.stem for path in (root / language).glob("*/*.md")}
        assert {r.topic for r in CODES.records.values()} <= slugs


def test_no_text_of_a_code_holds_an_address() -> None:
    for record in CODES.records.values():
        for language in ("zh", "en"):
            text = f"{record.meaning.in_language(language)} {record.fix.in_language(language)}"
            assert find_addresses(text).hosts == (), record.code


def test_an_entry_says_meaning_remedy_doubt_and_http_status() -> None:
    record = CODES.records["50011"]
    passage = CODES.passage(record, "zh")
    assert passage.document_id == "zh/error-50011"
    assert passage.topic == "api-rate-limit"
    assert record.note is not None
    for part in (record.meaning.zh, record.fix.zh, record.note.zh, "200, 429"):
        assert part in passage.text
    assert CODES.passage(record, "fr").language == "en"


def test_the_outer_codes_do_not_hide_the_inner_ones() -> None:
    assert set(CODES.records) >= OUTER
    assert CODES.find_codes('{"code":"0","data":[{"sCode":"0"}]}') == ("0",)


def line(**values: object) -> str:
    """A line of the data file, as it should be but for ``values``."""
    record = {
        "code": "51008",
        "http_status": [200],
        "category": "trade",
        "topic": "order-rejected-insufficient",
        "confidence": "high",
        "meaning": {"zh": "余额不够。", "en": "Not enough balance."},
        "fix": {"zh": "划转。", "en": "Transfer."},
        "sources": ["table"],
    }
    return json.dumps({**record, **values}, ensure_ascii=False)


def write_codes(root: Path, *lines: str) -> None:
    (root / "error_codes.jsonl").write_text("\n".join(lines), encoding="utf-8")
    source = 'table: {kind: error_table, ref: "a table of codes", date: "2026"}'
    (root / "error_code_sources.yaml").write_text(f"reviewed: 2026-11-22\nsources:\n  {source}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([line(), line()], "'51008' is there twice"),
        ([line(code="51008_1000")], "no line for 51008"),
        ([line(sources=["hearsay"])], "'hearsay'"),
        ([line(), line(code="5x")], "line 2: code"),
        ([line(meaning={"en": "Only one language."})], "line 1: meaning.zh"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, lines: list[str], says: str) -> None:
    write_codes(tmp_path, *lines)
    with pytest.raises(CorpusError, match=r"error_codes\.jsonl") as caught:
        read_error_codes(tmp_path)
    assert says in str(caught.value)


def test_a_corpus_without_codes_finds_none(tmp_path: Path) -> None:
    assert read_error_codes(tmp_path).find_codes("报错 51008") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("See www.okx.com.", "no address"),
        ("Send support your password.", "ask for a secret"),
        ("Wait " + "and wait " * 30 + "again.", "a sentence of"),
    ],
)
def test_the_linter_reads_the_codes_too(tmp_path: Path, text: str, says: str) -> None:
    write_codes(tmp_path, line(fix={"zh": "划转。", "en": text}))
    messages = [p.message for p in check_corpus(tmp_path) if p.path == "error_codes.jsonl"]
    assert any(says in m for m in messages)
    assert any("topic 'order-rejected-insufficient' has no document" in m for m in messages)
