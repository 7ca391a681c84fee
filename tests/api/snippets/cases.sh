url="${COPILOT:-http://127.0.0.1:7860}"
id=$(curl -s "$url/v1/cases" --json '{"text": "my withdrawal has been processing since last night"}' | sed -E 's/.*"id":"([^"]+)".*/\1/')
curl -s "$url/v1/cases/$id"
curl -s "$url/v1/cases?limit=5"
