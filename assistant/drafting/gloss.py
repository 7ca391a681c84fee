"""A person's sentence said in another language without a model: known phrasings, facts and times, and nothing else.

What the table does not hold is not guessed: such a piece stays in the person's own words, marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary
from assistant.drafting.frames import OWN, TIME, Said, holds_together, sentence, tells
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.numerals import as_text, find_numbers
from assistant.drafting.phrases import NAME, WANT, WORD, phrases
from assistant.drafting.roles import ME, agent_of, quotes
from assistant.drafting.sentences import pieces
from assistant.drafting.slots import Fact
from assistant.languages import detect_language

_LATIN = re.compile(r"[a-z][a-z0-9.&+-]*|#?\d[\d.,:/-]*", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![A-Za-z])#?\d[\d.,:/-]*(?![A-Za-z])")
_EMPTY = re.compile(r"[\s,.;:!?…、~\-–—()\[\]{}\"'“”‘’「」*]+")
_ASKED = re.compile(r"[?？吗嗎呢么麼]\s*$")
_NAMES = {"okx": "OKX"}
_PASSES = 3
_ANYWHERE = frozenset({"why", "when"})
"""Wishes that are heard in a story as well."""
_MOST = 60  # pieces of one sentence: a longer one is a pasted log


@dataclass(frozen=True, slots=True)
class Glossed:
    """A piece of a sentence in another language. ``whole``: everything of it was said; else ``text`` is empty. ``tells``: it says
    that something was done, is so or is wanted."""

    words: str
    text: str
    whole: bool
    tells: bool = False


def gloss(
    words: str,
    start: int,
    facts: Sequence[Fact],
    code: str,
    glossary: Glossary,
    values: dict[Fact, str],
    *,
    asks: bool = True,
    agent: str = ME,
) -> tuple[Glossed, ...]:
    """``words``, which begin at ``start`` of their message, in language ``code``, piece by piece.

    ``facts`` are those of that message; ``values`` say each of them in ``code``. ``asks``: it is a wish; elsewhere
    到账 is no request to credit, and 怎么还没到 asks for nothing but the reason. ``agent`` is who does what stands before ``words``
    in their sentence.
    """
    found = []
    cut = pieces(words)
    for low, high in cut if len(cut) <= _MOST else ():
        inside = [f for f in facts if start + low <= f.start and f.end <= start + high]
        moved = [
            Said(f.start - start - low, f.end - start - low, TIME if f.slot == "occurred_at" else NAME, values[f], name=f.slot)
            for f in inside
        ]
        folded = one_to_one(words[low:high])
        agent = agent_of(folded, agent)
        acts = OWN if agent_of(folded, "") == ME else agent
        # What somebody says is his word, and a time that cannot be said is no time: 他说,账户冻结了.
        reported = quotes(one_to_one(words[:low]).rstrip(" ,:"))
        if reported or any(one.kind == TIME and detect_language(one.text, code) != code for one in moved):
            found.append(Glossed(words[low:high], "", False))
        else:
            found.append(_piece(words[low:high], sorted(moved, key=lambda s: s.start - s.end), code, glossary, asks, acts))
    return tuple(found) or (Glossed(words, "", False),)


def _piece(words: str, facts: Sequence[Said], code: str, glossary: Glossary, asks: bool, agent: str) -> Glossed:
    said: list[Said] = []
    rest = words
    for found in (facts, _marked(words), *(_PASSES * [None])):
        # Longest first; what a longer one left over may be said by a shorter one in the next pass.
        more = found if found is not None else sorted(_found(rest, code, glossary, asks), key=lambda s: s.start - s.end)
        taken = _apart(more, said)
        said += taken
        for one in taken:
            rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
        if found is None and not taken:
            break
    said.sort(key=lambda s: s.start)
    left = _EMPTY.sub("", phrases().fillers.sub(" ", one_to_one(rest)))
    asked = _ASKED.search(words) is not None and not any(s.kind == WANT for s in said)
    # Of half a piece nothing is said: 邮件没有收到 is no coin that has not arrived. Names alone say less than the small words between them.
    if left or asked or not holds_together(said, agent, wishes=asks):
        return Glossed(words, "", False)
    return Glossed(words, sentence(said, code), True, tells(said))


def _apart(found: Iterable[Said], said: Sequence[Said]) -> list[Said]:
    kept: list[Said] = []
    for one in found:
        if one.end > one.start and not any(s.start < one.end and one.start < s.end for s in (*said, *kept)):
            kept.append(one)
    return kept


def _marked(words: str) -> list[Said]:
    return [Said(*mark.span(), NAME, mark.group(), name="identifier") for mark in PLACEHOLDER.finditer(words)]


def _found(words: str, code: str, glossary: Glossary, asks: bool) -> Iterator[Said]:
    """What can be said of ``words``, facts and placeholders aside."""
    table, folded = phrases(), one_to_one(words)
    yield from _phrases(folded, code, asks)
    for number in find_numbers(words):
        for unit in table.units:
            if match := unit.pattern.match(folded, number.end):
                one, more = unit.say[code]
                text = f"{as_text(number.value)} {one if number.value == 1 else more}"
                yield Said(number.start, match.end(), WORD, text, name=unit.name)
                break
    for pattern, said in table.names[code]:
        for match in pattern.finditer(folded):
            yield Said(*match.span(), NAME, said, name="company")
    for term in glossary.find_terms(words):
        if term.kind != "action":  # what was done with it is said by the table alone
            name = term.id if term.kind in ("coin", "network") else glossary.entry(term).name.in_language(code)
            yield Said(term.start, term.end, NAME, name, name=term.kind)
    for match in (_LATIN if code != "zh" else _FIGURE).finditer(words):  # Latin words and figures in a Chinese sentence are names
        yield Said(*match.span(), NAME, _NAMES.get(word := match.group().rstrip(",.:/-"), word), name="latin")


def _phrases(folded: str, code: str, asks: bool) -> Iterator[Said]:
    for phrase in phrases().phrases:
        if code in phrase.say and (asks or phrase.kind != WANT or phrase.name in _ANYWHERE):
            for match in phrase.pattern.finditer(folded):
                yield Said(*match.span(), phrase.kind, phrase.say[code], phrase.alone[code], phrase.name)
