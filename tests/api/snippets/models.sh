curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/models"
curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/models/exchange-support-copilot"
