import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
told = "I withdrew 500 USDT over TRC20 last night and it is still processing"
reply = httpx.post(f"{address}/v1/draft", json={"text": told}, timeout=60).json()
print(reply["drafts"]["en"]["title"], reply["drafts"]["zh"]["body"], reply["missing"], sep="\n")
