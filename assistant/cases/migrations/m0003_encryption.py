"""Which key the texts are written with: the salt it is derived with and a proof of it, or no row for none."""

STATEMENTS = ("CREATE TABLE encryption (id TEXT PRIMARY KEY, salt TEXT NOT NULL, proof TEXT NOT NULL)",)
