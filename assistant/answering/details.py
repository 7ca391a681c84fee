"""A second look: does the document that was found hold the detail that is asked for? Rules are data (``prompts/<lang>/details.toml``).

"How many addresses fit into the address book?" finds the document on the address book, which says much, and not that. A document
that is near and silent is no answer; a number out of one's head would be worse.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from assistant.languages import load_packs


@dataclass(frozen=True, slots=True)
class _Detail:
    asks: tuple[re.Pattern[str], ...]
    holds: tuple[re.Pattern[str], ...]


def missing_detail(query: str, document: str) -> str:
    """The kind of detail that ``query`` asks for and the text of a document does not hold; empty when there is none.

    >>> missing_detail("how many addresses can I save", "Save addresses in the address book.")
    'how_many'
    """
    asked, said = _even(query), ""
    for kind, detail in _details().items():
        if any(p.search(asked) for p in detail.asks):
            said = said or _even(document)
            if not any(p.search(said) for p in detail.holds):
                return kind
    return ""


def _even(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@cache
def _details() -> dict[str, _Detail]:
    """Of all packs together: people mix languages, and a document of any language may hold it."""
    packs = [pack.value("details.details") for pack in load_packs().values()]
    kinds = dict.fromkeys(kind for details in packs for kind in details)
    return {kind: _Detail(_patterns(packs, kind, "asks"), _patterns(packs, kind, "holds")) for kind in kinds}


def _patterns(packs: list[dict[str, dict[str, list[str]]]], kind: str, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for details in packs for p in details.get(kind, {}).get(key, ()))
