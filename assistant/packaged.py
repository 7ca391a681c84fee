"""Where the data that ships with the product lies."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def packaged(folder: str) -> Path:
    """``corpus`` or ``prompts``: beside the package in a checkout, inside it in a wheel."""
    beside = PACKAGE.parent / folder
    return beside if beside.is_dir() else PACKAGE / "_data" / folder
