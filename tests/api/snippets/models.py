import os

import openai

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
client = openai.OpenAI(base_url=f"{address}/v1", api_key=os.environ.get("COPILOT_KEY", "none"))
print([model.id for model in client.models.list()])
print(client.models.retrieve("exchange-support-copilot").owned_by)
