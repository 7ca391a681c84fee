"""The sentences that a short question on a document that was just read points at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.compose import Before, choose_parts, cite
from assistant.answering.pointing import Pointed, Pointing, denies_it, sentences_of
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
    assert found
    assert found[0].enough
    assert any(holds in one.sentence for one in found)


@pytest.mark.parametrize(
    ("document", "question"),
    [
        ("en/kyc-rejected", "can i use my driving licence"),
        ("zh/deposit-wrong-network", "要多少手续费"),
        ("zh/2fa-reset", "身份证也丢了怎么办"),
    ],
)
def test_what_no_sentence_tells_is_given_the_nearest_and_said_to_be_no_more(assistant: Assistant, document: str, question: str) -> None:
    found = _pointing(assistant).find(DOCUMENTS[document], question)
    assert not any(one.enough or one.sure for one in found)


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
    assert found
    assert found[0].enough
    assert any(holds in one.sentence for one in found)


@pytest.mark.parametrize(
    ("document", "told"), [("zh/deposit-not-arrived", "是从币安提过来的 500个xrp 昨天下午三点"), ("en/withdrawal-pending", "4200 usdc to my ledger")]
)
def test_a_fact_that_nothing_is_said_of_points_at_nothing(assistant: Assistant, document: str, told: str) -> None:
    assert not any(one.enough for one in _pointing(assistant).find(DOCUMENTS[document], told, asks=False))


def test_a_document_without_sentences_and_an_empty_question_point_at_nothing(assistant: Assistant) -> None:
    assert _pointing(assistant).find(DOCUMENTS["en/withdrawal-fee"], " ") == ()


def test_what_was_pointed_at_is_not_pointed_at_again(assistant: Assistant) -> None:
    document, question = DOCUMENTS["en/p2p-seller-not-release"], "can i cancel?"
    first = _pointing(assistant).find(document, question)
    again = _pointing(assistant).find(document, question, seen=f"- {first[0].sentence} [1]")
    assert first[0].sentence not in [one.sentence for one in again]
    # In a document that was shown whole, a sentence is not cited by itself.
    assert _pointing(assistant).find(document, question, seen=document.sections["avoid"])[0] == first[0]


@pytest.mark.parametrize(
    ("message", "sentence", "denied"),
    [
        ("查了,浏览器显示已确认", "浏览器显示“未确认”：先等。", True),
        ("查了,浏览器显示已确认", "显示“已确认”：逐项核对币种。", False),
        ("it says confirmed", "Unconfirmed: wait.", True),
        ("it says confirmed", "Confirmed: compare coin and network.", False),
        ("还是未确认", "显示“已确认”：逐项核对币种。", True),
        ("no fee", "The fee is fixed.", False),
    ],
)
def test_a_sentence_of_the_opposite_is_not_what_is_told(message: str, sentence: str, denied: bool) -> None:
    assert denies_it(message, sentence) is denied


def test_a_sentence_pointed_at_is_all_that_is_shown_and_is_cited_with_its_section() -> None:
    document = DOCUMENTS["en/withdrawal-fee"]
    one = next(s for s in sentences_of(document) if "cheapest" in s.sentence)
    parts = choose_parts(document, "any cheaper way?", load_pack("en"), 1, Before(again=True, pointed=(replace(one, enough=True),)))
    assert [p.text for p in parts] == [one.sentence]
    assert parts[0].quote == document.sections[one.key]


def test_how_long_is_answered_by_its_section_unless_the_sentence_is_sure() -> None:
    document = DOCUMENTS["en/withdrawal-pending"]
    unsure = Pointed("where", "Live chat", enough=True)
    parts = choose_parts(document, "how long does it take", load_pack("en"), 1, Before(again=True, pointed=(unsure,)))
    assert [p.key for p in parts] == ["effort"]


def test_several_sentences_are_a_list_each_with_the_mark_of_its_section() -> None:
    document = DOCUMENTS["en/withdrawal-fee"]
    some = [replace(s, enough=True) for s in sentences_of(document) if s.key in {"steps", "situation"}][:3]
    parts = choose_parts(document, "is that so?", load_pack("en"), 1, Before(again=True, pointed=tuple(some)))
    assert [p.text for p in parts] == [f"- {one.sentence}" for one in some]
    assert len({p.mark for p in parts}) == len(cite(document, parts)) == len({one.key for one in some})


def _pointing(assistant: Assistant) -> Pointing:
    embedder = assistant.library.embedder
    assert embedder is not None
    return Pointing(embedder, assistant.library.retriever.index.lexical, assistant.library.glossary)


@pytest.mark.parametrize("question", ["and the other question?", "那个呢，另外那个"])
def test_what_is_to_be_prepared_comes_nearest_to_nothing_else(assistant: Assistant, question: str) -> None:
    for document in ("en/withdrawal-pending", "en/p2p-seller-not-release", "zh/withdrawal-pending", "zh/deposit-not-arrived"):
        found = _pointing(assistant).find(DOCUMENTS[document], question)
        assert found == () or found[0].enough or all(one.key != "prepare" for one in found)
