"""A letter that stands is changed in the chat: what is said to that, and what the letter is made from and like then."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache

from assistant.answering.talk import is_question
from assistant.conversations import Conversation, Turn
from assistant.corpus.edges import one_to_one
from assistant.drafting.extract import facts_of
from assistant.drafting.form import LetterForm, platform_name
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.sentences import clauses
from assistant.drafting.slots import IDENTIFIERS, SHAPED, Fact
from assistant.drafting.vocabulary import any_of, vocabulary
from assistant.languages import Pack, load_packs
from assistant.letter_changes import (
    ADD,
    CORRECT,
    DROP,
    FULL,
    POLITE,
    SHORT,
    TO,
    LetterChange,
    asks_again,
    bare_words,
    find_letter_changes,
    item_words,
    told_beside,
)
from assistant.letter_request import cut, platform_asked, without_request
from assistant.library import Library
from assistant.triage.alarms import find_alarm
from assistant.types import Sealed

_ASKED = frozenset({"alone", "beside", "early"})
_NEAR = 4
"""Turns after which a letter is no longer what "shorter" means."""
_SHORT = 120
"""Characters of a message that only gives what was asked for."""
_SEVERAL = 2
"""Facts that are told for the letter rather than in passing."""
_VALUE = re.compile(r"\d|\[\[")
_PART, _HANZI = re.compile(r"\S+"), re.compile("[\u3400-\u9fff]")
_PERSONAL = ("EMAIL", "PHONE", "NAME", "BANK_CARD")
_GONE = "[…]"
FactsOf = Callable[[str], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Revised:
    """What is said to a message that asks for changes, and whether the letter ``stands`` below it."""

    said: str
    stands: bool


class LetterRevising:
    """Reads such messages with a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def read(self, conversation: Conversation, sealed: Sealed, pack: Pack) -> Revised | None:
        """The changes that a sealed message asks for, in words; nothing where no letter stands or the message is about something else."""
        text = sealed.text
        if not any(turn.letter not in ("", "early") for turn in conversation.turns[-_NEAR:]) or find_alarm(text):
            return None
        changes = find_letter_changes(text, _addressees(self._library))
        if not changes and conversation.turns[-1].letter == "wished" and len(text) <= _SHORT and _VALUE.search(text):
            changes = (LetterChange(ADD, told=text),)  # what was asked for after "add my order number"
        if not changes:
            again = asks_again(text) or self._tells_more(conversation.turns[-1], text)
            return Revised(pack.text("letter.said.again"), stands=True) if again else None
        told = [turn.question for turn in conversation.turns]
        for change in changes:
            if change.is_unsaid:
                return Revised(pack.text("letter.said.unsaid", what=_named(change, pack)), stands=False)
            if change.kind == TO and change.what in map(one_to_one, self._library.platforms.own):
                return Revised(pack.text("letter.said.done", changes=pack.text("letter.said.own")), stands=True)
            if change.kind == DROP and not any(_holds(change, text, self.facts_of) for text in told):
                return Revised(pack.text("letter.said.missing", what=_named(change, pack)), stands=False)
        names = [pack.text(f"letter.said.{c.kind}", what=_named(c, pack)) for c in changes]
        return Revised(pack.text("letter.said.done", changes=pack.value("letter.said.comma").join(dict.fromkeys(names))), stands=True)

    def _tells_more(self, before: Turn, text: str) -> bool:
        """Whether a message right behind the letter tells several facts for it, and asks nothing."""
        known = before.letter not in ("", "early", "wished")
        return known and not is_question(text) and len({fact.slot for fact in self.facts_of(text)}) >= _SEVERAL

    def facts_of(self, text: str) -> tuple[Fact, ...]:
        """The facts of a sealed text alone."""
        return tuple(facts_of(0, text, self._library.glossary, datetime.now(UTC), None, None, self._library.codes.find_codes))

    def wishes(self, turns: Sequence[Turn]) -> Wishes:
        """All that was asked of the letter in a conversation."""
        own = frozenset(map(one_to_one, self._library.platforms.own))
        return wishes_of(turns, _addressees(self._library), own, self.facts_of)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked of the letter: its ``form``, and what is ``dropped`` from what was told."""

    form: LetterForm
    dropped: tuple[LetterChange, ...]
    platforms: tuple[str, ...]
    facts_of: FactsOf

    def told(self, turns: Sequence[Turn]) -> tuple[str, ...]:
        """What the turns tell for the letter: without what asks for it or is dropped, of what changes it only what is added or corrected."""
        texts: list[str] = []
        for number, turn in enumerate(turns):
            known = {fact.slot for text in texts for fact in self.facts_of(text)}
            wished = turns[number - 1] if number and turns[number - 1].letter == "wished" else None
            texts.append(self.cut(self._said(turn, known, wished)))
        return tuple(texts)

    def cut(self, text: str) -> str:
        """A text without what is dropped. Nothing else of it changes."""
        for change in self.dropped:
            text = _without(text, change, self.facts_of)
        return text

    def _said(self, turn: Turn, known: Collection[str], wished: Turn | None) -> str:
        if not turn.letter:
            return turn.question
        pack, text = load_packs()[turn.language], _changing(turn)
        changes = find_letter_changes(text, self.platforms)
        if turn.letter in _ASKED and not changes:
            return text
        if not changes and asks_again(turn.question):
            return told_beside(turn.question)
        if not changes:
            unsaid = next((c for c in find_letter_changes(wished.question) if c.is_unsaid), None) if wished else None
            if unsaid is None or any(word in one_to_one(turn.question) for word in item_words(unsaid.item)):
                return turn.question
            return pack.text("letter.given", what=bare_words(one_to_one(unsaid.told)), told=turn.question)
        told = [c.told for c in changes if c.kind == ADD and not c.is_unsaid]
        # What was never told is no correction.
        keys = [(c, "correction" if c.item in known else "given") for c in changes if c.kind == CORRECT]
        told += [pack.text(f"letter.{key}", what=c.what or pack.text("draft.slots.amount"), told=c.told) for c, key in keys]
        return "\n".join(told)


def platforms_of(library: Library) -> tuple[str, ...]:
    """Folded names of the platforms that a letter may go to instead, the longest first."""
    names = {one_to_one(name) for platform in library.platforms.platforms for name in platform.names}
    return tuple(sorted(names, key=len, reverse=True))


def _addressees(library: Library) -> tuple[str, ...]:
    """Whom a letter that stands may be turned to: also back to OKX."""
    own = (one_to_one(name) for name in library.platforms.own)
    return tuple(sorted({*platforms_of(library), *own}, key=len, reverse=True))


def wishes_of(turns: Sequence[Turn], platforms: tuple[str, ...], own: Collection[str], facts_of: FactsOf) -> Wishes:
    """All that was asked of the letter in a conversation; what was asked last counts."""
    form, dropped = LetterForm(), list[LetterChange]()
    for turn in turns:
        if turn.letter in _ASKED:
            asked = platform_asked(turn.question, [p for p in platforms if p not in own])
            form = replace(form, to=asked or form.to)
        for change in find_letter_changes(_changing(turn), platforms) if turn.letter not in ("", "wished") else ():
            if change.kind in (SHORT, FULL):
                form = replace(form, short=change.kind == SHORT)
            elif change.kind == POLITE:
                form = replace(form, polite=True)
            elif change.kind == TO:
                form = replace(form, to="" if change.what in own else change.what)
            elif change.kind == DROP:
                dropped.append(change)
            elif change.item:  # said anew, it is wanted again
                dropped = [d for d in dropped if d.item != change.item]
    return Wishes(form, tuple(dropped), platforms, facts_of)


def _changing(turn: Turn) -> str:
    """What of a turn may change the letter: all of it but the request itself."""
    return without_request(turn.question).strip() if turn.letter in _ASKED else turn.question


def _without_facts(text: str, piece: tuple[int, int], bare: str, shaped: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece to be cut out; of one that tells facts besides only the words that were named, with what they hang on."""
    low, high = piece
    folded = one_to_one(text)
    found = [m.span() for m in re.finditer(re.escape(bare), folded[low:high])] if bare else []
    if not found or all(any(s < low + b and low + a < e for a, b in found) for s, e in shaped if low <= s < high):
        return [piece]
    hangs = [re.compile(pack.value("letter.hangs")) for pack in load_packs().values()]
    begins = [min((m.start() for p in hangs if (m := p.search(folded, low, low + a))), default=-1) for a, _ in found]
    # Without who did it, what was done would be told of nobody: only what hangs on a preposition is cut out of its piece, or what a space parts.
    if -1 in begins and len(parts := [m.span() for m in _PART.finditer(text, low, high)]) > 1 and _HANZI.search(text, low, high):
        return [(start, end) for start, end in parts if any(start < low + b and low + a < end for a, b in found)]
    return [piece] if -1 in begins else [(start, low + b) for start, (_, b) in zip(begins, found, strict=True)]


