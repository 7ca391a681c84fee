import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
reply = httpx.post(f"{address}/v1/redact", json={"text": "my mail is ann@example.com"}, timeout=60).raise_for_status().json()
print(reply["text"], [finding["kind"] for finding in reply["findings"]])
