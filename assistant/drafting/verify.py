"""Proof that drafts hold what the user said, nothing that he did not say, and the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal, InvalidOperation
from itertools import permutations

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.compose import Draft
from assistant.drafting.identifiers import PLACEHOLDER, Original, class_of
from assistant.drafting.material import value_of
from assistant.drafting.moments import find_moments, shown, stamped, stated_zone, when_said
from assistant.drafting.numerals import find_numbers, plain_figures
from assistant.drafting.slots import SHAPED, Slots
from assistant.drafting.vocabulary import vocabulary
from assistant.languages import Pack
from assistant.types import FindingClass, Violation

_FIGURES = re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
_LIST_MARK = re.compile(r"(?m)^\d{1,2}\. ")


def verify(
    drafts: Mapping[str, Draft],
    turns: Sequence[str],
    slots: Slots,
    packs: Mapping[str, Pack],
    glossary: Glossary,
    now: datetime,
    zone: tzinfo | None,
    original: Original | None = None,
    said_at: Sequence[datetime] = (),
) -> tuple[Violation, ...]:
    """What is wrong with ``drafts`` (language → draft), sealed; nothing when they are proved.

    Numbers, coins, networks and identifiers are read anew from the user's words here, not taken from the slots. ``said_at``: when each
    message was said; a draft may say so.
    """
    said = " \n ".join(turns)
    numbers, things = _numbers_said(turns, now, zone, said_at), _things(said, glossary) | _own_networks(said, glossary)
    marks = set(_marks(said))
    found: list[Violation] = []
    texts = {code: f"{draft.title}\n{draft.body}" for code, draft in drafts.items()}
    for code, text in texts.items():
        found += [Violation("invented_number", f"{code}: {n}") for n in _figures(_undated(text, said_at)) - numbers]
        found += [Violation("invented_coin_or_network", f"{code}: {t}") for t in _things(text, glossary) - things]
        found += [Violation("invented_identifier", f"{code}: {m}") for m in set(_marks(text)) - marks]
        found += [Violation("secret", code) for m in _marks(text) if class_of(m, original) is FindingClass.SECRET]
        found += [Violation("lost", f"{code}: {lost}") for lost in _lost(slots, text, packs[code])]
    return (*found, *_unequal(texts, glossary))


def _unequal(texts: Mapping[str, str], glossary: Glossary) -> Iterator[Violation]:
    """Twins that differ. A figure of one may be a word of the other: 三点, 3 o'clock; and 以太坊 either the coin or the network."""
    marks = {code: set(_marks(text)) for code, text in texts.items()}
    named = {code: _named(text, glossary) for code, text in texts.items()}
    figures = {code: _figures(text) for code, text in texts.items()}
    numbers = {code: figures[code] | {n.value for n in find_numbers(PLACEHOLDER.sub(" ", text))} for code, text in texts.items()}
    for code, other in permutations(texts, 2):
        things = {thing for either in named[code] for thing in either}
        if marks[code] != marks[other] or figures[other] - numbers[code] or any(not either & things for either in named[other]):
            yield Violation("unequal", code)


def _figures(text: str) -> set[Decimal]:
    bare = plain_figures(_LIST_MARK.sub("", PLACEHOLDER.sub(" ", text)))
    found = {n.value for n in find_numbers(bare) if n.end - n.start > 1 and not bare[n.start].isascii()}
    return found | set(_values(_FIGURES.findall(bare)))


def _values(words: Iterable[str]) -> Iterator[Decimal]:
    for word in words:
        try:
            yield Decimal(word.replace(",", ""))
        except InvalidOperation:
            continue


def _undated(text: str, said_at: Sequence[datetime]) -> str:
    """Without when the messages were said, which is no word of theirs."""
    for stamp in {stamped(at) for at in said_at}:
        text = text.replace(stamp, " ")
    return text


def _numbers_said(turns: Sequence[str], now: datetime, zone: tzinfo | None, said_at: Sequence[datetime] = ()) -> set[Decimal]:
    home = next((z for z in map(stated_zone, turns) if z is not None), zone)
    said: set[Decimal] = set()
    for turn, text in enumerate(turns):
        said |= _figures(text)
        for number in find_numbers(PLACEHOLDER.sub(lambda m: " " * len(m.group()), text)):
            said |= {number.value, number.raw}
        for moment in find_moments(text, when_said(turn, said_at, now), home):
            said |= _figures(shown(moment.iso)) if moment.iso else set()
    return said


def _named(text: str, glossary: Glossary) -> set[frozenset[str]]:
    """For every place that names a coin or a network, what it may mean."""
    spans: dict[tuple[int, int], set[str]] = {}
    for term in glossary.find_terms(PLACEHOLDER.sub(" ", text)):
        if term.kind in ("coin", "network"):
            spans.setdefault((term.start, term.end), set()).add(term.id)
    return {frozenset(ids) for ids in spans.values()}


def _things(text: str, glossary: Glossary) -> set[str]:
    return {thing for either in _named(text, glossary) for thing in either}


def _own_networks(said: str, glossary: Glossary) -> set[str]:
    """The networks that go by a coin's name where somebody speaks of its mainnet or chain."""
    words, folded = vocabulary(), one_to_one(said)
    if not (words.cue("mainnet").search(folded) or words.cue("chain").search(folded)):
        return set()
    coins = [coin for thing in _things(said, glossary) if (coin := glossary.coin(thing))]
    return {coin.networks[0] for coin in coins if coin.networks}


def _marks(text: str) -> list[str]:
    return [m.group() for m in PLACEHOLDER.finditer(text)]


def _lost(slots: Slots, text: str, pack: Pack) -> Iterator[str]:
    for slot in SHAPED:
        for fact in slots.facts(slot):
            if value_of(fact, pack) not in text:
                yield slot
