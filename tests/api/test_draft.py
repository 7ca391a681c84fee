"""``POST /v1/draft``: twin drafts from what the user said, nothing added, nothing personal shown unasked."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from mnemonic import Mnemonic

from assistant.api.app import create_app
from assistant.pipeline import Assistant

TXID = "0x" + "4e" * 32
TEXT = f"昨晚10点提了500U到币安,走TRC20,到现在还显示处理中,UID 412345678,交易哈希 {TXID},邮箱 ann.lee@example.com,我重启过APP也没用"


@pytest.fixture
async def client(assistant: Assistant) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(assistant), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as made:
        yield made


async def test_both_drafts_hold_what_the_user_gave(client: httpx.AsyncClient) -> None:
    body = (await client.post("/v1/draft", json={"text": TEXT})).json()
    assert set(body["drafts"]) == {"zh", "en"}
    for draft in body["drafts"].values():
        for fact in ("500", "USDT", "TRC20", "412345678", TXID):
            assert fact in draft["title"] + draft["body"], fact
        assert "ann.lee@example.com" not in draft["body"]
    assert body["slots"]["txid"] == TXID
    assert 0 < body["readiness"] <= 1
    assert all(isinstance(item, str) for item in body["missing"])


async def test_personal_data_is_shown_only_when_asked(client: httpx.AsyncClient) -> None:
    shown = (await client.post("/v1/draft", json={"text": TEXT, "show_personal": True})).json()
    assert any("ann.lee@example.com" in d["body"] for d in shown["drafts"].values())


async def test_a_draft_from_a_conversation(client: httpx.AsyncClient) -> None:
    first = (await client.post("/v1/chat", json={"message": "my withdrawal of 500 USDT is stuck in processing"})).json()
    await client.post("/v1/chat", json={"message": "it was on TRC20, uid 412345678", "conversation_id": first["conversation_id"]})
    body = (await client.post("/v1/draft", json={"conversation_id": first["conversation_id"], "languages": ["en"]})).json()
    assert set(body["drafts"]) == {"en"}
    assert "412345678" in body["drafts"]["en"]["body"]
    assert body["slots"]["network"] == "TRC20"


async def test_no_secret_gets_into_a_draft(client: httpx.AsyncClient) -> None:
    phrase = Mnemonic("english").to_mnemonic(bytes(range(16)))
    reply = await client.post("/v1/draft", json={"text": f"{TEXT} 助记词 {phrase}"})
    assert reply.status_code == 200
    assert phrase not in reply.text


@pytest.mark.parametrize(
    "body", [{}, {"text": " "}, {"conversation_id": "nobody"}, {"text": "x", "languages": ["fr"]}, {"text": "x", "languages": []}]
)
async def test_nothing_to_draft_from_is_a_problem(client: httpx.AsyncClient, body: dict[str, object]) -> None:
    reply = await client.post("/v1/draft", json=body)
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
