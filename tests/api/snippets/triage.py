import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
told = "my withdrawal has been processing since last night"
reply = httpx.post(f"{address}/v1/triage", json={"text": told}, timeout=60).json()
print(reply["issue_type"], reply["channel"], reply["urgency"], [item["item"] for item in reply["evidence"] if not item["have"]])
