# Any PNG, JPEG or WebP will do; this one is a white square.
shot=$(mktemp)
base64 -d > "$shot" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAAAAACPAi4CAAAAKUlEQVR42u3MQREAAAwCIPuX1hD77SAA6VEEAoFAIBAIBAKBQCAQfA8Gpwvw4qrwDDIAAAAASUVORK5CYII=
PNG
curl -s "${COPILOT:-http://127.0.0.1:7860}/v1/screenshot" -F "file=@$shot;type=image/png"
rm "$shot"
