"""The suite's own idea of content words, apart from the product's, so that a change there does not move the yardstick."""

from __future__ import annotations

import re
import unicodedata

from assistant.languages import simplify

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+(?:[._-][a-z0-9]+)*")


def folded(text: str) -> str:
    """One width, simplified, lower case."""
    return simplify(unicodedata.normalize("NFKC", text)).lower()


def words(text: str) -> set[str]:
    """English words and numbers, Chinese pairs of characters."""
    found: set[str] = set()
    for run in _RUN.findall(folded(text)):
        if run[0] < "\u3400" or len(run) == 1:
            found.add(run)
        else:
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def bare(text: str) -> str:
    """Letters and digits only, to see whether two texts are the same."""
    return "".join(c for c in folded(text) if c.isalnum())
