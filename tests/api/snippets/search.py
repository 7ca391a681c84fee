import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
reply = httpx.post(f"{address}/v1/search", json={"query": "my withdrawal is pending", "k": 3}, timeout=60).json()
for passage in reply["passages"]:
    print(passage["topic"], passage["score"], passage["title"])
