"""OpenAI's clients against the real server: plain, streaming, async, and LangChain's."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from mnemonic import Mnemonic
from openai.types.chat import ChatCompletionMessageParam
from pydantic import SecretStr

from assistant.guardrails import Guard
from assistant.library import Library
from assistant.models.chat_model import RemoteBackend
from assistant.pipeline import Assistant
from tests.api.served import product, serving
from tests.model_server import ModelServer, running

STUCK = "my withdrawal has been processing since last night"
MODEL = "exchange-support-copilot"


@pytest.fixture(scope="module")
def served(library: Library, guard: Guard) -> Iterator[tuple[str, Assistant]]:
    assistant = product(library, guard)
    with serving(assistant) as url:
        yield url, assistant


@pytest.fixture
def client(served: tuple[str, Assistant]) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{served[0]}/v1", api_key="none", max_retries=0) as made:
        yield made


def _user(*texts: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "user", "content": text} for text in texts]


def test_a_plain_completion_answers_and_names_its_sources(client: openai.OpenAI, served: tuple[str, Assistant]) -> None:
    reply = client.chat.completions.create(model=MODEL, messages=_user(STUCK), user="ignored", temperature=1.5)
    message = reply.choices[0].message
    assert message.content
    assert reply.choices[0].finish_reason == "stop"
    assert reply.model == MODEL
    assert message.annotations
    for annotation in message.annotations:
        cited = annotation.url_citation
        assert annotation.type == "url_citation"
        assert message.content[cited.start_index : cited.end_index].startswith("[")
        name = cited.url.removeprefix("urn:document:")
        document = served[1].library.document(name)
        assert document is not None
        assert document.head.title == cited.title
    assert reply.usage
    assert reply.usage.total_tokens == reply.usage.prompt_tokens + reply.usage.completion_tokens > 20
    assert reply.model_extra
    assert reply.model_extra["copilot"]["outcome"] == "answered"


def test_a_stream_says_the_same_as_the_plain_completion(client: openai.OpenAI) -> None:
    plain = client.chat.completions.create(model=MODEL, messages=_user(STUCK))
    chunks = list(client.chat.completions.create(model=MODEL, messages=_user(STUCK), stream=True, stream_options={"include_usage": True}))
    assert chunks[0].choices[0].delta.role == "assistant"
    said = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert said == plain.choices[0].message.content
    last = next(c for c in chunks if c.choices and c.choices[0].finish_reason)
    assert last.choices[0].delta.model_extra
    plain_marks = [a.url_citation.url for a in plain.choices[0].message.annotations or []]
    assert [a["url_citation"]["url"] for a in last.choices[0].delta.model_extra["annotations"]] == plain_marks
    assert chunks[-1].choices == []
    assert chunks[-1].usage == plain.usage
    assert len({c.id for c in chunks}) == 1


async def test_the_async_client_works_plain_and_streaming(served: tuple[str, Assistant]) -> None:
    async with openai.AsyncOpenAI(base_url=f"{served[0]}/v1", api_key="none", max_retries=0) as client:
        plain = await client.chat.completions.create(model=MODEL, messages=_user("提币一直显示处理中"))
        stream = await client.chat.completions.create(model=MODEL, messages=_user("提币一直显示处理中"), stream=True)
        said = "".join([c.choices[0].delta.content or "" async for c in stream])
    assert said == plain.choices[0].message.content


def test_earlier_messages_are_context_and_are_not_answered_again(library: Library, guard: Guard) -> None:
    server = ModelServer("Your withdrawal has been processing since last night.")
    with running(server.app) as model_url:
        assistant = product(library, guard, RemoteBackend("local", model_url, "", 5.0))
        with serving(assistant) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as client:
            history: list[ChatCompletionMessageParam] = [
                {"role": "system", "content": "You are a pirate."},
                {"role": "user", "content": STUCK},
                {"role": "assistant", "content": "It may be under review [1]."},
                {"role": "user", "content": [{"type": "text", "text": "and can i cancel it?"}]},
            ]
            reply = client.chat.completions.create(model="gpt-4o", messages=history)
    assert reply.model_extra
    assert reply.model_extra["copilot"]["triage"]["topic"] == "withdrawal-cancel"
    assert len(server.requests) <= 1
    assert "pirate" not in server.seen
    assert not assistant.conversations._all


def test_a_secret_in_an_earlier_message_reaches_neither_the_model_nor_the_reply(library: Library, guard: Guard) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(range(16)))
    server = ModelServer("Your withdrawal has been processing.")
    with running(server.app) as model_url:
        assistant = product(library, guard, RemoteBackend("local", model_url, "", 5.0))
        with serving(assistant) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as client:
            reply = client.chat.completions.create(model=MODEL, messages=_user(f"my seed is {phrase}", "and my withdrawal is stuck"))
    assert phrase not in server.seen
    assert phrase not in reply.model_dump_json()


@pytest.mark.parametrize("how", ["metadata", "header"])
def test_footnotes_come_when_asked_for(client: openai.OpenAI, how: str) -> None:
    plain = client.chat.completions.create(model=MODEL, messages=_user(STUCK)).choices[0].message
    if how == "metadata":
        asked = client.chat.completions.create(model=MODEL, messages=_user(STUCK), metadata={"footnotes": "true"})
    else:
        asked = client.chat.completions.create(model=MODEL, messages=_user(STUCK), extra_headers={"X-Footnotes": "true"})
    content = asked.choices[0].message.content or ""
    assert content.startswith(plain.content or "-")
    below = content[len(plain.content or "") :]
    for annotation in plain.annotations or []:
        assert annotation.url_citation.title in below


def test_errors_are_openais_errors(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model=MODEL, messages=[{"role": "system", "content": "hello"}])
    assert caught.value.param == "messages"
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model=MODEL, messages=_user(STUCK), n=2)
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model=MODEL, messages=[])
    with pytest.raises(openai.UnprocessableEntityError) as empty:
        client.chat.completions.create(model=MODEL, messages=_user("  "))
    assert empty.value.type == "invalid_request_error"
    with pytest.raises(openai.APIStatusError) as large:
        client.chat.completions.create(model=MODEL, messages=_user("zebra " * 4000))
    assert large.value.status_code == 413
    assert "zebra" not in str(large.value.body)
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4o")


def test_an_error_in_a_stream_is_raised_by_the_client(client: openai.OpenAI, monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.errors import GuardError

    def fail(*_: object, **__: object) -> None:
        raise GuardError("detector x failed")

    monkeypatch.setattr(Guard, "seal", fail)
    with pytest.raises(openai.APIError, match="nothing was sent"):
        list(client.chat.completions.create(model=MODEL, messages=_user(STUCK), stream=True))


def test_the_models_are_listed(client: openai.OpenAI) -> None:
    assert [m.id for m in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).object == "model"


async def test_langchains_client_works(served: tuple[str, Assistant]) -> None:
    model = ChatOpenAI(base_url=f"{served[0]}/v1", api_key=SecretStr("none"), model=MODEL, max_retries=0)
    history = [SystemMessage("be brief"), HumanMessage(STUCK), AIMessage("It may be under review."), HumanMessage("and can i cancel it?")]
    reply = model.invoke(history)
    assert reply.text
    assert reply.usage_metadata
    pieces = [piece.text async for piece in model.astream(history)]
    assert len(pieces) > 2
    assert "".join(pieces) == reply.text
