"""The sentences of a message by what they do: tell what happened, what was tried, what is wanted. Always the user's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.corpus.edges import one_to_one
from assistant.corpus.glossary import Glossary, Term
from assistant.drafting.asides import asks_support, asks_why, core_of, is_aside, is_question
from assistant.drafting.identifiers import PLACEHOLDER
from assistant.drafting.phrases import STATE, phrases
from assistant.drafting.roles import EXPECTED, HAPPENED, ME, NOTHING, TRIED, agent_of, is_accusing, role_of, tells_onset
from assistant.drafting.slots import IDENTIFIERS, Fact
from assistant.drafting.vocabulary import any_of, vocabulary

__all__ = ["EXPECTED", "HAPPENED", "NOTHING", "TRIED", "Clause", "clauses", "pieces", "told", "without_asides"]
_STOPS = r"[。!?;\n]+|\.+(?=\s|$)|…+"
_WHOLE = re.compile(r"\{[^\n{}]*(?:\{[^\n{}]*\}[^\n{}]*)*\}|[\"“「][^\"”」\n]{1,160}[\"”」]")
"""Pasted replies and quotations: never cut."""
_FIGURES = re.compile(r"(?<![a-z0-9])[0-9][0-9,]*$")
_HELPERS = frozenset({"customer_support", "ticket"})
"""Products that are asked for to get help, whatever the problem is."""
_EDGE = " \t\r\n,;:.!，。！；：、…~～-—"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of one message; ``role`` is a slot's name or empty for what tells nothing; ``sentence`` counts sentences.

    ``agent`` is who does what it tells: the person, or somebody else.
    """

    turn: int
    start: int
    end: int
    text: str
    role: str
    sentence: int
    agent: str = ME


def clauses(text: str, turn: int) -> tuple[Clause, ...]:
    """``text`` cut at sentence ends, commas and joining words, each piece with its role. No number or placeholder is cut."""
    folded = one_to_one(text)
    found: list[Clause] = []
    for number, (start, end) in enumerate(_cut(folded, 0, len(folded), _STOPS)):
        for piece in _cut(folded, start, end, _comma()):
            low, whole = _trimmed(text, *piece)
            if low < whole:
                first, last = core_of(folded[low:whole])
                begin, (low, high) = low, _trimmed(text, low + first, low + last)
                previous = found[-1] if found and found[-1].sentence == number else None
                before = folded[previous.start : previous.end] if previous else ""
                agent = agent_of(folded[low:high], previous.agent if previous else ME)
                role = role_of(folded[low:high].strip(_EDGE), previous.role if previous else NOTHING, before, agent)
                if previous and previous.role == TRIED and tells_onset(folded[low:high]):
                    found[-1], role = replace(previous, role=HAPPENED), HAPPENED
                # What was cut off stands between pieces as one that tells nothing, so that they are not joined over it.
                found += [Clause(turn, begin, low, text[begin:low], NOTHING, number, agent)] if begin < low else []
                found.append(Clause(turn, low, high, text[low:high], role, number, agent))
                found += [Clause(turn, high, whole, text[high:whole], NOTHING, number, agent)] if high < whole else []
    return tuple(found)


def without_asides(parts: Sequence[Clause], facts: Sequence[Fact], glossary: Glossary) -> tuple[Clause, ...]:
    """``parts``, where what is said to the assistant has no role any more. What holds one of ``facts`` stays, and a question that is for support to
    answer, or names a product in the first message.

    Where neither a fact nor a state of things is told, the other questions stay too: then they are the problem.
    """
    kept, asked, told = [], [], False
    for place, part in enumerate(parts):
        folded = one_to_one(part.text).strip(_EDGE)
        holds = any(f.turn == part.turn and part.start <= f.start and f.end <= part.end for f in facts)
        state, role = tells_state(folded), part.role
        if role != NOTHING and not holds and (is_aside(folded) or is_accusing(folded)):
            role = NOTHING
        elif role != NOTHING and is_question(folded) and not ((state and holds) or (asks_why(folded) and (state or holds))):
            stays = (
                holds
                or asks_why(folded)
                or asks_support(folded)
                or (part.turn == 0 and (state or any(_is_thing(t) for t in glossary.find_terms(part.text))))
            )
            role = EXPECTED if stays else NOTHING
            asked += [] if stays else [place]
        told = told or (role != NOTHING and (holds or state))
        kept.append(replace(part, role=role))
    return tuple(replace(p, role=EXPECTED) if not told and place in asked else p for place, p in enumerate(kept))


def _is_thing(term: Term) -> bool:
    return term.kind == "product" and term.id not in _HELPERS


