"""Search: one passage a topic, in the reader's language, best first."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.embeddings import Embeddings

from assistant.corpus.fold import fold
from assistant.library import Library
from assistant.retrieval.fusion import Weights, fuse
from assistant.retrieval.retriever import RECENT, LangChainRetriever, Retriever


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("提币一直显示处理中,都半天了", "withdrawal-pending"),
        ("提幣處理中好耐", "withdrawal-pending"),
        ("where is the live chat", "channel-live-chat"),
        ("I lost my phone with the authenticator", "2fa-reset"),
        ("XRP 忘了填 tag", "deposit-missing-tag"),
        ("what will bitcoin cost next month", "out-of-scope-advice"),
    ],
)
def test_a_question_finds_its_topic_first(library: Library, question: str, topic: str) -> None:
    assert library.retriever.search(question).passages[0].topic == topic


@pytest.mark.parametrize("question", ["提币一直显示处理中", "my withdrawal is stuck in processing"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_language_of_the_passages_can_be_chosen(library: Library, question: str, language: str) -> None:
    passages = library.retriever.search(question, 5, language).passages
    assert passages[0].topic == "withdrawal-pending"
    assert {p.language for p in passages} == {language}


@pytest.mark.parametrize("k", [1, 3, 10])
def test_every_topic_comes_once(library: Library, k: int) -> None:
    topics = [p.topic for p in library.retriever.search("how do I get help", k).passages]
    assert len(topics) == len(set(topics)) == k


def test_k_below_one_is_refused_with_its_value(library: Library) -> None:
    with pytest.raises(ValueError, match="k is 0"):
        library.retriever.search("x", 0)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=80))
def test_no_text_breaks_the_search(library: Library, text: str) -> None:
    passages = library.retriever.search(text, 3).passages
    assert len(passages) == 3
    scores = [p.score for p in passages]
    assert scores == sorted(scores, reverse=True)


def test_a_placeholder_is_searched_as_words() -> None:
    assert fold("我的 [[TXID_1]] 查不到") == "我的 txid 查不到"


@pytest.mark.parametrize(
    "text",
    [
        "提币处理中!!我邮箱 [[EMAIL_1]]",
        "提币处理中!! my e-mail is [[EMAIL_1]]",
        "提币处理中!!手机号:[[PHONE_1]]",
        "提币处理中!! [[PERSON_NAME_1]]",
    ],
)
def test_who_somebody_is_does_not_draw_the_search(text: str) -> None:
    assert fold(text) == "提币处理中!!"


def test_langchain_can_use_the_search(library: Library) -> None:
    found = LangChainRetriever(retriever=library.retriever, k=2).invoke("提币一直显示处理中")
    assert next(d.metadata["topic"] for d in found) == "withdrawal-pending"
    assert len(found) == 2


def test_words_alone_never_overturn_a_clear_cosine() -> None:
    ranked = fuse({"a": [0.9], "b": [0.2]}, {"b": 30.0, "a": 1.0}, {}, Weights(nearest=1))
    assert ranked[0].slug == "a"


def test_words_count_less_for_a_subject_that_has_not_the_language_of_the_question() -> None:
    dense, words = {"a": [0.5], "b": [0.3]}, {"b": 9.0}
    assert fuse(dense, words, {}, Weights())[0].slug == "b"
    assert fuse(dense, words, {}, Weights(), across=frozenset({"a", "b"}))[0].slug == "a"


def test_a_subject_in_another_language_can_come_before_one_in_the_language_of_the_question() -> None:
    ranked = fuse({"own": [0.3], "foreign": [0.3]}, {"own": 2.0}, {}, Weights(), across=frozenset({"foreign"}))
    assert ranked[0].slug == "foreign"


def test_a_topic_that_only_the_words_found_is_a_candidate() -> None:
    ranked = fuse({"a": [0.9], "b": [0.8]}, {"c": 9.0}, {}, Weights())
    assert {s.slug for s in ranked} == {"a", "b", "c"}


def test_questions_announced_are_embedded_at_once_and_found_alike(library: Library) -> None:
    embedder = library.embedder
    assert embedder is not None
    calls: list[list[str]] = []

    class Counting(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedder.embed_documents(texts)

        def embed_query(self, text: str) -> list[float]:
            return self.embed_queries([text])[0]

        def embed_queries(self, texts: list[str]) -> list[list[float]]:
            calls.append(list(texts))
            return [embedder.embed_query(text) for text in texts]

    retriever = Retriever(library.retriever.index, Counting())
    questions = ["my withdrawal is pending", "充值没到账", "my withdrawal is pending"]
    retriever.prepare(questions)
    found = [retriever.search(question).passages for question in questions]
    assert [len(texts) for texts in calls] == [2]
    assert found == [library.retriever.search(question).passages for question in questions]
    for number in range(RECENT + 1):
        retriever.search(f"question number {number}")
    retriever.search(questions[0])
    assert calls[-1] == [questions[0]]
