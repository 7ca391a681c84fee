curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/draft" --json '{"text": "昨晚提了500U到币安,走TRC20,现在还显示处理中", "languages": ["zh", "en"]}'
