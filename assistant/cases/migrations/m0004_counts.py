"""The operator's counts, a row for each day: numbers, no words of anybody."""

STATEMENTS = (
    "CREATE TABLE counts (day TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (day, kind, name))",
)