def tells_state(folded: str) -> bool:
    """Whether a folded text tells a state of things that is in the table of phrasings: not arrived, frozen, rejected."""
    return any(phrase.kind == STATE and phrase.pattern.search(folded) for phrase in phrases().phrases)


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces of one sentence begin and end, cut at commas and joining words."""
    folded = one_to_one(text)
    cut = [_trimmed(text, *piece) for low, high in _cut(folded, 0, len(folded), _STOPS) for piece in _cut(folded, low, high, _comma())]
    return tuple((low, high) for low, high in cut if low < high)


def told(parts: Sequence[Clause], facts: Sequence[Fact], messages: Sequence[str]) -> tuple[Fact, ...]:
    """The clauses joined to the longest stretches of one role; those that only repeat an identifier of ``facts`` are left out."""
    spans = [f for f in facts if f.slot in (*IDENTIFIERS, "device", "app_version")]
    runs: list[Clause] = []
    left_out = True
    bare = _bare_sentences(parts, facts)
    for part in parts:
        joins, left_out = not left_out, False
        if part.role == NOTHING or (part.turn, part.sentence) in bare or _only_identifier(part, spans):
            left_out = True
            continue
        last = runs[-1] if runs else None
        if last and (last.turn, last.role, last.sentence) == (part.turn, part.role, part.sentence) and joins:
            text = messages[part.turn][last.start : part.end]
            runs[-1] = replace(last, end=part.end, text=text)
        else:
            runs.append(part)
    runs = [run for number, run in enumerate(runs) if not any(_repeats(run, before) for before in runs[:number])]
    return tuple(Fact(r.role, r.text, r.text, r.turn, r.start, r.end) for r in runs)


def _bare_sentences(parts: Sequence[Clause], facts: Sequence[Fact]) -> set[tuple[int, int]]:
    """Turn and sentence of those that name facts and say nothing of them: "btc", "300u"."""
    says = {(p.turn, p.sentence) for p in parts if p.role != NOTHING and not _only_identifier(p, facts)}
    return {(p.turn, p.sentence) for p in parts} - says


def _repeats(run: Clause, before: Clause) -> bool:
    """Whether a run says word for word again what an earlier message said."""
    return run.turn != before.turn and run.role == before.role and one_to_one(run.text) in one_to_one(before.text)


def _cut(folded: str, start: int, end: int, pattern: str) -> Iterable[tuple[int, int]]:
    kept = [m.span() for m in _WHOLE.finditer(folded, start, end)]
    if "[[" in folded:
        kept += [m.span() for m in PLACEHOLDER.finditer(folded.upper())]
    at = start
    for match in re.compile(pattern).finditer(folded, start, end):
        inside = any(s < match.start() < e for s, e in kept)
        # 1,200 and 0,5 are numbers; TRC20,3个小时 are two things.
        figures = _FIGURES.search(folded[: match.start()]) is not None and folded[match.end() : match.end() + 1].isdigit()
        if inside or figures or match.start() < at:
            continue
        stop = match.end() if match.group().strip() and not match.group().strip()[0].isalpha() else match.start()
        yield at, stop
        at = stop
    if at < end:
        yield at, end


def _comma() -> str:
    words = vocabulary()
    # "since then" is one word, and so is "and then": a cut behind the first half of it would leave half.
    whole = "".join(f"(?<!{word})" for word in ("since", "until", "till", "and", "by"))
    starters = any_of(words.cues["starters"])
    connectors = any_of(words.cues["connectors"])
    return rf"[,、]+|(?<!\s)\s+(?=[\u4e00-\u9fff])(?!(?<=[0-9]\s)(?<![0-9]{{7}}\s).|(?<=[a-z]\s)[到给的])|(?<!\s)\s+(?={starters}\s)|(?<=[^\s,没沒有无]){whole}\s{{0,2}}(?={connectors})"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    greeting = re.match(rf"{any_of(vocabulary().cues['greeting'])}[\s,!.]+(?=\S)", one_to_one(text[start:end]))
    start += greeting.end() if greeting else 0
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _only_identifier(part: Clause, facts: Sequence[Fact]) -> bool:
    inside = [f for f in facts if f.turn == part.turn and part.start <= f.start and f.end <= part.end]
    # "Tx" and 她的uid, with the number in the next piece, say nothing either.
    if not inside and not any(f.turn == part.turn and 0 <= f.start - part.end <= 4 for f in facts):
        return False
    rest = part.text
    for fact in inside:
        rest = rest.replace(fact.text, " ")
    return not _naming().sub("", one_to_one(rest))


@lru_cache(maxsize=1)
def _naming() -> re.Pattern[str]:
    words = vocabulary()
    return re.compile(
        any_of([*(w for ids in words.ids.values() for w in ids), *words.shapes["app"], *words.cues["naming"]]) + r"|[\s:=#,.()]"
    )
