"""Pictures: read, sealed, blacked out. Knows no model of language; OCR runs on this machine and reaches for no network."""

from assistant.screenshots.screenshot import Region, Screenshot, read_screenshot

__all__ = ["Region", "Screenshot", "read_screenshot"]
