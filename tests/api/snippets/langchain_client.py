import os

from langchain_openai import ChatOpenAI

address = os.environ.get("COPILOT", "http://127.0.0.1:7860")
model = ChatOpenAI(base_url=f"{address}/v1", api_key=os.environ.get("COPILOT_KEY", "none"), model="exchange-support-copilot")
print(model.invoke("my withdrawal has been processing since last night").text)
