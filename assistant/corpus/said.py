"""What a subject's documents say, as words: all together, and sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.document import Document
from assistant.corpus.entries import plain
from assistant.corpus.fold import fold
from assistant.corpus.lexical import tokens

_SENTENCE = re.compile(r"[。！？；;\n]|[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Said:
    """A subject's documents in every language, phrasings left out: people's questions answer nothing.

    ``text`` is that of the sections; ``title``, ``words`` and each of ``sentences`` are tokens as the lexical index has them.
    """

    text: str
    title: frozenset[str]
    words: frozenset[str]
    sentences: tuple[frozenset[str], ...]


def said_of(documents: Iterable[Document]) -> Said:
    """What the documents of one subject say."""
    texts: list[str] = []
    title: set[str] = set()
    sentences: list[frozenset[str]] = []
    for document in documents:
        title.update(tokens(fold(document.head.title)))
        for text in document.sections.values():
            texts.append(text)
            sentences += [frozenset(found) for one in _SENTENCE.split(plain(text)) if (found := tokens(fold(one)))]
    return Said("\n".join(texts), frozenset(title), frozenset(title.union(*sentences)), tuple(sentences))
