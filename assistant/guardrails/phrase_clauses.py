"""Phrases that signs set off from the sentence: "my seed (avocado trust …) is refused", however everyday their words are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guardrails.detector import Scan
from assistant.guardrails.letters import Token
from assistant.guardrails.mnemonics import LENGTHS
from assistant.guardrails.phrase_ends import misspelt
from assistant.guardrails.phrase_runs import Run

_CONTEXT = r"<<seed_phrase>>|\bwords?\b|\bwallet\b|<<wallet_talk>>"
_OPENS = re.compile(r"[(\[{「【:=>\"'“,，、;.!?\n\u3400-\u9fff][ \t]{0,2}$|^[ \t]*$|[ ][-—–][ ]$")
_CLOSES = re.compile(r"[ \t]{0,2}(?:$|[)\]}」】\"'”\n,，;.。!?<、]|[-—–][ ]|[\u3400-\u9fff])")
_WHOLE, _NEARLY = 0.6, 0.5  # share of everyday words
_LINE = re.compile(r"[ \t]*\n[ \t]*")
_LEFT = re.compile(r"(?<![a-z])([a-z]{3,10})[ ]{1,2}$")
_LONGEST_WORD = 14
_GAP = re.compile(r"[ \t]{1,2}")


def enclosed(run: Run, scan: Scan) -> Run | None:
    """The part of ``run`` that is a clause of as many words as a phrase has, all of the list but one at most; None if there is none.

    Where nothing speaks of phrases, not too many of its words may be everyday ones; then one word more or less is as good.
    """
    if len(run.known) < min(LENGTHS) - 1:
        return None
    known, everyday, told = {word.start for word in run.known}, scan.words.set("everyday"), scan.mentions(_CONTEXT)
    for group in _groups(run.all, scan.text):
        kept = [word for word in group if word.start in known]
        common = sum(word.word in everyday for word in group)
        sized = len(group) in LENGTHS and (told or common <= _WHOLE * len(group))
        if len(kept) >= len(group) - 1 >= min(LENGTHS) - 2 and (sized or common <= _NEARLY * len(group)):
            before, after = scan.text[max(0, group[0].start - 4) : group[0].start], scan.text[group[-1].end : group[-1].end + 4]
            if _OPENS.search(before) and _CLOSES.match(after):
                return Run(run.family, group, kept, 0)
        if (
            len(kept) == len(group)
            and len(group) + 1 in LENGTHS
            and (told or common <= _WHOLE * len(group))
            and _slips(group[0].start, run, scan)
        ):
            after = scan.text[group[-1].end : group[-1].end + 4]
            if _CLOSES.match(after):
                return Run(run.family, group, kept, 0)
    return None


def _slips(start: int, run: Run, scan: Scan) -> bool:
    """Whether a misspelt word of the list stands right before ``start`` and opens the clause: the phrase begins with it."""
    base = max(0, start - _LONGEST_WORD)
    left = _LEFT.search(scan.lower[base:start])
    if left is None or left.group(1) in scan.words.set("everyday") or not misspelt(left.group(1), run.family.words):
        return False
    begin = base + left.start(1)
    return _OPENS.search(scan.text[max(0, begin - 4) : begin]) is not None


def _groups(words: Sequence[Token], text: str) -> Iterator[list[Token]]:
    """``words`` cut where more than a space parts them, or the end of a line that holds one of them alone."""
    group: list[Token] = []
    for word in words:
        lined = _LINE.fullmatch(text, group[-1].end, word.start) if group else None
        alone = lined is not None and text[word.end : word.end + 1] in ("", "\n")
        if group and not (alone or _GAP.fullmatch(text, group[-1].end, word.start)):
            yield group
            group = []
        group.append(word)
    if group:
        yield group
