from assistant.guardrails import redact

print(redact("my mail is ann@example.com"))
