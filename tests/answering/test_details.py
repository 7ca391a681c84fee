"""A document that is near and silent on what is asked is no answer; one that says it is."""

from __future__ import annotations

import pytest

from assistant.answering.details import missing_detail

BOOK = "Save addresses in the address book. A new one cannot be used for 24 hours. 地址簿里可以保存常用地址，新地址24小时内不能用。"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("地址簿最多能存多少个", "how_many"),
        ("how many addresses can I save in it?", "how_many"),
        ("附件最大多少兆", "file_size"),
        ("which company audits the reserves", "who"),
        ("what is the success rate of appeals", "share"),
        ("今天资金费率是多少", "now"),
        ("which countries are open, send me the full list", "list"),
        ("你们哪天上线这个币", "date"),
    ],
)
def test_a_detail_that_the_document_does_not_hold_is_missing(query: str, kind: str) -> None:
    assert missing_detail(query, BOOK) == kind


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("how many addresses can I save in it?", "At most 50 addresses fit."),
        ("附件最大多少兆", "每个附件不超过10MB。"),
        ("does it take heic", "Pictures in JPG or PNG."),
        ("年化是多少", "年化约3%，以页面为准。"),
    ],
)
def test_a_detail_that_the_document_holds_is_not(query: str, document: str) -> None:
    assert missing_detail(query, document) == ""


@pytest.mark.parametrize(
    "query",
    [
        "提币要多久",
        "how long does a withdrawal take?",
        "手续费怎么算",
        "how many confirmations does a deposit need",
        "why was my file rejected",
        "我今天充的币现在还没到",
        "who do I write to about a complaint",
        "what date do I write in the form",
    ],
)
def test_an_ordinary_question_is_left_to_the_evidence(query: str) -> None:
    assert missing_detail(query, BOOK) == ""
