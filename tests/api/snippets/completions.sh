curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/chat/completions" -H "Authorization: Bearer ${COPILOT_KEY:-none}" --json '{
  "messages": [{"role": "user", "content": "my withdrawal has been processing since last night"}],
  "metadata": {"footnotes": "true"}
}'
