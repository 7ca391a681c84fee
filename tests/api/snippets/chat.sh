curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/chat" -H 'Idempotency-Key: a-key-of-your-own' --json '{"message": "提币一直显示处理中"}'
