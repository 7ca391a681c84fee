"""Amounts of coins and money, coins and networks, in the user's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary, Term
from assistant.drafting.numerals import Number, as_text, find_numbers
from assistant.drafting.slots import Fact
from assistant.drafting.vocabulary import any_of, vocabulary

_OPEN = re.compile(r"\s*[多几幾]|\s?\+")
_MEASURE = re.compile(r"[)]?\s{0,2}[多几幾来來余餘]?[个個枚颗顆]?\s{0,2}的?\s{0,2}")
_DOLLARS = {"us": "USD", "hk": "HKD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "nz": "NZD", "s": "SGD", "sg": "SGD", "nt": "TWD"}
_DOLLAR = re.compile(r"(?<![a-z])(?P<whose>us|hk|au?|ca?|nz|sg?|nt)\s?\$\s?$")
_OF = re.compile(r"\s(?:worth\s)?of\s")
_OF_THEM = re.compile(r"\s(?:of (?:them|it|these|those)|coins?|tokens?)(?![a-z])")
_PAIR = re.compile(r"/(?:USDT|USDC|USD|BTC|ETH|EUR)(?![A-Za-z/])", re.IGNORECASE)
_PIECES = re.compile(r"\s?[个個枚颗顆](?![\u4e00-\u9fff])")
_RATE = re.compile(r"[=≈x×*]\s{0,2}$")
Span = tuple[int, int]
TOO_LONG = 10**7
"""A bare number of more digits than this has ("提币 853514622012") is a record's number."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """Coins and currencies by the place where they start and end."""

    starting: Mapping[int, Term]
    ending: Mapping[int, Term]


@dataclass(frozen=True, slots=True)
class _Amount:
    number: Number
    start: int
    end: int
    unit: str
    is_coin: bool
    is_aside: bool
    is_payment: bool
    is_open: bool


def find_amounts(text: str, turn: int, glossary: Glossary, taken: Sequence[Span] = (), bare: Sequence[Span] = ()) -> tuple[Fact, ...]:
    """The amounts in ``text``, in order.

    ``taken``: spans that are something else (times, identifiers, versions). ``bare``: spans, such as corrections, in which a number
    without a unit is an amount. A value of ``30000+`` stands for 三万多. Prices and fees are left out where an amount of a coin is there.
    """
    found = list(_amounts(text, glossary, taken, bare))
    if main := [a for a in found if not a.is_aside]:
        found = main
    if any(a.is_coin for a in found):
        found = [a for a in found if a.is_coin or a.is_payment or not a.unit]
    united = {a.number.value for a in found if a.unit}
    found = [a for a in found if a.unit or a.number.value not in united]  # "200 (two hundred) USDT" is one amount
    return tuple(
        Fact("amount", text[a.start : a.end], f"{as_text(a.number.value)}{'+' if a.is_open else ''} {a.unit}".strip(), turn, a.start, a.end)
        for a in found
    )


def find_terms(text: str, turn: int, glossary: Glossary) -> tuple[Fact, ...]:
    """Coins and networks in ``text``; the coin of a fee or price is none where another is there.

    A word that is both a coin and a network is a network where another coin is named, else a coin.
    """
    found = tuple(_terms(text, turn, glossary))
    aside = [(a.start, a.end) for a in _amounts(text, glossary, (), ()) if a.is_aside]
    main = [f for f in found if f.slot != "asset" or not any(s <= f.start and f.end <= e for s, e in aside)]
    return tuple(main) if any(f.slot == "asset" for f in main) else found


def _terms(text: str, turn: int, glossary: Glossary) -> list[Fact]:
    terms = glossary.find_terms(text)
    spans: dict[Span, list[Term]] = {}
    for term in terms:
        spans.setdefault((term.start, term.end), []).append(term)
    clear_coin = any(len({o.kind for o in same} & {"coin", "network"}) == 1 and same[0].kind == "coin" for same in spans.values())
    counted = {n.end for n in find_numbers(text)}
    facts = []
    for (start, end), same in spans.items():
        kinds = {o.kind: o for o in same}
        both = "coin" in kinds and "network" in kinds
        as_network = both and clear_coin and not {start, start - 1} & counted
        kind = "network" if as_network or (not both and "network" in kinds) else "coin"
        if kind in kinds and _is_a_name(text, start, end):
            slot = "asset" if kind == "coin" else "network"
            facts.append(Fact(slot, text[start:end], kinds[kind].id, turn, start, end))
    own = list(_own_networks(text, turn, glossary, facts))
    ways = {(f.start, f.end) for f in own if len({g.value for g in facts if g.slot == "asset"}) > 1}
    kept = [f for f in facts if f.slot != "asset" or (f.start, f.end) not in ways]
    return sorted([*kept, *own], key=lambda f: f.start)


