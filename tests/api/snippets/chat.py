import os

import httpx

with httpx.Client(base_url=os.environ.get("COPILOT", "http://127.0.0.1:7860"), timeout=60) as copilot:
    first = copilot.post("/v1/chat", json={"message": "my withdrawal is stuck in processing"}).raise_for_status().json()
    again = {"message": "and can i cancel it?", "conversation_id": first["conversation_id"]}
    reply = copilot.post("/v1/chat", json=again).raise_for_status().json()
    print(reply["outcome"], reply["reply"])
    for citation in reply["citations"]:
        print(f"[{citation['mark']}] {citation['title']} ({citation['reviewed']})")
