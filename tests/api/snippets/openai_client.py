import os

import openai

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
with openai.OpenAI(base_url=f"{address}/v1", api_key=os.environ.get("COPILOT_KEY", "none")) as client:
    reply = client.chat.completions.create(
        model="exchange-support-copilot",
        messages=[{"role": "user", "content": "my withdrawal has been processing since last night"}],
    )
    message = reply.choices[0].message
    print(message.content)
    for annotation in message.annotations or []:
        print(annotation.url_citation.title)
