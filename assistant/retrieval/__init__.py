"""Retrieval: a sealed question → passages, one a topic, best first."""
