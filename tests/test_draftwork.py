"""A model may help with a draft, and a slow or broken one costs nothing but its help."""

from __future__ import annotations

import time
from typing import Any

import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant import draftwork
from assistant.draftwork import Draftwork
from assistant.pipeline import Assistant

SAID = "提了500 USDT走TRC20,刚好停电了"
TRANSLATION = "I withdrew 500 USDT over TRC20 and the power just went out"


class Model(BaseChatModel):
    """Translates the one sentence; may take its time, or fail."""

    seconds: float = 0.0
    fails: bool = False

    @property
    def _llm_type(self) -> str:
        return "model"

    def _generate(self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any) -> ChatResult:
        time.sleep(self.seconds)
        if self.fails:
            raise ConnectionError("gone")
        text = f'{{"sentences": [{{"number": 1, "text": "{TRANSLATION}"}}]}}'
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


async def test_a_model_translates_what_the_table_does_not_hold(assistant: Assistant) -> None:
    assistant.backend._model = Model()
    reply = await Draftwork(assistant).write(SAID)
    assert TRANSLATION in reply.drafts["en"].body
    assert reply.made_by == "model"
    assert (await Draftwork(assistant).write(SAID, by_rules=True)).made_by == "rules"


@pytest.mark.parametrize("model", [Model(seconds=0.4), Model(fails=True)], ids=["slow", "broken"])
async def test_a_slow_or_broken_model_leaves_the_rules_version(assistant: Assistant, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draftwork, "PATIENCE", 0.1)
    plain = await Draftwork(assistant).write(SAID)
    assistant.backend._model = model
    reply = await Draftwork(assistant).write(SAID)
    assert reply.drafts == plain.drafts
    assert reply.made_by == "rules"
