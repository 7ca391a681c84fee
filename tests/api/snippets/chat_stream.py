import json
import os

import httpx

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
question = {"message": "提币一直显示处理中", "stream": True}
with httpx.stream("POST", f"{address}/v1/chat", json=question, timeout=60) as reply:
    event = ""
    for line in reply.iter_lines():
        name, _, value = line.partition(": ")
        if name == "event":
            event = value
        elif name == "data" and event == "delta":
            print(json.loads(value)["text"], end="")
