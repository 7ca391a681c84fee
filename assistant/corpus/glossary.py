"""The words people use for coins, networks, products and actions, and where they stand in a text.

The data is ``corpus/glossary.yaml``; the search is Aho-Corasick (Aho and Corasick, CACM 18(6), 1975).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

import ahocorasick
from pydantic import Field, model_validator

from assistant.corpus.datafile import Bilingual, Line, Record, read_data, refuse_repeats
from assistant.corpus.edges import after_number, latin_edges, one_to_one
from assistant.packaged import packaged

Kind = Literal["coin", "network", "product", "action", "fiat"]
How = Literal["anywhere", "upper", "narrow"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary in a text. ``start`` and ``end`` are character offsets, end exclusive."""

    id: str
    kind: Kind
    start: int
    end: int
    text: str


class Entry(Record):
    """One thing and its words. ``upper`` and ``narrow`` are words that mean it only in some places; see the file's head."""

    id: Line
    name: Bilingual
    zh: tuple[Line, ...] = ()
    en: tuple[Line, ...] = ()
    upper: tuple[Line, ...] = ()
    narrow: tuple[Line, ...] = ()

    def words(self) -> Iterator[tuple[str, How]]:
        """Every word with how it is matched."""
        yield from ((w, "anywhere") for w in (*self.zh, *self.en))
        yield from ((w, "upper") for w in self.upper)
        yield from ((w, "narrow") for w in self.narrow)


class Coin(Entry):
    """A coin and the networks that it exists on (not: those that the exchange takes)."""

    networks: Annotated[tuple[Line, ...], Field(min_length=1)]


class Network(Entry):
    """A network: names of the shapes of its transaction ids and addresses, and its memo if it needs one."""

    txid: Annotated[tuple[Line, ...], Field(min_length=1)]
    addresses: Annotated[tuple[Line, ...], Field(min_length=1)]
    memo: Bilingual | None = None


class NarrowContext(Record):
    """What must stand right before (``after``) or right behind (``before``) a narrow word."""

    after: tuple[Line, ...]
    before: tuple[Line, ...]


class Glossary(Record):
    """``corpus/glossary.yaml``.

    >>> [(t.id, t.text) for t in read_glossary(Path("corpus")).find_terms("8万u走波场没到账")]
    [('USDT', 'u'), ('TRC20', '波场'), ('not_arrived', '没到账')]
    """

    reviewed: date
    narrow_context: NarrowContext
    coins: tuple[Coin, ...]
    networks: tuple[Network, ...]
    products: tuple[Entry, ...]
    actions: tuple[Entry, ...]
    fiat: tuple[Entry, ...]

    @model_validator(mode="after")
    def _check(self) -> Glossary:
        for kind, entries in self._kinds():
            refuse_repeats((e.id for e in entries), kind)
            refuse_repeats((w.casefold() for e in entries for w, _ in e.words()), f"{kind} word")
        for coin in self.coins:
            if unknown := set(coin.networks) - {n.id for n in self.networks}:
                raise ValueError(f"coin {coin.id!r}: unknown networks {', '.join(sorted(unknown))}")
        return self

    def _kinds(self) -> tuple[tuple[Kind, tuple[Entry, ...]], ...]:
        return (
            ("coin", self.coins),
            ("network", self.networks),
            ("product", self.products),
            ("action", self.actions),
            ("fiat", self.fiat),
        )

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        meanings: dict[str, list[tuple[str, Kind, How]]] = {}
        for kind, entries in self._kinds():
            for entry in entries:
                for word, how in entry.words():
                    meanings.setdefault(one_to_one(word), []).append((entry.id, kind, how))
        automaton = ahocorasick.Automaton()
        for word, found in meanings.items():
            automaton.add_word(word, (len(word), tuple(found)))
        automaton.make_automaton()
        return automaton

    def words(self) -> Iterator[str]:
        """Every word of every entry, and every name."""
        for _, entries in self._kinds():
            for entry in entries:
                yield from (entry.name.zh, entry.name.en, *(word for word, _ in entry.words()))

    def find_terms(self, text: str) -> tuple[Term, ...]:
        """The terms in ``text``, left to right, longest first, without overlaps.

        A word with two meanings (以太坊: a coin and a network) gives one term for each, on one span.
        """
        folded = one_to_one(text)
        spans: dict[tuple[int, int], list[Term]] = {}
        for last, (length, meanings) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            for id, kind, how in meanings:
                if self._means_it(how, text, folded, start, end):
                    spans.setdefault((start, end), []).append(Term(id, kind, start, end, text[start:end]))
        terms: list[Term] = []
        for (start, _), found in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
            if not terms or start >= terms[-1].end:
                terms.extend(found)
        return tuple(terms)

    def _means_it(self, how: How, text: str, folded: str, start: int, end: int) -> bool:
        if not latin_edges(folded, start, end):
            return False
        if how == "anywhere" or after_number(folded, start):
            return True
        if how == "upper":
            return text[start:end].isupper()
        context = self.narrow_context
        return folded[:start].rstrip().endswith(context.after) or folded[end:].lstrip().startswith(context.before)

    def entry(self, term: Term) -> Entry:
        """The entry behind a found term."""
        entries = next(entries for kind, entries in self._kinds() if kind == term.kind)
        return next(e for e in entries if e.id == term.id)

    def coin(self, id: str) -> Coin | None:
        """A coin by its id (any case)."""
        return next((c for c in self.coins if c.id == id.upper()), None)

    def network(self, id: str) -> Network | None:
        """A network by its id (any case)."""
        return next((n for n in self.networks if n.id == id.upper()), None)

    def memo_of(self, coin: str, network: str = "") -> Bilingual | None:
        """The memo that a platform deposit needs: of the network, or, none named, of a coin that lives only where one is needed."""
        if named := self.network(network):
            return named.memo
        known = self.coin(coin)
        memos = [n.memo for n in self.networks if known and n.id in known.networks]
        return memos[0] if memos and all(memos) else None

    def expand(self, text: str) -> tuple[str, ...]:
        """Names in both languages of what ``text`` names and does not already say: words to add to a search."""
        folded = one_to_one(text)
        names = dict.fromkeys(n for t in self.find_terms(text) for n in (self.entry(t).name.zh, self.entry(t).name.en))
        return tuple(n for n in names if one_to_one(n) not in folded)


def read_glossary(root: Path) -> Glossary:
    """Read ``<root>/glossary.yaml``; raises ``CorpusError``."""
    return read_data(root / "glossary.yaml", Glossary)


@lru_cache(maxsize=1)
def packaged_glossary() -> Glossary:
    """The glossary that ships with the product, read once."""
    return read_glossary(packaged("corpus"))


def find_terms(text: str) -> tuple[Term, ...]:
    """``Glossary.find_terms`` of the packaged glossary."""
    return packaged_glossary().find_terms(text)
