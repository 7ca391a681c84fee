"""Every call of the API that takes words, with one message put wherever words fit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import httpx

_LINE = 100
_STUCK = {"zh": "我的提币一直显示处理中，怎么还没出去？", "en": "My withdrawal has been processing for hours"}


class Caller:
    """Sends messages and keeps every answer: ``answers`` are (call, status, headers and body)."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self.answers: list[tuple[str, int, bytes]] = []

    def everywhere(self, texts: Sequence[str], language: str) -> None:
        """``texts`` as one message by every call; each that is short enough where only a line is taken."""
        text = "\n\n".join(texts)
        for send in (self.understood, self.talked, self.completed, self.refused):
            send(text, language)
        self.kept(text, language, [t for t in texts if len(t) <= _LINE])

    def understood(self, text: str, language: str) -> None:
        """Redaction, search, triage, a draft."""
        self._post("redact", {"text": text})
        self._post("search", {"query": text, "language": language})
        self._post("triage", {"text": text})
        self._post("draft", {"text": f"{_STUCK[language]}\n{text}"})

    def talked(self, text: str, language: str) -> None:
        """A conversation: whole, streamed, drafted from, judged."""
        asked = f"{_STUCK[language]}\n{text}"
        reply = self._post("chat", {"message": asked})
        conversation = reply.json()["conversation_id"]
        self._post("chat", {"message": f"{asked}\n{text}", "conversation_id": conversation, "stream": True})
        self._post("draft", {"conversation_id": conversation, "languages": ["zh", "en"]})
        self._post("feedback", {"conversation_id": conversation, "turn": 0, "verdict": "down", "comment": text[:4000]})
        self._post("cases", {"conversation_id": conversation})

    def completed(self, text: str, language: str) -> None:
        """OpenAI's call, streamed and not, the message in each role."""
        history = [{"role": role, "content": text} for role in ("system", "user", "assistant")]
        question = {"role": "user", "content": [{"type": "text", "text": f"{_STUCK[language]}\n{text}"}]}
        for stream in (False, True):
            body = {"messages": [*history, question], "stream": stream, "user": text, "metadata": {"footnotes": "true", "note": text[:500]}}
            self._post("chat/completions", body)

    def kept(self, text: str, language: str, lines: Sequence[str]) -> None:
        """A case from its first words to its export."""
        case = self._post("cases", {"text": text, "title": lines[0] if lines else ""}).json()
        at = f"cases/{case['id']}"
        for kind in ("message", "draft", "note"):
            self._post(f"{at}/entries", {"kind": kind, "text": text})
        for place, line in enumerate(lines):
            self._post(f"{at}/sent", {"channel": "live_chat", "text": line, "ticket_number": line})
            if place % 2:
                self._send("PATCH", at, json={"title": line})
            else:
                self._send("GET", "cases", params={"search": line})
        self._post(f"{at}/replies", {"text": text, "language": language})
        self._post("cases/similar", {"text": text})
        for path in ("", "/follow-up", "/escalation", "/export?format=md", "/export?format=json"):
            self._send("GET", f"{at}{path}")

    def refused(self, text: str, language: str) -> None:
        """What cannot be taken: it must not come back in the error."""
        self._post("chat", {"message": {"text": text}, "language": text[:300]})
        self._post("chat", {"message": text + " " * 16_001})
        self._post("chat", {"message": "hi", "conversation_id": text[:64], "stream": text})
        self._post("chat/completions", {"messages": [{"role": text, "content": text}], "n": text})
        self._post("cases", {"text": [text], "title": {"a": text}})
        self._post("draft", {"text": text, "languages": [text], "conversation_id": text * 64})
        self._send("POST", "redact", content=json.dumps({"text": text}, ensure_ascii=False).encode()[:-1])
        self._send("GET", "cases/none", params={"q": text[:1000]})

    def metrics(self) -> None:
        """The numbers, and what the server says of itself."""
        for path in ("/metrics", "/health", "/health/ready", "/openapi.json"):
            self._keep("GET", self._client.get(path))

    def _post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        return self._send("POST", path, json=body)

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        return self._keep(f"{method} {path.partition('?')[0]}", self._client.request(method, f"/v1/{path}", **more))

    def _keep(self, call: str, reply: httpx.Response) -> httpx.Response:
        headers = "\n".join(f"{name}: {value}" for name, value in reply.headers.items())
        self.answers.append((call, reply.status_code, headers.encode() + b"\n" + reply.content))
        return reply

    def failures(self) -> Iterator[tuple[str, int]]:
        """Calls that the server did not survive."""
        return ((call, status) for call, status, _ in self.answers if status >= 500)
