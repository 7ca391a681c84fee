"""Who may call: open on this machine, by key anywhere else, so often, and never another's conversations."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from assistant.api.app import create_app
from assistant.api.policy import Policy
from assistant.errors import SettingsError
from assistant.keys import KeyRing
from assistant.pipeline import Assistant
from assistant.serving import build_policy
from assistant.settings import Settings

STUCK = "my withdrawal is stuck in processing"
Opened = Callable[[Policy], AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def opened(assistant: Assistant) -> Opened:
    """A client of the app under a policy."""

    @asynccontextmanager
    async def make(policy: Policy) -> AsyncIterator[httpx.AsyncClient]:
        transport = httpx.ASGITransport(app=create_app(assistant, policy), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield client

    return make


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_with_keys_nothing_but_health_answers_without_one(opened: Opened, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    key, token = ring.new("phone")
    async with opened(Policy(keys=ring)) as client:
        for path in ("/v1/models", "/openapi.json", "/metrics", "/", "/no/such/path"):
            refused = await client.get(path)
            assert refused.status_code == 401, path
            assert refused.headers["WWW-Authenticate"].startswith("Bearer" if path.startswith("/v1") else "Basic")
        assert (await client.get("/health")).status_code == 200
        assert (await client.get("/health/ready")).status_code == 200
        assert (await client.get("/v1/models", headers=_bearer(token))).status_code == 200
        assert (await client.get("/v1/models", headers=_bearer(token[:-1] + "x"))).status_code == 401
        ring.revoke(key.id)
        assert (await client.get("/v1/models", headers=_bearer(token))).status_code == 401


async def test_a_browser_may_give_the_key_as_a_password_but_not_to_the_api(opened: Opened, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    _, token = ring.new("phone")
    basic = {"Authorization": "Basic " + base64.b64encode(f"me:{token}".encode()).decode()}
    async with opened(Policy(keys=ring)) as client:
        assert (await client.get("/metrics", headers=basic)).status_code == 200
        assert (await client.get("/v1/models", headers=basic)).status_code == 401
        assert (await client.get("/metrics", headers={"Authorization": "Basic ?"})).status_code == 401


async def test_a_conversation_of_one_key_is_unknown_to_another(opened: Opened, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    tokens = [ring.new(name)[1] for name in ("ann", "bob")]
    async with opened(Policy(keys=ring)) as client:
        first = (await client.post("/v1/chat", json={"message": STUCK}, headers=_bearer(tokens[0]))).json()
        follow = {"message": "and can i cancel it?", "conversation_id": first["conversation_id"]}
        mine = (await client.post("/v1/chat", json=follow, headers=_bearer(tokens[0]))).json()
        others = (await client.post("/v1/chat", json=follow, headers=_bearer(tokens[1]))).json()
    assert mine["conversation_id"] == first["conversation_id"]
    assert others["conversation_id"] != first["conversation_id"]


async def test_wrong_keys_are_slowed_down(opened: Opened, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    _, token = ring.new("phone")
    async with opened(Policy(keys=ring)) as client:
        codes = [(await client.get("/v1/models", headers=_bearer("copilot_no_key"))).status_code for _ in range(21)]
        assert codes[:20] == [401] * 20
        assert codes[20] == 429
        assert (await client.get("/v1/models", headers=_bearer(token))).status_code == 429


async def test_too_many_calls_are_told_when_to_come_back_each_key_for_itself(opened: Opened, tmp_path: Path) -> None:
    ring = KeyRing(tmp_path / "keys.json")
    one, two = (ring.new(name)[1] for name in ("ann", "bob"))
    async with opened(Policy(keys=ring, rate="3/minute")) as client:
        codes = [(await client.post("/v1/redact", json={"text": "hi"}, headers=_bearer(one))).status_code for _ in range(3)]
        assert codes == [200] * 3
        refused = await client.post("/v1/redact", json={"text": "hi"}, headers=_bearer(one))
        assert refused.status_code == 429
        assert refused.headers["content-type"] == "application/problem+json"
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert (await client.post("/v1/redact", json={"text": "hi"}, headers=_bearer(two))).status_code == 200
        assert (await client.get("/v1/models", headers=_bearer(one))).json()["error"]["type"] == "rate_limit_error"
        assert (await client.get("/health")).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:7860", "a@localhost", "", "[::2]"])
async def test_a_name_that_is_not_this_machines_is_refused(opened: Opened, host: str) -> None:
    async with opened(Policy()) as client:
        refused = await client.get("/health", headers={"Host": host})
        assert refused.status_code == 421
        for good in ("localhost", "LOCALHOST:7860", "127.0.0.1:7860", "[::1]:7860"):
            assert (await client.get("/health", headers={"Host": good})).status_code == 200


async def test_another_sites_page_cannot_call(opened: Opened) -> None:
    async with opened(Policy()) as client:
        for origin in ("https://evil.example", "null", "http://localhost:3000"):
            refused = await client.post("/v1/redact", json={"text": "hi"}, headers={"Origin": origin})
            assert refused.status_code == 403, origin
        own = await client.post("/v1/redact", json={"text": "hi"}, headers={"Origin": "http://localhost"})
        assert own.status_code == 200
        assert not [name for name in own.headers if name.startswith("access-control")]
        # A form or a plain-text request needs no leave of the browser: it is not read as JSON.
        plain = await client.post("/v1/redact", content='{"text": "hi"}', headers={"Content-Type": "text/plain"})
        assert plain.status_code == 422


async def test_an_origin_that_is_allowed_can_call_and_no_other(opened: Opened) -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type, authorization"}
    async with opened(Policy(origins=("https://app.example",))) as client:
        preflight = await client.options("/v1/chat", headers={"Origin": "https://app.example", **asks})
        assert preflight.headers["Access-Control-Allow-Origin"] == "https://app.example"
        reply = await client.post("/v1/redact", json={"text": "hi"}, headers={"Origin": "https://app.example"})
        assert reply.headers["Access-Control-Allow-Origin"] == "https://app.example"
        other = await client.options("/v1/chat", headers={"Origin": "https://evil.example", **asks})
        assert "Access-Control-Allow-Origin" not in other.headers


def test_only_this_machine_is_served_without_a_key(tmp_path: Path) -> None:
    def settings(**given: object) -> Settings:
        return Settings(_env_file=None, data=tmp_path, model="extractive", **given)  # type: ignore[call-arg, arg-type]

    for host in ("127.0.0.1", "localhost", "::1"):
        assert build_policy(settings(host=host)).keys is None
    for given in ({"host": "0.0.0.0"}, {"host": "::"}, {"host": "192.168.1.5"}, {"hosts": "help.example.org"}):
        with pytest.raises(SettingsError, match="keys new"):
            build_policy(settings(**given))
    key, _ = KeyRing(tmp_path / "keys.json").new("phone")
    policy = build_policy(settings(hosts="help.example.org"))
    assert policy.keys is not None
    assert {"help.example.org", "localhost"} <= policy.hosts
    assert build_policy(settings(host="0.0.0.0")).hosts == frozenset()
    KeyRing(tmp_path / "keys.json").revoke(key.id)
    with pytest.raises(SettingsError):
        build_policy(settings(host="0.0.0.0"))
