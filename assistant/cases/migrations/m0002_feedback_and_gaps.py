"""Thumbs on answers, and questions that had none."""

STATEMENTS = (
    """CREATE TABLE feedback (
        owner TEXT NOT NULL, conversation_id TEXT NOT NULL, turn INTEGER NOT NULL, verdict TEXT NOT NULL, comment TEXT NOT NULL,
        at TEXT NOT NULL, PRIMARY KEY (owner, conversation_id, turn))""",
    "CREATE TABLE gaps (id TEXT PRIMARY KEY, text TEXT NOT NULL, language TEXT NOT NULL, topics TEXT NOT NULL, at TEXT NOT NULL)",
)
