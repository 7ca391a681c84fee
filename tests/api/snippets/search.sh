curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/search" --json '{"query": "提币一直显示处理中", "k": 3}'
