curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/redact" --json '{"text": "my mail is ann@example.com"}'
