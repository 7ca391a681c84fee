"""Drafting: a person's sealed words → slots → a problem description in every language, proved and checked for consistency."""
