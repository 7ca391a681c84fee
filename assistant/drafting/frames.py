"""What could be said of a piece in another language: whether it is one sentence that says who did what, and that sentence.

Only a few shapes are taken, those that keep who acts and upon what: the person moved so much from there to there; the person did one of
the known things; a known state, alone or of what it can be said of; a wish. Everything else stays in the person's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.phrases import ACT, MOVE, NAME, STATE, WANT, WORD, phrases
from assistant.drafting.roles import ME

TIME = "time"
_TOLD = (MOVE, ACT, STATE, WANT)
_JOINS = frozenset({"and", "but", "then", "because", "so"})
_WAYS = frozenset({"from", "to", "via", "at"})
_LENGTHS = frozenset({"hour", "day", "minute", "week", "month"})
_COUNTS = frozenset({"time", "transfer"})
_LOOSE = frozenset({"already", "now", "until_now", "about", "maybe"})
_OBJECTS = frozenset({"amount", "asset", "coin", "network"})
_CAN_LAST = frozenset({"waited"})
_OWNERS, _OWNED = frozenset({"company", "latin", "product"}), frozenset({"wallet", "address", "account"})
_NO_SUBJECT = frozenset[str]()
_OF_OTHERS = frozenset({"not_released", "other_unpaid", "other_gone", "money_taken"})
OWN = "own"
"""The agent of a piece that says "I" itself: 我没放币 is not the other side's doing."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a piece and how it is said; ``alone`` is the whole sentence that it makes where nothing names its subject.

    ``name``: which phrase, unit or slot it is.
    """

    start: int
    end: int
    kind: str
    text: str
    alone: str = ""
    name: str = ""


@dataclass(slots=True)
class _Clause:
    """One thing told and what belongs to it, in the order of a plain sentence."""

    told: Said | None = None
    joins: list[Said] = field(default_factory=list)
    subject: list[Said] = field(default_factory=list)
    times: list[Said] = field(default_factory=list)
    ways: list[tuple[Said, Said]] = field(default_factory=list)
    objects: list[Said] = field(default_factory=list)
    lengths: list[Said] = field(default_factory=list)
    loose: list[Said] = field(default_factory=list)


def holds_together(said: Sequence[Said], agent: str, *, wishes: bool = True) -> bool:
    """Whether what could be said of a piece, in its order, is one of the shapes that keep their sense. ``agent`` is who does it."""
    found = _clauses(said)
    if not found:
        return False
    wanted = any(c.told and c.told.kind == WANT for c in found)
    return all(_is_plain(clause, agent) for clause in found) and (not wishes or wanted or not tells(said))


def tells(said: Sequence[Said]) -> bool:
    """Whether anything is told: that something was done, is so or is wanted; 走的TRC20 only adds to what is."""
    return any(one.kind in _TOLD for one in said)


def sentence(said: Sequence[Said], code: str) -> str:
    """The sentence in language ``code`` of a piece that ``holds_together``."""
    text = ""
    # What is wanted is said last, whatever a question began with.
    told = sorted(_clauses(said) or [], key=lambda c: c.told is not None and c.told.kind == WANT)
    for number, clause in enumerate(told):
        # What is said twice in one breath is said once.
        if clause.told and any(c.told and c.told.text == clause.told.text for c in told[:number]):
            continue
        if not text:
            clause.joins.clear()  # what it goes on from stands elsewhere
        words = _zh(clause, own=not text) if code == "zh" else _en(clause)
        apart = "" if not text else ("，" if code == "zh" else ", " if not clause.joins else " ")
        text += apart + (words[:1].lower() + words[1:] if text and clause.told and clause.told.kind == WANT else words)
    return re.sub(r"(?<=[\u4e00-\u9fff，。”）])\s+(?=[\u4e00-\u9fff，。“（])", "", text) if code == "zh" else text


def _clauses(said: Sequence[Said]) -> list[_Clause] | None:
    """The things told one by one; nothing where a part has no place."""
    found, now = [], _Clause()
    rest = iter(_merged(said))
    for one in rest:
        if one.kind == NAME and now.told is not None and now.told.kind == WANT:
            found.append(now)
            now = _Clause()
        if one.kind in _TOLD:
            if now.told is not None:
                if not _may_follow(now.told, one):
                    return None
                found.append(now)
                now = _Clause()
            now.told = one
        elif one.kind == WORD and one.name in _JOINS:
            if now.told is not None:
                found.append(now)
                now = _Clause()
            now.joins.append(one)
        elif not _placed(one, rest, now):
            return None
    if now.told is None and (found or now.joins or now.lengths or now.loose):
        return None
    return [*found, now]


def _merged(said: Sequence[Said]) -> Iterator[Said]:
    """Where a name says whose a wallet or an address is, both as one name: MetaMask wallet."""
    last: Said | None = None
    for one in said:
        if last is not None and last.kind == one.kind == NAME and last.name in _OWNERS and one.name in _OWNED:
            last = replace(last, end=one.end, text=f"{last.text} {one.text}", name=one.name)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _placed(one: Said, rest: Iterator[Said], now: _Clause) -> bool:
    """Whether a part that tells nothing itself has a place in the clause, which it then takes."""
    if one.kind == WORD and one.name in _WAYS:
        upon = next(rest, None)
        if upon is not None and upon.kind == TIME and one.name in ("via", "at"):
            now.times.append(upon)
            return True
        if upon is None or upon.kind != NAME or (one.name == "via" and upon.name in ("amount", "identifier")):
            return False
        now.ways.append((one, upon))
    elif one.kind == TIME:
        now.times.append(one)
    elif one.kind == WORD and one.name in _LENGTHS:
        now.lengths.append(one)
    elif one.kind == WORD and one.name in _COUNTS:
        now.objects.append(one)
    elif one.kind == WORD and one.name in _LOOSE:
        now.loose.append(one)
    elif one.kind == NAME:
        (now.objects if now.told is not None else now.subject).append(one)
    else:
        return one.kind == WORD and one.name == "since" and bool(now.told)
    return True


def _may_follow(first: Said, then: Said) -> bool:
    """Whether two things may be told with nothing between them: 提币没到账, 重启重装."""
    return (first.kind, then.kind) in {(MOVE, STATE), (ACT, STATE), (STATE, STATE), (ACT, ACT), (WANT, WANT), (STATE, WANT), (WANT, STATE)}


def _is_plain(clause: _Clause, agent: str) -> bool:
    told = clause.told
    if told is None:
        return all(s.name in _OBJECTS for s in clause.subject)
    if told.kind == MOVE:
        upon = clause.objects or clause.ways or clause.times
        return (
            agent in (ME, OWN)
            and bool(upon)
            and not clause.subject
            and not clause.lengths
            and all(o.name in _OBJECTS for o in clause.objects)
        )
    if told.kind == ACT:
        things = [o for o in clause.objects if o.name not in _COUNTS]
        return (
            agent in (ME, OWN) and not clause.subject and not clause.ways and not things and (not clause.lengths or told.name in _CAN_LAST)
        )
    if told.kind == WANT:
        return not clause.subject and not clause.ways and not clause.objects
    if told.name in _OF_OTHERS and agent == OWN:
        return False
    subjects = phrases().subjects.get(told.name, _NO_SUBJECT)
    things = [o for o in clause.objects if o.name not in _COUNTS]
    return len(clause.subject) <= 1 and all(s.name in subjects for s in clause.subject) and not clause.ways and not things


def _en(clause: _Clause) -> str:
    told, table = clause.told, phrases()
    joins = [one.text for one in clause.joins]
    after = [one.text for one in clause.objects]
    after += [f"{way.text} {upon.text}" for way, upon in clause.ways]
    if told is None:
        return " ".join([*(one.text for one in clause.subject), *after, *(one.text for one in clause.times)])
    if told.kind in (MOVE, ACT):
        after += [one.text for one in (*clause.lengths, *clause.times)]
        own = table.first_person["en"].format(act=told.text)
        return " ".join([*joins, *_early(clause), own, *after])
    after += [f"for {one.text}" for one in clause.lengths] + [one.text for one in clause.times]
    subject = [f"{one.text}:" for one in clause.subject if one.name != "account"]
    words = told.text if subject or told.kind == WANT else told.alone or told.text
    return " ".join([*joins, *_early(clause), *subject, words, *after])


def _zh(clause: _Clause, *, own: bool = True) -> str:
    told, table = clause.told, phrases()
    subject = [one.text for one in clause.subject if one.name != "account"]
    before = [one.text for one in (*clause.joins, *clause.times)] + subject + _early(clause)
    if clause.joins and clause.joins[0].name == "and":
        before = before[1:]
    to = [f"{way.text}{upon.text}" for way, upon in clause.ways if way.name == "to"]
    ways = [f"{way.text} {upon.text}" for way, upon in clause.ways if way.name != "to"]
    lengths, objects = [one.text for one in clause.lengths], [one.text for one in clause.objects]
    if told is None:
        return " ".join([*before, *ways, *objects, *to])
    if told.kind in (MOVE, ACT):
        done = " ".join([*before, *ways, told.text, *objects, *to, *lengths])
        return table.first_person["zh"].format(act=done) if own else done
    return " ".join([*before, *lengths, told.text if subject else told.alone or told.text, *objects])


def _early(clause: _Clause) -> list[str]:
    return [one.text for one in clause.loose if one.name in ("maybe", "now", "until_now")]
