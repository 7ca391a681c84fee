"""OpenAI's chat completions as this product speaks them: what is read of a request, what a reply holds.

Shapes after OpenAI's API reference, "Create chat completion" and "The chat completion chunk object". What is not
named here is ignored: temperature, tools, ``user`` and the like change nothing, since the documents decide.
"""

from __future__ import annotations

import math
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from assistant.api import shapes
from assistant.api.problems import Refused
from assistant.languages import load_pack
from assistant.types import Citation, Reply

MODEL = "exchange-support-copilot"
REPLAYED = 20
"""How many earlier messages of the user are taken as context, the latest."""
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]")


class Part(BaseModel):
    """A part of a message's content."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["text", "input_text"] = Field(description="Only text is taken here; a picture goes to /v1/screenshot.")
    text: str | None = None


class Message(BaseModel):
    """One message of the history that a client sends."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None


class ResponseFormat(BaseModel):
    """The form of the reply: text."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["text"] = "text"


class StreamOptions(BaseModel):
    """What a stream says besides the reply."""

    model_config = ConfigDict(extra="ignore")

    include_usage: StrictBool | None = None


class CompletionRequest(BaseModel):
    """The request. ``metadata`` may hold ``footnotes`` (``true``) and ``language`` (``zh``, ``en``)."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {"model": MODEL, "messages": [{"role": "user", "content": "my withdrawal has been processing since last night"}]},
                {"messages": [{"role": "user", "content": "提币一直显示处理中"}], "stream": True, "metadata": {"footnotes": "true"}},
            ]
        },
    )

    model: str = Field(MODEL, max_length=200)
    messages: list[Message] = Field(min_length=1, max_length=1000)
    stream: StrictBool | None = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None
    metadata: dict[str, str] | None = None
    tool_choice: Literal["none", "auto"] | None = Field(None, description="Tools are never called here.")
    response_format: ResponseFormat | None = None

    def questions(self) -> list[str]:
        """The user's messages, the last being the one to answer. Raises ``Refused`` for what cannot be done."""
        texts = [_text(m) for m in self.messages if m.role == "user"]
        if not texts:
            raise Refused(400, "No question", "messages must hold at least one with role user", param="messages")
        return [*[t for t in texts[:-1] if t.strip()][-REPLAYED:], texts[-1]]

    @property
    def language(self) -> str | None:
        """The language asked for, if there is one by that name."""
        wanted = (self.metadata or {}).get("language")
        return wanted if wanted in {"zh", "en"} else None

    @property
    def footnotes(self) -> bool:
        """Whether sources and warnings shall stand below the reply."""
        return (self.metadata or {}).get("footnotes", "").lower() in {"true", "1", "yes"}


def _text(message: Message) -> str:
    if message.content is None or isinstance(message.content, str):
        return message.content or ""
    return "\n".join(p.text or "" for p in message.content)


def estimate_tokens(text: str) -> int:
    """About how many tokens: one for a wide character, one for four others. An estimate: replies are composed, not generated.

    >>> estimate_tokens("提币 pending")
    4
    """
    wide = len(_WIDE.findall(text))
    return wide + math.ceil((len(text) - wide) / 4)


def usage(asked: str, said: str) -> dict[str, int]:
    """Estimated token counts of a turn."""
    prompt, completion = estimate_tokens(asked), estimate_tokens(said)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def annotation(citation: Citation, text: str) -> dict[str, Any]:
    """A source as OpenAI's ``url_citation``; indexes are those of its first mark in ``text``. Documents have names, not addresses."""
    mark = f"[{citation.mark}]"
    start = max(0, text.find(mark))
    cited = {
        "start_index": start,
        "end_index": start + (len(mark) if mark in text else 0),
        "title": citation.title,
        "url": f"urn:document:{citation.document_id}",
        "document_id": citation.document_id,
        "topic": citation.topic,
        "mark": citation.mark,
        "quote": citation.quote,
        "reviewed": citation.reviewed,
    }
    return {"type": "url_citation", "url_citation": cited}


def footnotes(reply: Reply) -> str:
    """Sources and warnings as text to stand below the reply."""
    pack = load_pack(reply.language)
    lines = [f"[{c.mark}] {c.title} ({c.document_id}, {pack.text('page.reviewed', date=c.reviewed)})" for c in reply.citations]
    notes = [f"> {w}" for w in reply.warnings]
    return "".join(f"\n\n{block}" for block in ("\n".join(lines), "\n".join(notes)) if block)


def whole(head: dict[str, Any], reply: Reply, asked: str, below: str) -> dict[str, Any]:
    """The reply as a ``chat.completion``. ``copilot`` is our own addition: what ``/v1/chat`` gives besides the text."""
    text = reply.reply + below
    message = {"role": "assistant", "content": text, "refusal": None, "annotations": [annotation(c, text) for c in reply.citations]}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {**head, "object": "chat.completion", "choices": [choice], "usage": usage(asked, text), "copilot": details(reply)}


def chunk(head: dict[str, Any], delta: dict[str, Any], finish: str | None = None, **more: Any) -> dict[str, Any]:
    """A ``chat.completion.chunk``."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    return {**head, "object": "chat.completion.chunk", "choices": [choice], **more}


def details(reply: Reply) -> dict[str, Any]:
    """The rest of a reply, without its text and the conversation, which ends with the call."""
    return {k: v for k, v in shapes.as_json(shapes.reply_shape(reply)).items() if k not in {"reply", "conversation_id", "citations"}}
