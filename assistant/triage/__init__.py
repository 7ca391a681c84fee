"""Triage: a sealed message and its topic → issue type, channel, urgency, evidence."""
