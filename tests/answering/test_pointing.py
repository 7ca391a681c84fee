"""The one sentence that a short question on a document that was just read points at."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.compose import Before, choose_parts
from assistant.answering.pointing import Pointed, Pointing, sentences_of
from assistant.corpus.document import read_corpus
from assistant.languages import load_pack

DOCUMENTS = {d.id: d for d in read_corpus(Path("corpus"))}


def test_every_sentence_stands_in_its_section_as_it_is() -> None:
    for document in DOCUMENTS.values():
        for one in sentences_of(document):
            assert one.sentence in document.sections[one.key], document.id
            assert not one.sentence.startswith(("|", "- ", "”", "」"))


@pytest.mark.parametrize(
    ("document", "question", "holds"),
    [
        ("en/p2p-third-party-payment", "so do i release or not", "do not release"),
        ("en/withdrawal-fee", "any cheaper way?", "cheapest"),
        ("zh/account-close-delete", "注销后还能再注册吗", "注册"),
        ("en/2fa-reset", "will i be able to withdraw right after?", "24 hours"),
        ("zh/2fa-reset", "重置完能马上提币吗", "24 小时不能提币"),
        ("en/withdrawal-wrong-address", "so can okx reverse it", "cannot be reversed"),
    ],
)
def test_the_sentence_that_is_asked_for_is_found(assistant: Assistant, document: str, question: str, holds: str) -> None:
    found = _pointing(assistant).find(DOCUMENTS[document], question)
    assert found is not None
    assert holds in found.sentence


@pytest.mark.parametrize(
    ("document", "question"),
    [
        ("en/kyc-rejected", "can i use my driving licence"),
        ("zh/deposit-wrong-network", "要多少手续费"),
        ("zh/2fa-reset", "身份证也丢了怎么办"),
    ],
)
def test_what_no_sentence_tells_is_not_pointed_at(assistant: Assistant, document: str, question: str) -> None:
    assert _pointing(assistant).find(DOCUMENTS[document], question) is None


@pytest.mark.parametrize(
    ("document", "told", "holds"),
    [
        ("zh/p2p-buyer-claims-paid", "他一直催我放币", "催促"),
        ("zh/trading-fees", "现货", "现货"),
        ("en/change-email-phone", "old number is dead", "no longer receives"),
    ],
)
def test_a_fact_is_met_with_what_is_said_of_it(assistant: Assistant, document: str, told: str, holds: str) -> None:
    found = _pointing(assistant).find(DOCUMENTS[document], told, asks=False)
    assert found is not None
    assert holds in found.sentence


@pytest.mark.parametrize(
    ("document", "told"), [("zh/deposit-not-arrived", "是从币安提过来的 500个xrp 昨天下午三点"), ("en/withdrawal-pending", "4200 usdc to my ledger")]
)
def test_a_fact_that_nothing_is_said_of_points_at_nothing(assistant: Assistant, document: str, told: str) -> None:
    assert _pointing(assistant).find(DOCUMENTS[document], told, asks=False) is None


def test_a_document_without_sentences_and_an_empty_question_point_at_nothing(assistant: Assistant) -> None:
    assert _pointing(assistant).find(DOCUMENTS["en/withdrawal-fee"], " ") is None


def test_a_sentence_pointed_at_is_all_that_is_shown_and_is_cited_with_its_section() -> None:
    document = DOCUMENTS["en/withdrawal-fee"]
    one = next(s for s in sentences_of(document) if "cheapest" in s.sentence)
    parts = choose_parts(document, "any cheaper way?", load_pack("en"), 1, Before(again=True, pointed=one))
    assert [p.text for p in parts] == [one.sentence]
    assert parts[0].quote == document.sections[one.key]


def test_how_long_is_answered_by_its_section_unless_the_sentence_is_sure() -> None:
    document = DOCUMENTS["en/withdrawal-pending"]
    unsure = Pointed("where", "Live chat")
    parts = choose_parts(document, "how long does it take", load_pack("en"), 1, Before(again=True, pointed=unsure))
    assert [p.key for p in parts] == ["effort"]


def _pointing(assistant: Assistant) -> Pointing:
    embedder = assistant.library.embedder
    assert embedder is not None
    return Pointing(embedder, assistant.library.retriever.index.lexical, assistant.library.glossary)
