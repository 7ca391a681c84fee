"""What a subject's documents say, as words: all together, and sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.document import Document
from assistant.corpus.entries import plain
from assistant.corpus.fold import fold

_RUN = re.compile(r"[\u3400-\u9fff]+|\d+(?:\.\d+)?|[a-z]+")
_SENTENCE = re.compile(r"[。！？；;\n]|[.!?](?=\s)")
_ENDINGS = ("ing", "ed", "es", "s", "ly", "e")
_STEM = 3  # letters that are left at least


@dataclass(frozen=True, slots=True)
class Said:
    """A subject's documents in every language, phrasings left out: people's questions answer nothing.

    ``text`` is that of the sections; ``title``, ``words`` and each of ``sentences`` hold words as ``words_of`` gives them; ``folded`` holds
    the sentences themselves, in lower case, in the same order.
    """

    text: str
    title: frozenset[str]
    words: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    folded: tuple[str, ...]


def words_of(text: str) -> dict[str, str]:
    """The words of a folded text, in order, each with the form it has there: English without its ending, Chinese as pairs of characters.

    >>> words_of("Freezing the 账户名")
    {'freez': 'freezing', 'the': 'the', '账户': '账户', '户名': '户名'}
    """
    found: dict[str, str] = {}
    for run in _RUN.findall(text.lower()):
        if run[0] >= "\u3400":
            found |= {run[i : i + 2]: run[i : i + 2] for i in range(max(1, len(run) - 1))}
        else:
            found.setdefault(_stem(run), run)
    return found


def said_of(documents: Iterable[Document]) -> Said:
    """What the documents of one subject say."""
    texts: list[str] = []
    title: set[str] = set()
    sentences: dict[str, frozenset[str]] = {}
    for document in documents:
        title.update(words_of(fold(document.head.title)))
        for text in document.sections.values():
            texts.append(text)
            folded = (fold(one).lower() for one in _SENTENCE.split(plain(text)))
            sentences |= {one: frozenset(found) for one in folded if (found := words_of(one))}
    words = tuple(sentences.values())
    return Said("\n".join(texts), frozenset(title), frozenset(title.union(*words)), words, tuple(sentences))


def _stem(word: str) -> str:
    """Light, and the same on both sides: "accepts", "accepted" and "accept" are one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > _STEM and word[-1] == word[-2]:
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) > _STEM and word[-1] == "y" else word
