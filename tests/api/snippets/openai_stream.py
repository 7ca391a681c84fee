import os

import openai

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
with openai.OpenAI(base_url=f"{address}/v1", api_key=os.environ.get("COPILOT_KEY", "none")) as client:
    stream = client.chat.completions.create(
        model="exchange-support-copilot", messages=[{"role": "user", "content": "提币一直显示处理中"}], stream=True
    )
    for chunk in stream:
        print(chunk.choices[0].delta.content or "", end="")
