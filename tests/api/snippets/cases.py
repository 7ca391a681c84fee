import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
told = "my withdrawal of 40 USDC has been processing since this morning"


def said(reply: httpx.Response) -> httpx.Response:
    return reply.raise_for_status()


with httpx.Client(base_url=f"{address}/v1", timeout=60) as client:
    print(said(client.post("/cases/similar", json={"text": told})).json())
    case = said(client.post("/cases", json={"text": told}, headers={"Idempotency-Key": "of-your-own"})).json()["id"]
    said(client.post(f"/cases/{case}/sent", json={"text": told, "channel": "live_chat", "ticket_number": "8812345"}))
    print(said(client.post(f"/cases/{case}/replies", json={"text": "Please send us the withdrawal ID."})).json()["reading"]["next_step"])
    said(client.post(f"/cases/{case}/entries", json={"kind": "note", "text": "sent it to them"}))
    said(client.patch(f"/cases/{case}", json={"title": "Withdrawal of 40 USDC"}))
    print(said(client.get(f"/cases/{case}/follow-up")).json()["subject"])
    print(said(client.get(f"/cases/{case}/escalation", params={"format": "md"})).text)
    said(client.post(f"/cases/{case}/close"))
    print(said(client.get(f"/cases/{case}")).json()["status"], said(client.get(f"/cases/{case}/export", params={"format": "md"})).text)
    print([one["title"] for one in said(client.get("/cases", params={"limit": 5})).json()["cases"]])
    said(client.delete(f"/cases/{case}"))
