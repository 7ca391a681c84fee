url="${COPILOT:-http://127.0.0.1:7860}"
told='{"text": "my withdrawal has been processing since last night"}'
curl -s "$url/v1/cases/similar" --json "$told"
id=$(curl -s "$url/v1/cases" --json "$told" | sed -E 's/.*"id":"([^"]+)".*/\1/')
curl -s "$url/v1/cases/$id/sent" --json '{"text": "as told", "channel": "live_chat", "ticket_number": "8812345"}'
curl -s "$url/v1/cases/$id/replies" --json '{"text": "Please send us the withdrawal ID."}'
curl -s "$url/v1/cases/$id/entries" --json '{"kind": "note", "text": "sent it to them"}'
curl -s -X PATCH "$url/v1/cases/$id" --json '{"title": "My withdrawal"}'
curl -s "$url/v1/cases/$id/follow-up"
curl -s "$url/v1/cases/$id/escalation?format=md"
curl -s -X POST "$url/v1/cases/$id/close"
curl -s "$url/v1/cases/$id/export?format=md"
curl -s "$url/v1/cases/$id"
curl -s "$url/v1/cases?limit=5"
curl -s -X DELETE "$url/v1/cases/$id"
