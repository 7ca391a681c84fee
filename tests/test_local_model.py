"""The real local model, end to end. Needs the weights: ``assistant pull``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.decide import Calibration
from assistant.conversations import Conversations
from assistant.guardrails import Guard
from assistant.languages import detect_language
from assistant.library import Library
from assistant.models.chat_model import LocalBackend
from assistant.models.weights import are_ready
from assistant.pipeline import Assistant
from assistant.settings import load_settings
from assistant.types import Outcome

pytestmark = [pytest.mark.slow, pytest.mark.alone]


@pytest.fixture(scope="module")
def local(library: Library) -> Iterator[Assistant]:
    folder = load_settings().models
    assert are_ready(folder), "the local model is missing: run `assistant pull`"
    backend = LocalBackend(folder)
    backend.start()
    backend.wait(120)
    assert backend.state.phase == "ready", backend.state
    yield Assistant(Guard(), library, backend, Conversations(), Calibration())
    backend.close()


@pytest.mark.parametrize(
    ("message", "language", "topic"),
    [
        ("我提现500U到币安 从昨晚到现在还是显示处理中", "zh", "withdrawal-pending"),
        ("sent 500 USDT from my wallet to okx yesterday, confirmed on chain, still nothing in my account", "en", "deposit-not-arrived"),
    ],
)
async def test_a_real_question_is_answered_by_the_local_model_with_citations(
    local: Assistant, message: str, language: str, topic: str
) -> None:
    reply = await local.chat(message)
    assert reply.outcome is Outcome.ANSWERED
    assert reply.triage.topic == topic
    assert detect_language(reply.reply) == language
    assert reply.citations
    assert not any("did not answer" in w or "没有回应" in w for w in reply.warnings)
    assert reply.model == "local", "no sentence of the model passed the checks"
