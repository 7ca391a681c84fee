import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
with httpx.Client(base_url=f"{address}/v1", timeout=60) as client:
    answer = client.post("/chat", json={"message": "my withdrawal is pending"}).json()
    told = {"conversation_id": answer["conversation_id"], "turn": 0, "verdict": "down", "comment": "too long"}
    print(client.post("/feedback", json=told).json()["verdict"])
