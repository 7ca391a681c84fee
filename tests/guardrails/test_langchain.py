"""The middleware in a real agent, with a model that records what it is sent."""

from __future__ import annotations

from typing import Any

import pytest
from langchain.agents import create_agent
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from mnemonic import Mnemonic

from assistant.errors import GuardError
from assistant.guardrails import Allowed, Guard
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.langchain import GuardMiddleware
from assistant.types import FindingClass

_SEED = str(Mnemonic("english").to_mnemonic(bytes(range(16))))
_TXID = "ab12" * 16


class RecordingModel(GenericFakeChatModel):
    """Gives prepared answers and keeps what it was sent."""

    sent: list[str] = []  # noqa: RUF012 - a pydantic field, copied for each instance

    def _generate(self, messages: Any, *args: Any, **kwargs: Any) -> Any:
        self.sent += [str(message.content) for message in messages]
        return super()._generate(messages, *args, **kwargs)

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        return self


def _model(*answers: AIMessage) -> RecordingModel:
    return RecordingModel(messages=iter(answers))


def test_the_model_sees_no_secret_no_personal_data_and_no_identifier() -> None:
    model = _model(AIMessage("Noted [[EMAIL_1]], about [[TXID_1]]."))
    agent = create_agent(model, middleware=[GuardMiddleware()])
    result = agent.invoke({"messages": [HumanMessage(f"I am ann@example.com, seed {_SEED}, txid {_TXID}")]})
    sent = " ".join(model.sent)
    assert "ann@example.com" not in sent
    assert _SEED.split()[3] not in sent
    assert _TXID not in sent
    assert result["messages"][-1].content == f"Noted a***@example.com, about {_TXID}."
    assert _SEED not in str(result)


def test_a_conversation_keeps_its_placeholders() -> None:
    model = _model(AIMessage("one [[EMAIL_1]]"), AIMessage("two [[EMAIL_1]]"))
    agent = create_agent(model, middleware=[GuardMiddleware(show_personal=True)], checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    agent.invoke({"messages": [HumanMessage("mail ann@example.com")]}, config)
    result = agent.invoke({"messages": [HumanMessage("again ann@example.com")]}, config)
    assert "again [[EMAIL_1]]" in model.sent
    assert result["messages"][-1].content == "two ann@example.com"


def test_two_conversations_share_no_vault() -> None:
    model = _model(AIMessage("one"), AIMessage("you are [[EMAIL_1]]"))
    agent = create_agent(model, middleware=[GuardMiddleware(show_personal=True)])
    agent.invoke({"messages": [HumanMessage("mail ann@example.com")]})
    result = agent.invoke({"messages": [HumanMessage("who am i")]})
    assert "ann@example.com" not in result["messages"][-1].content


def test_what_a_tool_returns_is_sealed_before_the_model_sees_it() -> None:
    given: list[str] = []

    @tool
    def look_up(query: str) -> str:
        """Look something up."""
        given.append(query)
        return f"the owner is bob@example.com and the key is {_SEED}"

    call = AIMessage("", tool_calls=[{"name": "look_up", "args": {"query": f"find {_SEED}"}, "id": "1"}])
    model = _model(call, AIMessage("done"))
    agent = create_agent(model, [look_up], middleware=[GuardMiddleware()])
    result = agent.invoke({"messages": [HumanMessage("look it up")]})
    assert _SEED not in given[0]
    assert "bob@example.com" not in " ".join(model.sent)
    assert any(isinstance(m, ToolMessage) and "[[EMAIL_1]]" in m.content for m in result["messages"])


async def test_an_agent_run_asynchronously_is_guarded_too() -> None:
    model = _model(AIMessage("see https://evil.example.com/x or https://www.okx.com"))
    agent = create_agent(model, middleware=[GuardMiddleware(allowed=Allowed(hosts=("okx.com",)))])
    result = await agent.ainvoke({"messages": [HumanMessage(f"我的助记词 {_SEED}")]})
    assert _SEED not in " ".join(model.sent)
    assert "evil.example.com" not in result["messages"][-1].content
    assert "https://www.okx.com" in result["messages"][-1].content


def test_a_failing_detector_stops_the_run_before_the_model_is_called() -> None:
    def fail(scan: Scan) -> list[Span]:
        raise KeyError(scan.text)

    broken = Detector("broken", FindingClass.SECRET, fail, (), lambda: (), lambda: ())
    model = _model(AIMessage("never"))
    agent = create_agent(model, middleware=[GuardMiddleware(Guard(detectors=(broken,)))])
    with pytest.raises(GuardError, match="broken"):
        agent.invoke({"messages": [HumanMessage("hello hunter22")]})
    assert model.sent == []


def test_an_image_is_refused_because_the_guard_cannot_read_it() -> None:
    agent = create_agent(_model(AIMessage("never")), middleware=[GuardMiddleware()])
    with pytest.raises(GuardError, match="image"):
        agent.invoke({"messages": [HumanMessage([{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}])]})
