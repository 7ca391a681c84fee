"""A person's sentence said in another language without a model: known phrasings, facts and times, and nothing else.

What the table does not hold is not guessed: such a piece stays in the person's own words, marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.numerals import as_text, find_numbers
from assistant.drafting.phrases import ACT, MOVE, NAME, STATE, WANT, WORD, phrases
from assistant.drafting.roles import is_reported
from assistant.drafting.sentences import pieces
from assistant.drafting.slots import Fact
from assistant.drafting.vocabulary import any_of, vocabulary

_LATIN = re.compile(r"[a-z][a-z0-9.&+-]*|#?\d[\d.,:/-]*", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![A-Za-z])#?\d[\d.,:/-]*(?![A-Za-z])")
_EMPTY = re.compile(r"[\s,.;:!?…、~\-–—()\[\]{}\"'“”‘’「」*]+")
_TOLD = (MOVE, ACT, STATE, WANT)
_JOINS = (" and", " but", " then", " because", "和", "但是", "然后", "因为")
_ASKED = re.compile(r"[?？吗嗎呢么麼]\s*$")
_PASSES = 3
_MOST = 60  # pieces of one sentence: a longer one is a pasted log
_SURE = 2  # characters: what is shorter means too many things to be said of a piece that is not understood whole


@dataclass(frozen=True, slots=True)
class Glossed:
    """A piece of a sentence in another language. ``whole``: everything of it was said; else ``text`` is what could be, perhaps nothing."""

    words: str
    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Said:
    start: int
    end: int
    kind: str
    text: str


def gloss(
    words: str, start: int, facts: Sequence[Fact], code: str, glossary: Glossary, values: dict[Fact, str], hints: tuple[str, ...]
) -> tuple[Glossed, ...]:
    """``words``, which begin at ``start`` of their message, in language ``code``, piece by piece.

    ``facts`` are those of that message; ``values`` say each of them in ``code``; ``hints`` are the kinds of phrases that may be told of a
    piece that is not understood whole.
    """
    found = []
    cut = pieces(words)
    for low, high in cut if len(cut) <= _MOST else ():
        inside = [f for f in facts if start + low <= f.start and f.end <= start + high]
        moved = [_Said(f.start - start - low, f.end - start - low, NAME, values[f]) for f in inside]
        found.append(_piece(words[low:high], sorted(moved, key=lambda s: s.start - s.end), code, glossary, hints))
    return tuple(found) or (Glossed(words, "", False),)


def _piece(words: str, facts: Sequence[_Said], code: str, glossary: Glossary, hints: tuple[str, ...]) -> Glossed:
    said: list[_Said] = []
    rest = words
    for found in (facts, _marked(words), *(_PASSES * [None])):
        # Longest first; what a longer one left over may be said by a shorter one in the next pass.
        more = found if found is not None else sorted(_found(rest, code, glossary), key=lambda s: s.start - s.end)
        taken = _apart(more, said)
        said += taken
        for one in taken:
            rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
        if found is None and not taken:
            break
    said.sort(key=lambda s: s.start)
    left = _EMPTY.sub("", phrases().fillers.sub(" ", one_to_one(rest)))
    asked = _ASKED.search(words) is not None and not any(s.kind == WANT for s in said)
    if not left and not asked:
        return Glossed(words, _sentence(said, code), True)
    cues = vocabulary().cues
    denied = asked or is_reported(one_to_one(words)) or re.search(any_of(cues["negation"] + cues["unsure"]), one_to_one(rest)) is not None
    known = [] if denied else [s for s in said if s.kind in hints and s.end - s.start >= _SURE]
    return Glossed(words, _sentence(known, code), False)


def _apart(found: Iterable[_Said], said: Sequence[_Said]) -> list[_Said]:
    kept: list[_Said] = []
    for one in found:
        if one.end > one.start and not any(s.start < one.end and one.start < s.end for s in (*said, *kept)):
            kept.append(one)
    return kept


def _marked(words: str) -> list[_Said]:
    return [_Said(*mark.span(), NAME, mark.group()) for mark in PLACEHOLDER.finditer(words)]


def _found(words: str, code: str, glossary: Glossary) -> Iterator[_Said]:
    """What can be said of ``words``, facts and placeholders aside."""
    table, folded = phrases(), one_to_one(words)
    yield from _phrases(folded, code)
    for number in find_numbers(words):
        for unit in table.units:
            if match := unit.pattern.match(folded, number.end):
                one, more = unit.say[code]
                yield _Said(number.start, match.end(), WORD, f"{as_text(number.value)} {one if number.value == 1 else more}")
                break
    for pattern, said in table.names[code]:
        for match in pattern.finditer(folded):
            yield _Said(*match.span(), NAME, said)
    for term in glossary.find_terms(words):
        if term.kind != "action":  # what was done with it is said by the table alone
            name = term.id if term.kind in ("coin", "network") else glossary.entry(term).name.in_language(code)
            yield _Said(term.start, term.end, NAME, name)
    for match in (_LATIN if code != "zh" else _FIGURE).finditer(words):  # Latin words and figures in a Chinese sentence are names
        yield _Said(*match.span(), NAME, match.group().rstrip(",.:/-"))


def _phrases(folded: str, code: str) -> Iterator[_Said]:
    for phrase in phrases().phrases:
        if code in phrase.say:
            for match in phrase.pattern.finditer(folded):
                yield _Said(*match.span(), phrase.kind, phrase.say[code])


def _sentence(said: Iterable[_Said], code: str) -> str:
    """In the order in which it was told; a second thing that happened is set apart."""
    text, told, seen = "", False, set[str]()
    for one in sorted(said, key=lambda s: s.kind == WANT):  # what is wanted comes last, whatever the question began with
        if not one.text or one.text in seen:
            continue
        seen.add(one.text)
        apart = one.kind in _TOLD and told
        told = told or one.kind in _TOLD
        stop = ("，" if code == "zh" else ", ") if apart and not text.endswith(_JOINS) else " "
        word = one.text[:1].lower() + one.text[1:] if text and one.kind == WANT else one.text
        text += stop + word if text else word
    if code == "zh":
        text = re.sub(r"(?<=[\u4e00-\u9fff，。”）])\s+(?=[\u4e00-\u9fff，。“（])", "", text)
    return text
