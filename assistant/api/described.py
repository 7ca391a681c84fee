"""What OpenAPI says of errors and streams, with examples."""

from __future__ import annotations

from typing import Any

Responses = dict[int | str, dict[str, Any]]

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence that may be shown; nothing of what was sent is in it."},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"where": {"type": "string"}, "what": {"type": "string"}}},
        },
    },
}
_OPENAI_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["message", "type", "param", "code"],
            "properties": {
                "message": {"type": "string"},
                "type": {"type": "string"},
                "param": {"type": ["string", "null"]},
                "code": {"type": "string"},
            },
        }
    },
}
_STATUSES = {
    400: ("Bad request", "the body cannot be read"),
    401: ("Key needed", "a key is needed where others can reach the server"),
    403: ("Foreign origin", "a page of another origin may not call here"),
    408: ("Body too slow", "the request did not arrive in time"),
    413: ("Too large", "a message has at most 16,000 characters, a body 1 MB, an upload 11 MB"),
    421: ("Misdirected request", "the Host header names another server"),
    422: ("Cannot be taken", "empty, not text, or not of the form described"),
    429: ("Too fast", "too many calls or conversations; Retry-After says when to come back"),
    500: ("Failed", "something unexpected went wrong; nothing of the message was kept"),
    503: ("The guard failed", "a check failed or the index is not ready; nothing was sent anywhere"),
    504: ("Too slow", "the reply took too long"),
}
_RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}


def _answers(media: str, schema: dict[str, Any], statuses: tuple[int, ...], example: Any) -> Responses:
    found: Responses = {}
    for status in statuses:
        title, text = _STATUSES[status]
        content = {media: {"schema": schema, "example": example(status, title, text)}}
        found[status] = {"description": text, "content": content} | ({"headers": _RETRY} if status in {429, 503} else {})
    return found


def _problem(status: int, title: str, detail: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}


def problem_example(status: int, detail: str) -> dict[str, Any]:
    """A problem (RFC 9457) of that status, in the words of its description."""
    return _problem(status, *_STATUSES.get(status, (detail.capitalize(), detail)))


def _openai_error(status: int, title: str, detail: str) -> dict[str, Any]:
    kind = {401: "authentication_error", 429: "rate_limit_error"}.get(status, "invalid_request_error" if status < 500 else "server_error")
    return {"error": {"message": detail, "type": kind, "param": None, "code": title.lower().replace(" ", "_")}}


PROBLEMS = _answers("application/problem+json", _PROBLEM, tuple(_STATUSES), _problem)
"""Every call but OpenAI's."""
OPENAI_ERRORS = _answers("application/json", _OPENAI_ERROR, tuple(_STATUSES), _openai_error)
"""OpenAI's calls; 422 is an empty message, what is not of the form is 400."""
NOT_THERE: Responses = {
    404: {
        "description": "no model by that name",
        "content": {
            "application/json": {"schema": _OPENAI_ERROR, "example": _openai_error(404, "Model not found", "no model by that name")}
        },
    },
}
_EVENTS = 'event: meta\ndata: {"conversation_id": "…", "passages": []}\n\nevent: delta\ndata: {"text": "…"}\n\nevent: done\ndata: {}\n\n'
_EVENT = {"type": "object", "properties": {"event": {"type": "string"}, "data": {"type": "string"}}, "required": ["data"]}
NOT_READY: dict[str, Any] = {
    "application/json": {
        "example": {
            "status": "not ready",
            "index": {"phase": "building", "detail": "embed", "done": 700, "total": 14000, "percent": 5},
            "model": {"phase": "fetching", "name": "", "detail": "", "done": 0, "total": 1117320768},
        }
    }
}
"""What ``/health/ready`` gives until there is an index."""
CHAT_STREAM: dict[str, Any] = {"text/event-stream": {"schema": _EVENT, "example": _EVENTS}}
"""What ``/v1/chat`` gives with ``stream``."""
_MESSAGE: dict[str, Any] = {"role": "assistant", "content": "It may be under review [1].", "refusal": None, "annotations": []}
COMPLETION: dict[str, Any] = {
    "application/json": {
        "schema": {
            "type": "object",
            "required": ["id", "object", "created", "model", "choices", "usage"],
            "properties": {
                "id": {"type": "string"},
                "object": {"type": "string", "const": "chat.completion"},
                "created": {"type": "integer"},
                "model": {"type": "string"},
                "choices": {"type": "array", "minItems": 1, "maxItems": 1, "items": {"type": "object"}},
                "usage": {"type": "object", "additionalProperties": {"type": "integer"}},
                "copilot": {"type": "object", "description": "What /v1/chat gives besides the text."},
            },
        },
        "example": {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1795000000,
            "model": "exchange-support-copilot",
            "choices": [{"index": 0, "message": _MESSAGE, "finish_reason": "stop", "logprobs": None}],
            "usage": {"prompt_tokens": 13, "completion_tokens": 7, "total_tokens": 20},
        },
    },
    "text/event-stream": {"schema": _EVENT, "example": 'data: {"object": "chat.completion.chunk"}\n\ndata: [DONE]\n\n'},
}
"""What a completion gives, at once or streamed."""
