"""Evidence decides before any model is asked."""

from __future__ import annotations

from assistant.answering.decide import Thresholds, decide
from assistant.retrieval.fusion import Scored
from assistant.types import Outcome

LIMITS = Thresholds()


def _scored(*rows: tuple[str, float, float]) -> list[Scored]:
    return [Scored(slug, dense + 0.05, dense, 1.0, learnt) for slug, dense, learnt in rows]


def test_nothing_found_is_an_abstention() -> None:
    assert decide("what is this", [], {}, LIMITS).outcome is Outcome.ABSTAINED


def test_strong_evidence_is_answered() -> None:
    assert decide("my withdrawal is stuck in pending", _scored(("withdrawal-pending", 0.95, 0.9)), {}, LIMITS).outcome is Outcome.ANSWERED


def test_weak_evidence_is_an_abstention_that_names_what_is_near() -> None:
    decision = decide("opening hours of the bank in my village", _scored(("a", 0.80, 0.01), ("b", 0.79, 0.01)), {}, LIMITS)
    assert decision.outcome is Outcome.ABSTAINED
    assert decision.choices == ("a", "b")


def test_a_scope_document_decides_the_outcome() -> None:
    decision = decide(
        "will bitcoin rise next week", _scored(("price-prediction", 0.95, 0.9)), {"price-prediction": Outcome.ABSTAINED}, LIMITS
    )
    assert decision.outcome is Outcome.ABSTAINED
    assert decision.slug == "price-prediction"


def test_one_word_with_several_near_topics_is_asked_back() -> None:
    decision = decide("提币", _scored(("withdrawal-pending", 0.93, 0.3), ("withdrawal-cancel", 0.92, 0.3)), {}, LIMITS)
    assert decision.outcome is Outcome.ASKED
    assert decision.choices == ("withdrawal-pending", "withdrawal-cancel")
