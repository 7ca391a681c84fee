"""Slips of the keyboard and of the ear, mended before the search: "mony" is money, 提比 is 提币.

Only what nobody knows is mended, by what the corpus often says: an English word that stands in no dictionary and hardly in the corpus,
one letter from a word of the corpus (two in a long one); Chinese characters that sound like a word of the glossary and differ from it
by one, where the corpus has them next to never.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

OFTEN = 5  # times that the corpus has a word that others are taken for
HARDLY = 2  # times that a slip may stand in it
SHORTEST, LONG = 4, 7  # letters
FEWER = 10  # times fewer subjects have a slip than what it is taken for
_LATIN = re.compile(r"[A-Za-z]+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_GLUED = re.compile(r"[\d_./@\[\]'’-]")


class Spelling:
    """Mends questions by the words of a corpus.

    ``texts`` is what the corpus says; ``terms`` is its vocabulary (Chinese) and names that are right as they are (Latin); ``spread`` says how many
    subjects have a pair of characters.
    """

    def __init__(self, texts: Iterable[str], terms: Iterable[str], spread: Callable[[str], int]) -> None:
        self._counts: Counter[str] = Counter()
        for text in texts:
            self._counts.update(word.lower() for word in _LATIN.findall(text))
        self._often = [word for word, count in self._counts.items() if count >= OFTEN and len(word) >= SHORTEST and word in _dictionary()]
        self._spread = spread
        self._names: set[str] = set()
        self._terms: dict[tuple[str, ...], list[str]] = {}
        for term in terms:
            self._names.update(word.lower() for word in _LATIN.findall(term))
            if _HAN.fullmatch(term) and self._pair(term, 0) + self._pair(term, len(term) - 2) >= 2 * FEWER:
                self._terms.setdefault(tuple(map(_sound, term)), []).append(term)
        self._lengths = sorted({len(sounds) for sounds in self._terms}, reverse=True)

    def mend(self, query: str) -> str:
        """A folded question with what it says by mistake replaced; most are returned as they are."""
        return _HAN.sub(lambda m: self._by_ear(m[0]), _LATIN.sub(lambda m: self._by_eye(m[0], query, m.start()), query))

    def _by_eye(self, word: str, query: str, at: int) -> str:
        low, end = word.lower(), at + len(word)
        named = not word.islower() and (at > 0 or word.isupper())  # a name, a ticker, or shouting
        if len(low) < SHORTEST or named or _GLUED.search(query[max(0, at - 1) : at] + query[end : end + 1]) or self._is_known(low):
            return word
        near = process.extract(low, self._often, scorer=OSA.distance, score_cutoff=1 if len(low) < LONG else 2, limit=5)
        meant = [(distance, -self._counts[known], known) for known, distance, _ in near if known[0] == low[0]]
        return min(meant)[2] if meant else word

    def _is_known(self, word: str) -> bool:
        return word in self._names or self._counts[word] > HARDLY or not {word, word.removesuffix("s")}.isdisjoint(_dictionary())

    def _by_ear(self, run: str) -> str:
        at = 0
        while at < len(run) - 1:
            found = next((term for size in self._lengths if (term := self._sounding(run, at, size))), "")
            run = run[:at] + found + run[at + len(found) :]
            at += len(found) or 1
        return run

    def _sounding(self, run: str, at: int, size: int) -> str:
        """The term that the characters from ``at`` on sound like, where they are a slip for it."""
        said = run[at : at + size]
        for term in self._terms.get(tuple(map(_sound, said)), ()) if len(said) == size else ():
            differing = [n for n in range(size) if said[n] != term[n]]
            if len(differing) == 1 and not self._goes(run, at + differing[0], self._spread(term[max(0, differing[0] - 1) :][:2])):
                return term
        return ""

    def _goes(self, run: str, at: int, often: int) -> bool:
        """Whether the character belongs to one of its neighbours as it is: 比 in 比较."""
        return any(self._pair(run, n) * FEWER > often for n in (at - 1, at) if 0 <= n < len(run) - 1)

    def _pair(self, run: str, at: int) -> int:
        return self._spread(run[at : at + 2])


@cache
def _dictionary() -> frozenset[str]:
    """English words: the 82,765 of SymSpell's frequency dictionary (MIT)."""
    text = (resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.partition(" ")[0] for line in text.splitlines())


@cache
def _sound(character: str) -> str:
    from pypinyin import lazy_pinyin

    return lazy_pinyin(character)[0]
