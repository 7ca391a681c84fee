"""Cases with their entries, what their placeholders stand for, and which requests made them."""

STATEMENTS = (
    """CREATE TABLE cases (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, issue_type TEXT NOT NULL, topic TEXT NOT NULL,
        channel TEXT NOT NULL, urgency TEXT NOT NULL, status TEXT NOT NULL, ticket_number TEXT NOT NULL,
        created TEXT NOT NULL, updated TEXT NOT NULL, remind_at TEXT)""",
    "CREATE INDEX cases_by_owner ON cases (owner, updated, id)",
    "CREATE INDEX cases_by_topic ON cases (owner, topic, updated)",
    """CREATE TABLE entries (
        id TEXT PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases (id), position INTEGER NOT NULL, kind TEXT NOT NULL,
        text TEXT NOT NULL, at TEXT NOT NULL, channel TEXT, ticket TEXT NOT NULL, UNIQUE (case_id, position))""",
    """CREATE TABLE identifiers (
        case_id TEXT NOT NULL REFERENCES cases (id), placeholder TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (case_id, placeholder))""",
    """CREATE TABLE requests (
        owner TEXT NOT NULL, request_key TEXT NOT NULL, digest TEXT NOT NULL, case_id TEXT NOT NULL REFERENCES cases (id),
        at TEXT NOT NULL, PRIMARY KEY (owner, request_key))""",
    "CREATE INDEX requests_by_case ON requests (case_id)",
    "CREATE TABLE erasures (id TEXT PRIMARY KEY)",
)