@cache
def _pronouns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pack.value("letter.pronouns")) for pack in load_packs().values())


def _named(change: LetterChange, pack: Pack) -> str:
    """What a change is about, as it is said to the person."""
    if change.kind == TO:
        return platform_name(change.what, pack.code)
    if change.item in SHAPED:
        return pack.text(f"draft.slots.{change.item}")
    return bare_words(one_to_one(change.what or change.told)) if change.item else change.what


def _holds(change: LetterChange, text: str, facts_of: FactsOf) -> bool:
    return _without(text, change, facts_of) != text


def _without(text: str, change: LetterChange, facts_of: FactsOf) -> str:
    if not change.item:
        bare = bare_words(one_to_one(change.what))
        shaped = [(f.start, f.end) for f in facts_of(text)]
        return cut(text, [span for piece in _about(text, bare) for span in _without_facts(text, piece, bare, shaped)])
    spans = [m.span() for m in PLACEHOLDER.finditer(text) if m.group(1).startswith(change.item)]
    spans += [(f.start, f.end) for f in facts_of(text) if f.slot == change.item]
    if change.item not in (*IDENTIFIERS, *_PERSONAL):
        return cut(text, spans, _GONE)
    names = any_of([*item_words(change.item), *vocabulary().ids.get(change.item, ())])
    labels = [re.compile(pack.value("letter.label").replace("{names}", names)) for pack in load_packs().values()]
    return cut(
        text, [(min((m.start() for p in labels if (m := p.search(one_to_one(text[:low])))), default=low), high) for low, high in spans]
    )


def _about(text: str, bare: str) -> list[tuple[int, int]]:
    """The pieces of a text that say ``bare``, and those that go on in their sentence with what "they" did then."""
    found: list[tuple[int, int]] = []
    sentence = -1
    for piece in clauses(text, 0):
        folded = one_to_one(piece.text)
        if bare and bare in folded:
            sentence = piece.sentence
        elif piece.sentence != sentence or not any(p.match(folded) for p in _pronouns()):
            sentence = -1
        if sentence == piece.sentence:
            found.append((piece.start, piece.end))
    return found
