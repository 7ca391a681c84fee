"""How much a case gives away: content words it shares with the document that answers it, and whether it is copied."""

from __future__ import annotations

from collections import Counter

from assistant.corpus.entries import plain
from assistant.retrieval.retriever import Retriever
from evals.words import bare, words

COMMON = 0.1
LANGUAGES = ("zh", "en")


class Overlap:
    """Content words are those in fewer than a tenth of a language's documents; phrasings are not counted as the document's text."""

    def __init__(self, retriever: Retriever) -> None:
        self._words: dict[tuple[str, str], set[str]] = {}
        self._common: dict[str, set[str]] = {}
        self._phrasings: set[str] = set()
        catalog = retriever.index.catalog
        for language in LANGUAGES:
            counts: Counter[str] = Counter()
            ids = catalog.ids(language)
            for document in (d for i in ids if (d := catalog.get(i)) is not None):
                held = words("\n".join([document.head.title, *(plain(t) for t in document.sections.values())]))
                self._words[language, document.topic] = held
                counts.update(held)
                self._phrasings |= {bare(p) for p in (document.head.title, *document.head.phrasings)}
            self._common[language] = {w for w, n in counts.items() if n >= COMMON * len(ids)}

    def shared(self, query: str, language: str, topic: str) -> int:
        """How many content words the question and the document have in common."""
        held = self._words.get((language, topic), set()) - self._common.get(language, set())
        return len(held & words(query))

    def copied(self, query: str) -> bool:
        """Whether the question stands word for word among the phrasings and titles."""
        return bare(query) in self._phrasings
