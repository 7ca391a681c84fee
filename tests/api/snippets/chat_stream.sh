curl -sN "${COPILOT:-http://127.0.0.1:7860}/v1/chat" --json '{"message": "my withdrawal has been processing since last night", "stream": true}'
