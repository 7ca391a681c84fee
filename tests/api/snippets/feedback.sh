url="${COPILOT:-http://127.0.0.1:7860}"
id=$(curl -s "$url/v1/chat" --json '{"message": "提币一直显示处理中"}' | sed -E 's/.*"conversation_id":"([^"]+)".*/\1/')
curl -s "$url/v1/feedback" --json "{\"conversation_id\": \"$id\", \"turn\": 1, \"verdict\": \"up\"}"
