"""What does not fit together in what the user said, told before it is sent. Nothing is changed here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary, Network
from assistant.drafting.identifiers import Original
from assistant.drafting.material import value_of
from assistant.drafting.shapes import ADDRESSES, TXIDS, fits
from assistant.drafting.slots import Slots
from assistant.drafting.vocabulary import vocabulary
from assistant.languages import Pack
from assistant.types import FindingClass, IssueType

_DATED = re.compile(r"(?:20)?2[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])\d{8,}")
_TRANSFERS = (IssueType.DEPOSIT, IssueType.WITHDRAWAL)


@dataclass(frozen=True, slots=True)
class Note:
    """A warning: ``check`` names the rule, ``text`` says what and why, placeholders not yet restored."""

    check: str
    text: str


def check(
    slots: Slots, turns: Sequence[str], issue: IssueType, glossary: Glossary, pack: Pack, original: Original | None = None
) -> tuple[Note, ...]:
    """Everything that does not fit, in words of ``pack``. Shapes of sealed identifiers are checked only where ``original`` is given."""
    say = _sayer(pack)
    return (
        *_shapes(slots, glossary, pack, original, say),
        *_coins(slots, glossary, say),
        *_memo(slots, turns, issue, glossary, pack, say),
        *_twice(slots, turns, pack, say),
        *_times(slots, say),
        *_uid(slots, original, say),
    )


Say = Callable[..., Note]


def _sayer(pack: Pack) -> Say:
    def say(name: str, **variables: object) -> Note:
        return Note(name, pack.text(f"draft.warnings.{name}", **variables))

    return say


def revealed(value: str, original: Original | None) -> str:
    """The reference behind a placeholder, the value itself when it is none, empty when it cannot be known."""
    if not value.startswith("[["):
        return value
    known = original(value) if original else None
    return known[2] if known and known[0] is FindingClass.REFERENCE else ""


def _networks(slots: Slots, glossary: Glossary) -> list[Network]:
    return [n for f in slots.network if (n := glossary.network(f.value))]


def _shapes(slots: Slots, glossary: Glossary, pack: Pack, original: Original | None, say: Say) -> Iterator[Note]:
    networks = _networks(slots, glossary)
    if not networks:
        return
    names = ", ".join(n.id for n in networks)
    for slot, shapes in (("txid", TXIDS), ("address", ADDRESSES)):
        wanted = tuple(name for n in networks for name in (n.txid if slot == "txid" else n.addresses))
        for fact in slots.facts(slot):
            value = revealed(fact.value, original)
            if value and not fits(value, shapes, wanted):
                words = pack.value(f"draft.{slot}_shapes")
                either = pack.value("draft.wording.either").join(words[w] for w in dict.fromkeys(wanted) if w in words)
                yield say(f"{slot}_network", network=names, wanted=either)


def _coins(slots: Slots, glossary: Glossary, say: Say) -> Iterator[Note]:
    coins = [c for f in slots.asset if (c := glossary.coin(f.value))]
    for network in _networks(slots, glossary):
        # With several coins said, one that fits is enough: the other may be what was paid or lost elsewhere.
        if coins and not any(network.id in c.networks for c in coins):
            yield say("coin_network", coin=coins[0].id, network=network.id, known=", ".join(coins[0].networks))


def _memo(slots: Slots, turns: Sequence[str], issue: IssueType, glossary: Glossary, pack: Pack, say: Say) -> Iterator[Note]:
    if issue not in _TRANSFERS or slots.memo:
        return
    names = vocabulary().ids["memo"]
    said = one_to_one(" ".join(turns))
    if any(name in said for name in names):
        return
    network = slots.network[0].value if slots.network else ""
    for fact in slots.asset[:1]:
        memo = glossary.memo_of(fact.value, network)
        if memo:
            yield say("memo", coin=fact.value, memo=memo.in_language(pack.code))


def _twice(slots: Slots, turns: Sequence[str], pack: Pack, say: Say) -> Iterator[Note]:
    by_unit: dict[str, list[str]] = {}
    folded = [one_to_one(t) for t in turns]
    for fact in slots.amount:
        before = folded[fact.turn][max(0, fact.start - 14) : fact.start]
        if not vocabulary().cue("partial").search(before):
            by_unit.setdefault(fact.value.partition(" ")[2], []).append(value_of(fact, pack))
    for values in by_unit.values():
        if len(set(values)) > 1:
            yield say("amounts", values=pack.value("draft.wording.list").join(dict.fromkeys(values)))
    networks = dict.fromkeys(f.value for f in slots.network)
    if len(networks) > 1:
        yield say("networks", values=pack.value("draft.wording.list").join(networks))


def _times(slots: Slots, say: Say) -> Iterator[Note]:
    for fact in slots.occurred_at:
        if fact.problem:
            yield say(fact.problem, words=fact.text)


def _uid(slots: Slots, original: Original | None, say: Say) -> Iterator[Note]:
    orders = {revealed(f.value, original) for f in slots.order_id}
    for fact in slots.uid:
        value = revealed(fact.value, original)
        if value and (value in orders or len(value) > 18 or _DATED.fullmatch(value)):
            yield say("uid_order", uid=fact.value)
