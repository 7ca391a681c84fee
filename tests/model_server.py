"""A small honest OpenAI-compatible server on loopback that records what it is asked."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse


class ModelServer:
    """Answers every chat with ``reply``; ``mode`` makes it misbehave: ``ok``, ``error``, ``rubbish``, ``half``, ``hang``, ``slow``.

    ``slow`` gives a piece every ``pause`` seconds; ``streams`` counts those that are open, ``broken`` those left before their end.
    """

    def __init__(self, reply: str = "", mode: str = "ok", pause: float = 0.2) -> None:
        self.reply, self.mode, self.pause = reply, mode, pause
        self.streams = self.broken = 0
        self.requests: list[dict[str, Any]] = []
        self.app = FastAPI()
        self.app.post("/v1/chat/completions", response_model=None)(self._chat)
        self.app.get("/v1/models")(lambda: {"object": "list", "data": [{"id": "recorder", "object": "model"}]})
        self.url = ""

    @property
    def seen(self) -> str:
        """Everything that was sent here, as one text."""
        return json.dumps(self.requests, ensure_ascii=False)

    async def _chat(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append(body)
        if self.mode == "error":
            return JSONResponse({"error": {"message": "boom"}}, 500)
        if self.mode == "rubbish":
            return Response("\x00\xff not json", media_type="text/plain")
        if not body.get("stream"):
            return JSONResponse(_whole(self.reply))
        pieces = self._slowly() if self.mode == "slow" else self._stream()
        return StreamingResponse(pieces, media_type="text/event-stream")

    async def _slowly(self) -> AsyncIterator[str]:
        self.streams += 1
        whole = False
        try:
            for piece in self._stream():
                yield piece
                await asyncio.sleep(self.pause)
            whole = True
        finally:
            self.streams -= 1
            self.broken += not whole

    def _stream(self) -> Iterator[str]:
        if self.mode == "hang":
            time.sleep(5)
        for start in range(0, len(self.reply), 7):
            yield f"data: {json.dumps(_chunk(self.reply[start : start + 7]))}\n\n"
            if self.mode == "half" and start > len(self.reply) // 2:
                return
        yield f"data: {json.dumps(_chunk('', 'stop'))}\n\ndata: [DONE]\n\n"


def _chunk(text: str, finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "recorder", "choices": [choice]}


def _whole(text: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return {"id": "c1", "object": "chat.completion", "created": 1, "model": "recorder", "choices": [choice]}


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """Serve an app on a free loopback port for the length of a ``with``; gives its address."""
    place = socket.socket()
    place.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([place],), daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{place.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        place.close()
