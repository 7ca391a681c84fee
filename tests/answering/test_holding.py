"""Whether a document that is about the same thing holds what is asked."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.decide import Signals
from assistant.answering.holding import COEFFICIENTS, Fit, Held, Holding, asks_single_fact, compare
from assistant.corpus.document import read_document
from assistant.corpus.lexical import LexicalIndex
from assistant.corpus.said import Said, said_of, words_of
from assistant.packaged import packaged

SEEN = Signals(score=1.0, margin=0.3, scope_share=0.0, scope_lead=-0.5)
SURE = Held(
    score=1.1, margin=0.4, scope_share=0.0, scope_lead=-0.6, said=0.9, together=0.8, unknown=0.0, single=0.0, kind=0.0, kind_said=0.0
)


@pytest.fixture(scope="module")
def uid() -> Said:
    """What the documents on the UID say."""
    return said_of(read_document(packaged("corpus") / language / "account" / "uid-find.md") for language in ("zh", "en"))


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    """Three subjects, of which one is on the UID."""
    folder = tmp_path_factory.mktemp("lexical") / "bm25"
    LexicalIndex.write(folder, ["uid", "fees", "login"], ["find your uid, the number of the account", "fees of trades", "your login code"])
    return LexicalIndex(folder)


@pytest.mark.parametrize(
    "query",
    [
        "how many digits does a uid have",
        "Can I pick my own UID?",
        "max sats per lightning invoice",
        "hi, is there a student discount",
        "UID是几位数",
        "备注能写中文吗",
        "最多能存多少条",
        "哪家公司审计的",
    ],
)
def test_a_question_for_one_fact_is_told(query: str) -> None:
    assert asks_single_fact(query)


@pytest.mark.parametrize(
    "query",
    [
        "my withdrawal is stuck since yesterday",
        "why was my order cancelled, is it a bug",
        "login code does not arrive, what do i do",
        "提币一直在审核",
        "为什么我的订单被撤了",
        "充值没到账怎么办 能不能帮我查",
        "几乎每次都闪退",
    ],
)
def test_a_story_of_what_is_wrong_is_no_question_for_one_fact(query: str) -> None:
    assert not asks_single_fact(query)


def test_what_the_document_says_is_told_from_what_it_does_not(uid: Said, lexical: LexicalIndex) -> None:
    there = compare("where is the uid number of my account", SEEN, uid, lexical)
    missing = compare("does the zebra eat marmalade on the uid page", SEEN, uid, lexical)
    assert there.said > missing.said
    assert there.together > missing.together
    assert missing.unknown > there.unknown


def test_people_s_questions_are_not_what_a_document_says(uid: Said) -> None:
    head = read_document(packaged("corpus") / "zh" / "account" / "uid-find.md").head
    said = " ".join(head.phrasings)
    assert not words_of(said).keys() <= uid.words


def test_a_question_without_any_word_is_compared_without_an_error(uid: Said, lexical: LexicalIndex) -> None:
    nothing = compare("?!", SEEN, uid, lexical)
    assert nothing.said == nothing.together == nothing.unknown == 0.0


def test_a_word_that_half_of_the_subjects_have_tells_nothing(lexical: LexicalIndex) -> None:
    assert lexical.rarity("your") == 0.0
    assert 0.0 < lexical.rarity("fees") < lexical.rarity("zebra") == lexical.rarest


def test_a_sentence_that_tells_the_kind_of_thing_that_is_wanted_counts(uid: Said, lexical: LexicalIndex) -> None:
    other = compare("how long is the uid", SEEN, uid, lexical)
    assert (other.kind, compare("my uid is gone", SEEN, uid, lexical).kind) == (1.0, 0.0)
    timed = replace(uid, sentences=(*uid.sentences, frozenset({"review", "day"})), folded=(*uid.folded, "a review takes 3 days"))
    assert compare("how long does the review take", SEEN, timed, lexical).kind_said > 0.0
    assert compare("how long does the review take", SEEN, uid, lexical).kind_said <= 0.0


def test_less_that_is_said_is_less_likely_held() -> None:
    holding = Holding()
    asked = replace(SURE, single=1.0, said=0.7)
    assert holding.likelihood(SURE) > holding.likelihood(asked) > holding.likelihood(replace(asked, unknown=0.4, said=0.2))


def test_the_vector_counts_for_the_embedder_it_was_fitted_on_and_for_no_other() -> None:
    fit = Fit.read(COEFFICIENTS)
    of_a_case = fit.cases[:, len(fit.names) :]
    like, unlike = of_a_case[int(np.argmax(fit.counts))].tolist(), of_a_case[int(np.argmin(fit.counts))].tolist()
    own, other = Holding(fit.embedder), Holding("another")
    assert own.likelihood(SURE, like) > own.likelihood(SURE, unlike)
    assert other.likelihood(SURE, like) == other.likelihood(SURE)
    assert own.likelihood(SURE, like[:3]) == own.likelihood(SURE)


def test_the_coefficients_fit_what_is_compared() -> None:
    fit = Fit.read(COEFFICIENTS)
    assert list(fit.names) == [f.name for f in fields(Held)]
    assert len(fit.weights) == len(fit.mean) == len(fit.spread) == len(fit.names)
    assert len(fit.cases) == len(fit.counts)
    assert "evals.calibrate" in fit.origin


def test_a_fit_that_was_written_is_read_again(tmp_path: Path) -> None:
    fit = Fit.read(COEFFICIENTS)
    fit.write(tmp_path / "own.npz")
    again = Fit.read(tmp_path / "own.npz")
    assert Holding("packaged", again).likelihood(SURE) == Holding("packaged", fit).likelihood(SURE)


def test_a_fit_that_weighs_nothing_says_nothing() -> None:
    fit = replace(Fit.read(COEFFICIENTS), weights=np.zeros(len(fields(Held))), bias=0.0)
    assert Holding("another", fit).likelihood(SURE) == 0.5
