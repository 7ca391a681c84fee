curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/triage" --json '{"text": "my withdrawal has been processing since last night"}'
