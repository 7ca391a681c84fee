"""A model may sort and translate the user's words, and what it invents is thrown away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant.corpus.glossary import Glossary
from assistant.drafting.worded import is_faithful

from .conftest import CHINA, NOW, Drafted

Make = Callable[..., Drafted]
SAID = "提了500 USDT走TRC20。页面一直转圈。请帮我查一下"


class Scripted(BaseChatModel):
    """Sorts with ``choice`` and translates its first sentence as ``translation``."""

    choice: str
    translation: str = ""

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any) -> ChatResult:
        if kwargs["response_format"]["json_schema"]["name"] == "pieces":
            text = self.choice
        else:
            text = json.dumps({"sentences": [{"number": 1, "text": self.translation}]})
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])


def test_the_models_choice_among_the_users_sentences_is_taken(drafted: Make) -> None:
    made = drafted(SAID, model=Scripted(choice='{"happened": [1], "tried": [2], "expected": [3]}'))
    assert [f.text for f in made.result.slots.steps_tried] == ["页面一直转圈"]
    assert made.result.made_by == "model"


@pytest.mark.parametrize(
    "choice", ["no", "{}", '{"happened": [9], "tried": [], "expected": []}', '{"happened": [1, 1], "tried": [], "expected": []}']
)
def test_an_answer_that_is_no_choice_leaves_the_rules_version(drafted: Make, choice: str) -> None:
    made = drafted(SAID, model=Scripted(choice=choice))
    assert made.result.drafts == drafted(SAID).result.drafts
    assert made.result.made_by == "rules"


def test_a_faithful_translation_is_used_and_marked(drafted: Make) -> None:
    said = "提了500 USDT走TRC20,刚好停电了"
    translation = "I withdrew 500 USDT over TRC20 and the power just went out"
    made = drafted(said, model=Scripted(choice="", translation=translation))
    assert f'(translated by a model) {translation} (original words: "{said}")' in made.result.drafts["en"].body
    assert said in made.result.drafts["zh"].body
    assert made.result.made_by == "model"


def test_what_the_table_says_whole_is_not_asked_of_a_model(drafted: Make) -> None:
    made = drafted("提了500 USDT走TRC20", model=Scripted(choice="", translation="I withdrew 500 USDT over TRC20"))
    assert "I withdrew 500 USDT via TRC20" in made.result.drafts["en"].body
    assert made.result.made_by == "rules"


@pytest.mark.parametrize(
    "translation",
    [
        "I withdrew 501 USDT over TRC20",
        "I withdrew 500 USDT over ERC20",
        "I withdrew 500 USDT over TRC20 and 3 BTC",
        "I withdrew 500 USDT over TRC20, see https://x.example",
        "I did not withdraw 500 USDT over TRC20",
        "I withdrew 500 USDT from Binance over TRC20",
        "I withdrew 500 USDT over TRC20 and paid in dollars",
        "提了500 USDT走TRC20",
        "",
    ],
)
def test_an_unfaithful_translation_is_thrown_away(drafted: Make, translation: str) -> None:
    said = "提了500 USDT走TRC20,刚好停电了"
    made = drafted(said, model=Scripted(choice="", translation=translation))
    assert made.result.drafts == drafted(said).result.drafts


def test_a_translation_keeps_each_placeholder_and_each_time(glossary: Glossary) -> None:
    said = "昨晚10点转的[[TXID_1]]"
    assert is_faithful(said, "I sent [[TXID_1]] at 10 pm last night", "en", glossary, NOW, CHINA)
    assert not is_faithful(said, "I sent [[TXID_2]] at 10 pm last night", "en", glossary, NOW, CHINA)
    assert not is_faithful(said, "I sent [[TXID_1]] at 10 am last night", "en", glossary, NOW, CHINA)
