"""``POST /v1/screenshot`` over HTTP, with lines given instead of OCR."""

from __future__ import annotations

import asyncio
import base64
import io
import tempfile
import threading
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from assistant.api.app import create_app
from assistant.errors import GuardError
from assistant.pipeline import Assistant
from assistant.screenshots.lines import Line
from assistant.screenshots.picture import MAX_BYTES, Pixels
from assistant.screenshots.reader import Reader, WrittenReader
from assistant.screenwork import Screenwork
from tests.screenshots.test_sealing import HASH, WORDS, line, white

PAGE = (
    *(line(20, 20 + 60 * n, f"{name}: {value}") for n, (name, value) in enumerate([("金额", "500 USDT"), ("网络", "TRC20")])),
    line(20, 140, f"TXID: {HASH}", size=20),
    line(20, 200, "Email: ann@example.com"),
)
BACKUP = tuple(line(20 + 300 * (n % 3), 100 + 80 * (n // 3), f"{n + 1}. {word}") for n, word in enumerate(WORDS))


class _Failing:
    def read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        raise GuardError("The picture could not be read (RuntimeError).")


class _Held:
    """Reads when it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def read(self, pixels: Pixels, deadline: float) -> tuple[Pixels, tuple[Line, ...]]:
        self.go.wait(20)
        return pixels, ()


def client(assistant: Assistant, reader: Reader, **how: Any) -> httpx.AsyncClient:
    app = create_app(assistant, screenwork=Screenwork(assistant, reader, **how))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost")


async def post(to: httpx.AsyncClient, data: bytes, **fields: str) -> httpx.Response:
    return await to.post("/v1/screenshot", files={"file": ("shot.png", data, "image/png")}, data=fields)


async def test_a_screenshot_gives_text_findings_boxes_picture_and_slots(assistant: Assistant) -> None:
    async with client(assistant, WrittenReader(PAGE)) as to:
        reply = await post(to, white())
    assert reply.status_code == 200
    body = reply.json()
    assert body["text"].splitlines()[2:] == [f"TXID: {HASH}", "Email: [[EMAIL_1]]"]
    assert {f["kind"]: f["class"] for f in body["findings"]} == {"txid": "reference", "email": "personal"}
    assert all(body["text"][f["start"] : f["end"]] == (f["placeholder"] or HASH) for f in body["findings"])
    assert body["slots"] == {"asset": "USDT", "network": "TRC20", "amount": "500 USDT", "txid": HASH}
    assert (body["conversation_id"], body["picture_id"]) == ("", "")
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(body["image"]))))
    assert pixels.shape == (body["height"], body["width"], 3)
    box = next(f for f in body["findings"] if f["kind"] == "email")["boxes"][0]
    assert pixels[box["y"] : box["y"] + box["height"], box["x"] : box["x"] + box["width"]].max() == 0
    assert not assistant.conversations._all


async def test_a_failing_reader_gives_nothing_back(assistant: Assistant) -> None:
    async with client(assistant, _Failing()) as to:
        reply = await post(to, white())
    assert reply.status_code == 503
    assert reply.headers["content-type"] == "application/problem+json"
    assert "image" not in reply.text


@pytest.mark.parametrize(("data", "status"), [(b"no picture", 422), (b"", 422), (bytes(MAX_BYTES + 10), 413), (bytes(12_000_000), 413)])
async def test_what_cannot_be_taken_is_refused_with_a_problem(assistant: Assistant, data: bytes, status: int) -> None:
    async with client(assistant, WrittenReader(())) as to:
        reply = await post(to, data)
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")


async def test_a_request_without_a_file_is_422(assistant: Assistant) -> None:
    async with client(assistant, WrittenReader(())) as to:
        assert (await to.post("/v1/screenshot", data={"file": "text"})).status_code == 422
        assert (await to.post("/v1/screenshot")).status_code == 422


async def test_too_many_at_once_are_told_when_to_come_back(assistant: Assistant) -> None:
    held = _Held()
    async with client(assistant, held, waiting=1) as to:
        first = [asyncio.create_task(post(to, white())) for _ in range(2)]
        await asyncio.sleep(0.5)
        refused = await post(to, white())
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "15")
        held.go.set()
        assert [r.status_code for r in await asyncio.gather(*first)] == [200, 200]
        assert (await post(to, white())).status_code == 200


async def test_one_that_takes_too_long_is_504(assistant: Assistant) -> None:
    async with client(assistant, WrittenReader(()), seconds=-1) as to:
        reply = await post(to, white())
    assert reply.status_code == 504


async def test_a_large_upload_never_touches_the_disk(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    rolled = []
    whole = tempfile.SpooledTemporaryFile.rollover
    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", lambda self: (rolled.append(1), whole(self))[1])
    noise = np.random.default_rng(1).integers(0, 255, (1200, 1400, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "PNG")
    assert len(out.getvalue()) > 3_000_000
    async with client(assistant, WrittenReader(())) as to:
        assert (await post(to, out.getvalue())).status_code == 200
    assert not rolled
