"""Evidence decides before any model is asked."""

from __future__ import annotations

from assistant.answering.decide import Calibration, decide
from assistant.retrieval.fusion import Scored
from assistant.types import Outcome

LIMITS = Calibration()


def _scored(*rows: tuple[str, float, float]) -> list[Scored]:
    return [Scored(slug, dense + 0.05, dense, 1.0, learnt) for slug, dense, learnt in rows]


def test_nothing_found_is_an_abstention() -> None:
    assert decide("what is this", [], {}, LIMITS).outcome is Outcome.ABSTAINED


def test_strong_evidence_is_answered() -> None:
    assert decide("my withdrawal is stuck in pending", _scored(("withdrawal-pending", 0.95, 0.9)), {}, LIMITS).outcome is Outcome.ANSWERED


def test_weak_evidence_is_an_abstention_that_names_what_is_near() -> None:
    limits = Calibration(bias=-1e3)
    decision = decide("opening hours of the bank in my village", _scored(("a", 0.80, 0.01), ("b", 0.79, 0.01)), {}, limits)
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


def test_between_the_two_a_question_is_asked_back() -> None:
    limits = Calibration(bias=0, score=0, margin=0, scope_share=0, scope_lead=0, answer=0.6, ask=0.4)
    decision = decide("something about my account that is odd", _scored(("a", 0.86, 0.2), ("b", 0.85, 0.1)), {}, limits)
    assert decision.outcome is Outcome.ASKED
    assert decision.choices == ("a", "b")


def test_a_code_is_answered_from_its_entry_but_a_refusal_goes_first() -> None:
    scored = _scored(("market-manipulation", 0.92, 0.5), ("api-rate-limit", 0.7, 0.3))
    assert decide("50011 ...", scored, {"market-manipulation": Outcome.REFUSED}, LIMITS, "api-rate-limit").outcome is Outcome.REFUSED
    assert decide("50011 ...", scored, {}, LIMITS, "api-rate-limit").slug == "api-rate-limit"


def test_a_problem_of_another_platform_is_redirected() -> None:
    scored = _scored(("withdrawal-pending", 0.95, 0.9), ("other-exchanges", 0.8, 0.0))
    decision = decide("my bybit withdrawal is stuck", scored, {"other-exchanges": Outcome.REDIRECTED}, LIMITS, elsewhere="other-exchanges")
    assert (decision.outcome, decision.slug) == (Outcome.REDIRECTED, "other-exchanges")


def test_a_weak_match_with_a_refusal_accuses_nobody() -> None:
    decision = decide("my hamster has fleas", _scored(("insider-trading", 0.3, 0.1)), {"insider-trading": Outcome.REFUSED}, LIMITS)
    assert (decision.outcome, decision.slug) == (Outcome.ABSTAINED, "")


def test_a_near_tie_with_something_out_of_bounds_is_asked_back() -> None:
    scored = _scored(("kyc-evasion", 0.62, 0.4), ("kyc-documents", 0.58, 0.4), ("kyc-rejected", 0.3, 0.1))
    decision = decide("can my brother use his papers here", scored, {"kyc-evasion": Outcome.REFUSED}, LIMITS)
    assert (decision.outcome, decision.choices) == (Outcome.ASKED, ("kyc-documents", "kyc-rejected"))


def test_a_few_words_that_the_learnt_voice_does_not_know_are_asked_back_at_the_start_only() -> None:
    found = _scored(("funding-fee", 0.95, 0.09), ("trading-fees", 0.6, 0.05))
    assert decide("rubbish give my money back", found, {}, LIMITS, opening=True).outcome is Outcome.ASKED
    assert decide("rubbish give my money back", found, {}, LIMITS).outcome is Outcome.ANSWERED


def test_a_few_words_that_are_known_are_answered_at_once() -> None:
    found = _scored(("login-forgot-password", 0.95, 0.9), ("2fa-reset", 0.5, 0.05))
    assert decide("forgot my password", found, {}, LIMITS, opening=True).outcome is Outcome.ANSWERED


def test_many_words_are_answered_however_little_the_learnt_voice_knows_of_them() -> None:
    found = _scored(("withdrawal-pending", 0.95, 0.05), ("withdrawal-cancel", 0.5, 0.02))
    said = "i took some out on tuesday for the rent and it has been spinning there ever since then"
    assert decide(said, found, {}, LIMITS, opening=True).outcome is Outcome.ANSWERED


def test_nobody_is_sent_away_on_weak_evidence() -> None:
    found = _scored(("assistant-not-okx", 0.3, 0.01), ("withdrawal-pending", 0.1, 0.01))
    decision = decide(
        "my father in law has his feast on saturday and the cake is ordered", found, {"assistant-not-okx": Outcome.REDIRECTED}, LIMITS
    )
    assert decision.outcome is Outcome.ASKED
    assert decision.choices == ("withdrawal-pending",)


def test_who_surely_asks_for_something_elsewhere_is_sent_there() -> None:
    found = _scored(("other-exchanges", 0.9, 0.8), ("withdrawal-pending", 0.3, 0.01))
    assert decide("my kraken withdrawal hangs", found, {"other-exchanges": Outcome.REDIRECTED}, LIMITS).outcome is Outcome.REDIRECTED


KIN = {"seed-phrase-wallet": "seed-phrase-wallet", "guess-keys": "seed-phrase-wallet", "other-wallets": "assistant-not-okx"}


def test_what_is_out_of_bounds_on_the_same_topic_is_no_rival_of_its_document() -> None:
    scored = _scored(("seed-phrase-wallet", 0.90, 0.5), ("guess-keys", 0.89, 0.4), ("x", 0.3, 0.0))
    outcomes = {"guess-keys": Outcome.REFUSED}
    assert decide("the paper with my twelve words burnt down", scored, outcomes, LIMITS, topics=KIN).outcome is Outcome.ANSWERED
    assert decide("the paper with my twelve words burnt down", scored[1::-1], outcomes, LIMITS, topics=KIN).slug == "seed-phrase-wallet"


def test_a_clear_lead_of_what_is_refused_stays_refused_on_the_same_topic() -> None:
    scored = _scored(("guess-keys", 0.95, 0.9), ("seed-phrase-wallet", 0.5, 0.1))
    assert decide("please guess the words I lack", scored, {"guess-keys": Outcome.REFUSED}, LIMITS, topics=KIN).outcome is Outcome.REFUSED


def test_a_few_words_that_say_nothing_are_no_word_about_another_wallet() -> None:
    scored, outcomes = _scored(("other-wallets", 0.6, 0.02), ("withdrawal-pending", 0.4, 0.01)), {"other-wallets": Outcome.REDIRECTED}
    asked = decide("its stuck", scored, outcomes, LIMITS, opening=True)
    assert (asked.outcome, asked.choices) == (Outcome.ASKED, ("withdrawal-pending",))
    assert decide("its stuck", scored, outcomes, LIMITS).outcome is Outcome.REDIRECTED
