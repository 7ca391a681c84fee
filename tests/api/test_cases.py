"""``/v1/cases`` and ``/v1/feedback``: sealed on the way in, the owner's only, safe to repeat."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from assistant.api import problems
from assistant.api.app import create_app
from assistant.api.cases import add_case_routes
from assistant.api.feedback import add_feedback_route
from assistant.cases import open_case_log
from assistant.cases.database import sqlite_url
from assistant.casework import Casework
from assistant.errors import CaseError
from assistant.pipeline import Assistant
from assistant.settings import load_settings
from assistant.wiring import build_casework

TXID = "0x" + "c0ffee" * 10 + "beef"
MAIL = "ann@example.com"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
async def client(assistant: Assistant, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    log = open_case_log(sqlite_url(folder / "cases.db"))
    app = FastAPI()
    problems.install(app)
    casework = Casework(assistant, log)
    add_case_routes(app, casework)
    add_feedback_route(app, casework)

    @app.middleware("http")
    async def _owner(request: Request, call_next: RequestResponseEndpoint) -> Response:
        request.state.owner = request.headers.get("x-owner", "ann")
        return await call_next(request)

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as made:
        yield made
    log.close()


async def _case(client: httpx.AsyncClient, text: str = f"my withdrawal is stuck, txid {TXID}, write to {MAIL}") -> dict[str, object]:
    reply = await client.post("/v1/cases", json={"text": text})
    assert reply.status_code == 201, reply.text
    return dict(reply.json())


def _written(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in folder.iterdir())


@pytest.mark.parametrize("reply", ["Please wait, we are looking into it.", "正在为您核实，请耐心等待。"])
async def test_a_reply_that_asks_for_patience_leaves_the_case_waiting(client: httpx.AsyncClient, reply: str) -> None:
    at = f"/v1/cases/{(await _case(client))['id']}"
    await client.post(f"{at}/sent", json={"channel": "live_chat"})
    assert (await client.post(f"{at}/replies", json={"text": reply})).json()["case"]["status"] == "waiting"


async def test_a_case_from_first_words_to_export_and_deletion(client: httpx.AsyncClient, folder: Path) -> None:
    case = await _case(client)
    at = f"/v1/cases/{case['id']}"
    assert (case["issue_type"], case["status"], case["similar"]) == ("withdrawal", "open", None)
    draft = await client.post(f"{at}/entries", json={"kind": "draft", "text": f"Dear support, my withdrawal {TXID} is stuck."})
    assert draft.status_code == 201
    sent = (await client.post(f"{at}/sent", json={"channel": "live_chat", "ticket_number": "98123"})).json()
    assert (sent["status"], sent["ticket_number"], sent["channel"]) == ("waiting", "98123", "live_chat")
    letter = (await client.get(f"{at}/follow-up", params={"language": "en"})).json()
    assert "#98123" in letter["notice"]
    assert letter["waiting"]
    read = (await client.post(f"{at}/replies", json={"text": "Please provide the TXID and a screenshot.", "language": "en"})).json()
    assert (read["reading"]["kind"], read["case"]["status"]) == ("wants", "answered")
    assert "#98123" in read["reading"]["draft"]
    file = (await client.get(at)).json()
    assert [e["kind"] for e in file["entries"]] == ["message", "draft", "sent", "reply"]
    assert TXID in file["entries"][0]["text"]
    assert file["entries"][2]["text"] == file["entries"][1]["text"]
    escalation = (await client.get(f"{at}/escalation")).json()
    assert TXID in escalation["body"]
    for form in ("md", "json"):
        export = await client.get(f"{at}/export", params={"format": form})
        assert TXID in export.text
        assert MAIL not in export.text
        assert export.headers["content-disposition"].endswith(f'.{form}"')
    assert (await client.get(f"{at}/export", params={"format": "docx"})).status_code == 422
    assert (await client.post(f"{at}/close")).json()["status"] == "closed"
    assert (await client.delete(at)).status_code == 204
    assert (await client.get(at)).status_code == 404
    assert TXID.encode() not in _written(folder)


async def test_no_secret_and_no_personal_data_reaches_the_disk_by_any_call(client: httpx.AsyncClient, folder: Path) -> None:
    secret = f"my password is zebrafish-77-Ocean, mail {MAIL}"
    case = await _case(client, f"withdrawal stuck. {secret}")
    at = f"/v1/cases/{case['id']}"
    await client.post(f"{at}/entries", json={"kind": "note", "text": secret})
    await client.post(f"{at}/sent", json={"channel": "email", "text": secret, "ticket_number": MAIL})
    await client.post(f"{at}/replies", json={"text": secret})
    await client.patch(at, json={"title": secret})
    await client.post("/v1/cases", json={"text": "another problem", "title": secret})
    await client.post("/v1/feedback", json={"conversation_id": "c", "turn": 0, "verdict": "down", "comment": secret})
    written = _written(folder)
    assert b"zebrafish" not in written
    assert MAIL.encode() not in written
    assert b"[[PASSWORD_1]]" in written


async def test_an_impostor_is_named_with_its_words(client: httpx.AsyncClient) -> None:
    case = await _case(client)
    text = "请把验证码发给我，并打开 okx-safe.vip 处理"
    reading = (await client.post(f"/v1/cases/{case['id']}/replies", json={"text": text, "language": "zh"})).json()["reading"]
    assert reading["kind"] == "impostor"
    assert {s["id"] for s in reading["signs"]} == {"secret", "link"}
    assert reading["draft"] == ""


async def test_an_impostor_answers_nothing_so_the_case_still_waits(client: httpx.AsyncClient) -> None:
    case = await _case(client)
    await client.post(f"/v1/cases/{case['id']}/sent", json={"channel": "live_chat"})
    read = (await client.post(f"/v1/cases/{case['id']}/replies", json={"text": "please send me your password"})).json()
    assert (read["reading"]["kind"], read["reading"]["status"], read["case"]["status"]) == ("impostor", "waiting", "waiting")


async def test_the_same_problem_again_is_met_with_a_follow_up(client: httpx.AsyncClient) -> None:
    case = await _case(client)
    await client.post(f"/v1/cases/{case['id']}/sent", json={"channel": "email", "ticket_number": "98123"})
    again = {"text": f"提币还是没到 txid {TXID}", "language": "zh"}
    similar = (await client.post("/v1/cases/similar", json=again)).json()["similar"]
    assert (similar["case"]["id"], similar["why"]) == (case["id"], "identifier")
    assert "#98123" in similar["follow_up"]["notice"]
    assert (await client.post("/v1/cases", json=again)).json()["similar"]["case"]["id"] == case["id"]
    assert (await client.post("/v1/cases/similar", json=again, headers={"x-owner": "bob"})).json()["similar"] is None


async def test_the_same_key_makes_one_case_and_another_body_is_a_conflict(client: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "k1"}
    first = await client.post("/v1/cases", json={"text": "my withdrawal is stuck"}, headers=headers)
    second = await client.post("/v1/cases", json={"text": "my withdrawal is stuck"}, headers=headers)
    assert first.json()["id"] == second.json()["id"]
    third = await client.post("/v1/cases", json={"text": "something else"}, headers=headers)
    assert third.status_code == 409
    assert third.headers["content-type"] == "application/problem+json"


async def test_a_case_is_made_of_a_conversation_and_only_its_owner_can(client: httpx.AsyncClient, assistant: Assistant) -> None:
    reply = await assistant.chat(f"my withdrawal is stuck in processing, txid {TXID}", None, None, "ann")
    body = {"conversation_id": reply.conversation_id}
    case = (await client.post("/v1/cases", json=body)).json()
    assert case["issue_type"] == "withdrawal"
    assert TXID in (await client.get(f"/v1/cases/{case['id']}")).json()["entries"][0]["text"]
    for owner, wanted in (("bob", body), ("ann", {"conversation_id": "forgotten"}), ("ann", {})):
        assert (await client.post("/v1/cases", json=wanted, headers={"x-owner": owner})).status_code == 422


async def test_no_owner_reaches_the_case_of_another_over_http(client: httpx.AsyncClient) -> None:
    case = await _case(client)
    at, bob = f"/v1/cases/{case['id']}", {"x-owner": "bob"}
    calls = [
        client.get(at, headers=bob),
        client.post(f"{at}/entries", json={"text": "x"}, headers=bob),
        client.post(f"{at}/sent", json={"channel": "email", "text": "x"}, headers=bob),
        client.post(f"{at}/sent", json={"channel": "email"}, headers=bob),
        client.post(f"{at}/replies", json={"text": "x"}, headers=bob),
        client.patch(at, json={"status": "closed"}, headers=bob),
        client.patch(at, json={"remind_at": "2027-01-01T00:00:00Z"}, headers=bob),
        client.post(f"{at}/close", headers=bob),
        client.get(f"{at}/follow-up", headers=bob),
        client.get(f"{at}/escalation", headers=bob),
        client.get(f"{at}/export", headers=bob),
        client.delete(at, headers=bob),
    ]
    for call in calls:
        reply = await call
        assert reply.status_code == 404, reply.request.url
        assert "stuck" not in reply.text
    assert (await client.get("/v1/cases", headers=bob)).json() == {"cases": [], "next_cursor": ""}
    assert len((await client.get(at)).json()["entries"]) == 1


async def test_lists_are_paged_filtered_and_searched(client: httpx.AsyncClient) -> None:
    made = [(await _case(client, f"problem number {n} with my withdrawal"))["id"] for n in range(3)]
    await client.post(f"/v1/cases/{made[0]}/close")
    page = (await client.get("/v1/cases", params={"limit": 2})).json()
    rest = (await client.get("/v1/cases", params={"limit": 2, "cursor": page["next_cursor"]})).json()
    assert [c["id"] for c in page["cases"] + rest["cases"]] == [made[0], made[2], made[1]]
    assert [c["id"] for c in (await client.get("/v1/cases", params={"status": "closed"})).json()["cases"]] == [made[0]]
    assert [c["id"] for c in (await client.get("/v1/cases", params={"search": "number 1"})).json()["cases"]] == [made[1]]
    for bad in ({"limit": 0}, {"cursor": "x"}, {"status": "lost"}, {"search": "\x00"}):
        assert (await client.get("/v1/cases", params=bad)).status_code == 422, bad


async def test_what_cannot_be_taken_is_a_problem(client: httpx.AsyncClient) -> None:
    case = await _case(client)
    at = f"/v1/cases/{case['id']}"
    for path, body in (
        (f"{at}/entries", {"text": " "}),
        (f"{at}/entries", {"text": "x", "kind": "status"}),
        (f"{at}/replies", {"text": ""}),
        (f"{at}/sent", {"channel": "pigeon", "text": "x"}),
        ("/v1/feedback", {"conversation_id": "c", "turn": -1, "verdict": "up"}),
        ("/v1/feedback", {"conversation_id": "c", "turn": 1, "verdict": "sideways"}),
    ):
        reply = await client.post(path, content=json.dumps(body))
        assert reply.status_code == 422, (path, body)
        assert reply.headers["content-type"] == "application/problem+json"
    assert (await client.post(f"{at}/replies", json={"text": "x" * 16_001})).status_code == 413
    assert (await client.patch(at, json={"remind_at": "2027-01-01T00:00:00"})).status_code == 422
    assert len((await client.get(at)).json()["entries"]) == 1


async def test_a_reminder_is_set_and_taken_away(client: httpx.AsyncClient) -> None:
    at = f"/v1/cases/{(await _case(client))['id']}"
    assert (await client.patch(at, json={"remind_at": "2027-01-01T09:00:00+08:00"})).json()["remind_at"] == "2027-01-01T01:00:00Z"
    assert (await client.patch(at, json={"title": "renamed"})).json()["remind_at"] == "2027-01-01T01:00:00Z"
    assert (await client.patch(at, json={"remind_at": None})).json()["remind_at"] is None


async def test_feedback_is_kept_sealed(client: httpx.AsyncClient) -> None:
    body = {"conversation_id": "c", "turn": 3, "verdict": "down", "comment": f"wrong, mail me at {MAIL}"}
    reply = await client.post("/v1/feedback", json=body)
    assert reply.status_code == 201
    assert reply.json()["comment"] == "wrong, mail me at [[EMAIL_1]]"


async def test_the_served_app_has_the_case_calls_and_keeps_them_in_the_data_folder(assistant: Assistant, tmp_path: Path) -> None:
    casework = build_casework(assistant, load_settings(data=tmp_path))
    transport = httpx.ASGITransport(app=create_app(assistant, casework=casework))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        assert (await client.post("/v1/cases", json={"text": "my withdrawal is stuck"})).status_code == 201
        paths = (await client.get("/openapi.json")).json()["paths"]
    assert {"/v1/cases", "/v1/cases/{case_id}", "/v1/cases/{case_id}/export", "/v1/feedback"} <= set(paths)
    casework.log.close()
    assert (tmp_path / "cases.db").is_file()


def test_a_key_that_is_too_short_is_refused_before_anything_is_written(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="ASSISTANT_CASE_KEY"):
        build_casework(assistant, load_settings(data=tmp_path, case_key="a key"))
    assert list(tmp_path.iterdir()) == []


async def test_letters_come_as_files_too(client: httpx.AsyncClient) -> None:
    case = (await client.post("/v1/cases", json={"text": "提币卡住 两天了"})).json()
    await client.post(f"/v1/cases/{case['id']}/sent", json={"channel": "email", "ticket_number": "98123456"})
    for name in ("follow-up", "escalation"):
        plain = (await client.get(f"/v1/cases/{case['id']}/{name}?language=zh")).json()
        made = await client.get(f"/v1/cases/{case['id']}/{name}?language=zh&format=eml")
        message = email.message_from_bytes(made.content, policy=email.policy.default)
        assert message["Subject"] == plain["subject"]
        assert message["X-Unsent"] == "1"
        assert message["To"] is None
        assert message.get_content().replace("\r\n", "\n").strip() == plain["body"].strip()  # type: ignore[attr-defined]
        marked = await client.get(f"/v1/cases/{case['id']}/{name}?language=zh&format=md")
        assert marked.headers["content-type"].startswith("text/markdown")
        assert "attachment" in marked.headers["content-disposition"]
        assert marked.text.startswith("# ")
    assert (await client.get(f"/v1/cases/{case['id']}/escalation?format=doc")).status_code == 422