def _own_networks(text: str, turn: int, glossary: Glossary, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Networks that go by their coin's name: "on the Litecoin network", "Dogecoin chain", "ETH mainnet"."""
    folded, words = one_to_one(text), vocabulary()
    for fact in facts:
        coin = glossary.coin(fact.value) if fact.slot == "asset" else None
        after = words.cue("chain").match(folded, fact.end + len(folded[fact.end :]) - len(folded[fact.end :].lstrip()))
        before = re.search(rf"{any_of(words.cues['chain'])}[\s:=]{{0,3}}(?:is\s|是)?$", folded[max(0, fact.start - 16) : fact.start])
        if coin is not None and coin.networks and (after or before):
            yield Fact("network", fact.text, coin.networks[0], turn, fact.start, fact.end)
            return
    coins = {f.value for f in facts if f.slot == "asset"}
    yield from () if any(f.slot == "network" for f in facts) or len(coins) < 2 else _ways(text, folded, turn, glossary, facts)
    native = glossary.coin(next(iter(coins))) if len(coins) == 1 else None
    if (
        native is not None
        and native.networks
        and not any(f.slot == "network" for f in facts)
        and (mainnet := words.cue("mainnet").search(folded))
    ):
        yield Fact("network", text[slice(*mainnet.span())], native.networks[0], turn, *mainnet.span())


def _ways(text: str, folded: str, turn: int, glossary: Glossary, facts: Sequence[Fact]) -> Iterator[Fact]:
    """300 USDC on sol: of two coins the one whose network the other lives on is a network where a word for the way stands before it."""
    coins = {f.start: glossary.coin(f.value) for f in facts if f.slot == "asset"}
    for fact in facts:
        coin = coins.get(fact.start)
        if coin is None or not coin.networks or folded[fact.end : fact.end + 1] in ("-", "/"):
            continue
        lives = any(other and other.id != coin.id and coin.networks[0] in other.networks for other in coins.values())
        if lives and re.search(rf"{any_of(vocabulary().cues['way'])}\s?$", folded[max(0, fact.start - 10) : fact.start]):
            yield Fact("network", text[fact.start : fact.end], coin.networks[0], turn, fact.start, fact.end)
            return


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Not a piece of a path, nor the second coin of a pair such as BTC/USDT."""
    if _PAIR.match(text, end) and not re.match(r"[\w/@.-]", text[start - 1 : start], re.ASCII):
        return True
    return text[start - 1 : start] not in ("/", "_", "@") and text[end : end + 1] not in ("/", "_", "@")


def _amounts(text: str, glossary: Glossary, taken: Sequence[Span], bare: Sequence[Span]) -> Iterator[_Amount]:
    folded = one_to_one(text)
    found = [t for t in glossary.find_terms(text) if t.kind in ("coin", "fiat")]
    coins = list(dict.fromkeys(t.id for t in found if t.kind == "coin"))
    terms = _Terms({t.start: t for t in reversed(found)}, {t.end: t for t in reversed(found)})
    for number in _numbers(text, folded, found):
        if any(start < number.end and number.start < end for start, end in taken):
            continue
        start, end, unit, is_coin = _unit(folded, number, terms)
        pieces = _PIECES.match(folded, number.end) or (number.value >= 10 and _OF_THEM.match(folded, number.end))
        if not unit and len(coins) == 1 and pieces and not _counts_something_else(folded, number):
            unit, is_coin = coins[0], True  # "XRP … 2300个": counted are the coins that the message is about
        is_told = _follows_money(folded, number) or _is_followed_by_news(folded, number)
        if not unit and not (is_told or any(s <= number.start and number.end <= e for s, e in bare)):
            continue
        if not unit and (_counts_something_else(folded, number) or _is_one(text, number) or number.raw >= TOO_LONG):
            continue
        clause = re.split(r"[,;。!?\n]|\.\s", folded[max(0, start - 14) : start])[-1]
        is_aside = vocabulary().cue("aside").search(clause) is not None or _RATE.search(folded[max(0, start - 6) : start]) is not None
        payment = not is_coin and vocabulary().cue("paid").search(folded[max(0, start - 12) : end + 6]) is not None
        yield _Amount(number, start, end, unit, is_coin, is_aside, payment, number.is_open or _OPEN.match(folded, number.end) is not None)


def _numbers(text: str, folded: str, terms: Sequence[Term]) -> Iterator[Number]:
    yield from find_numbers(text)
    for term in terms:  # USDT500: digits right behind a coin's code
        glued = re.match(r"\d[\d,]*(?:\.\d+)?(?![\da-z])", folded[term.end : term.end + 24])
        if glued and term.text[-1:].isascii() and term.text[-1:].isalpha():
            for number in find_numbers(glued.group()):
                yield number._replace(start=term.end + number.start, end=term.end + number.end)


def _unit(folded: str, number: Number, terms: _Terms) -> tuple[int, int, str, bool]:
    """Start, end, unit and whether it is a coin's; an empty unit when none stands beside the number."""
    measure = _MEASURE.match(folded, number.end)
    after = measure.end() if measure else number.end
    term = terms.starting.get(after) or terms.starting.get(number.end)
    if term:
        return number.start, term.end, term.id, term.kind == "coin"
    units = vocabulary().units
    match = _written_units().match(folded, after)
    if match:
        return number.start, match.end(), units[match.group()], False
    left = max(0, number.start - 6)
    if dollar := _DOLLAR.search(folded[left : number.start]):
        return left + dollar.start(), number.end, _DOLLARS[dollar["whose"]], False
    if sign := _unit_before().search(folded[left : number.start]):
        return left + sign.start(), number.end, units[sign["unit"].rstrip(".")], False
    if folded[number.end : number.end + 1] in _signs():
        return number.start, number.end + 1, units[folded[number.end]], False
    if (of := _OF.match(folded, number.end)) and (term := terms.starting.get(of.end())):  # "ten grand of usdt"
        return number.start, term.end, term.id, term.kind == "coin"
    ends = range(number.start, max(-1, number.start - 4), -1)
    before = next((terms.ending[at] for at in ends if at in terms.ending and not folded[at : number.start].strip(" :：=")), None)
    if before and not _counts_something_else(folded, number):
        return before.start, number.end, before.id, before.kind == "coin"
    return number.start, number.end, "", False


@lru_cache(maxsize=1)
def _signs() -> frozenset[str]:
    return frozenset(u for u in vocabulary().units if len(u) == 1 and not u.isalnum())


@lru_cache(maxsize=1)
def _written_units() -> re.Pattern[str]:
    return re.compile(f"(?!{any_of(vocabulary().cues['no_units'])})" + any_of(u for u in vocabulary().units if u not in _signs()))


@lru_cache(maxsize=1)
def _unit_before() -> re.Pattern[str]:
    """Signs and short codes of currencies: ₹64,000, Rs 45000, PHP 500."""
    codes = [u for u in vocabulary().units if u.isascii() and u.isalpha() and len(u) <= 3]
    signs = "|".join(map(re.escape, sorted(_signs())))
    return re.compile(rf"(?P<unit>{signs}|(?<![a-z])(?:{'|'.join(codes)})\.?)\s?$")


@lru_cache(maxsize=1)
def _other_counts() -> re.Pattern[str]:
    return re.compile(rf"\s?[个個]?\s?{any_of(vocabulary().cues['not_money'])}|\s?%|[.:/\-_]\d|[a-z\[]")


def _follows_money(folded: str, number: Number) -> bool:
    words = vocabulary().before("money", "filler")
    return words.search(folded[max(0, number.start - 24) : number.start]) is not None


def _is_followed_by_news(folded: str, number: Number) -> bool:
    """2000没到账, only 900 arrived."""
    return number.value >= 10 and _news().match(folded, number.end) is not None


@lru_cache(maxsize=1)
def _news() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:都|也|还|is|are|has|have|was|were|never|not|still|just){{0,1}}\s?{any_of(vocabulary().cues['news'])}")


def _counts_something_else(folded: str, number: Number) -> bool:
    return _other_counts().match(folded, number.end) is not None


def _is_one(text: str, number: Number) -> bool:
    """一 in 提了一下, or "one" in "bought one", is no amount."""
    return number.value <= 10 and not text[number.start].isdigit()
