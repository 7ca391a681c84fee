import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
print(httpx.get(f"{address}/health").json()["status"])
print(httpx.get(f"{address}/health/ready").json()["index"]["phase"])
print(httpx.get(f"{address}/metrics").text)
