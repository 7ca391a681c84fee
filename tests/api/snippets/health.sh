curl -s "${COPILOT:-http://127.0.0.1:7860}/health"
curl -s "${COPILOT:-http://127.0.0.1:7860}/health/ready"
curl -s "${COPILOT:-http://127.0.0.1:7860}/metrics"
