"""Words that say that a phrase or a part of one follows: "my seed phrase is", "first six words:", 后六个词."""

from __future__ import annotations

import re
from itertools import islice

from assistant.guardrails.detector import ASSIGN, Scan
from assistant.guardrails.phrase_runs import Run

_NUMBERED = (
    r"(?:(?:words?|no\.?|#)[ ]?#?[0-9]{1,2}[ ]?(?:-|to|through|until|~)[ ]?#?[0-9]{1,2}|第[ ]?[0-9]{1,2}[ ]?(?:-|到|至|~)[ ]?第?[0-9]{1,2}[ ]?[个個]?[词詞]?"
    r"|(?:^|[^0-9\-/.:])(?:1|4|5|7|9|1[0-9]|2[0-2])[ ]?(?:-|到|至|~)[ ]?(?:3|4|6|8|9|1[0-9]|2[0-4])(?:[ ]?[个個]?[词詞])?)"  # "7-12:", but no date
)
_COUNTED = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ ]?[个個](?:英文)?(?:词|詞|单词|單詞)|(?:[0-9]{1,2}|nine|ten|eleven|twelve)[ ](?:of[ ][a-z0-9]{2,8}[ ])?words"
_ANNOUNCEMENT = rf"[前后後][一二三四五六七八九十0-9]{{1,3}}[个個](?:词|詞|单词|單詞)[ ]?[:=是]{ASSIGN}|(?:{_COUNTED})[^.!?。\n:=]{{0,10}}?[:=]{ASSIGN}|phrase[ ]?[:=]{ASSIGN}|(?:<<seed_phrase>>|<<piece>>|{_NUMBERED})(?:[^.!?。\n]{{0,24}}?(?:[:=]|->|→|<<is>>)|[^.!?。\n]{{0,10}}?\n){ASSIGN}"
_PIECE = rf"(?:<<piece>>|{_NUMBERED})[ \t:,\-]{{1,3}}(?:1[.)][ ]?)?"
MENTION = rf"<<seed_phrase>>|{_COUNTED}|<<piece>>|<<in_parts>>|phrase[ ]?[:=]|{_NUMBERED}"
"""Pattern of what speaks of phrases or of parts."""
_RANGE = r"words?[ ]?#?[0-9]{1,2}[ ]?(?:-|to|through|until|~)[ ]?#?[0-9]{1,2}[ :]"
_BESIDE = r"(?:<<seed_phrase>>|<<piece>>)[ )\]\"'-]{0,3}$"
_COUNT = re.compile(
    r"(?:first|last|next|other|final|remaining)[ ]([0-9]{1,2}|[a-z]+)[ ]words|[前后後]([0-9]{1,2}|[一二三四五六七八九十]{1,2})[个個]"
)
_NUMBERS = dict(zip(("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), range(3, 13), strict=True)) | {
    "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十二": 12,
}  # fmt: skip
_MOST_BEFORE = 3
_MOST_HEARD = 24  # announcements before and in one run
ANNOUNCED = 80
"""Characters before a run in which it may be announced."""


def _counted(announcement: str) -> int:
    """How many words an announcement says will follow: 6 for "first six words:" and 后6个词; 0 if it does not say."""
    found = _COUNT.search(announcement.lower())
    said = found.group(1) or found.group(2) if found else ""
    return _NUMBERS.get(said, 0) or (int(said) if said.isdigit() else 0)


def _own_words(run: Run) -> set[str]:
    return {word.word for word in run.known}


def announced_run(run: Run, scan: Scan) -> tuple[int, Run]:
    """3 if words say how many words follow and as many do, 2 if they say that a phrase follows at once, 1 if words nearby speak of one, else 0; and what follows them.

    The announcement may be made of list words itself ("first six words: …"); then the run begins after it.
    """
    if not scan.mentions(MENTION):
        return 0, run
    base = max(0, run.start - ANNOUNCED)
    for hit in islice(scan.words.regex(_ANNOUNCEMENT).finditer(scan.text[base : run.end]), _MOST_HEARD):
        end = base + hit.end()
        left = [word for word in run.all if word.start >= end]
        between = scan.text[end : left[0].start] if left else ""
        if not left or (end > run.start and "\n" in hit.group()):
            continue  # a line's end announces only what comes after it
        if end > run.start or not between.strip():
            known = {word.start for word in run.known}
            kept = [word for word in left if word.start in known]
            if len(kept) >= 3:
                if _counted(hit.group()) == len(kept) >= 4:
                    return 3, Run(run.family, tuple(left), kept, 0)
                everyday = sum(word.word in scan.words.set("everyday") for word in kept)
                return 2, Run(run.family, tuple(left), kept, everyday)
    for hit in islice(scan.words.regex(_PIECE).finditer(scan.text[base : run.end]), _MOST_HEARD):
        if sum(word.end <= base + hit.start() for word in run.known) >= _MOST_BEFORE and hit.group().strip() in _own_words(run):
            continue  # one of the words of the phrase: "parta" is Czech
        left = [word for word in run.known if word.start >= base + hit.end()]
        if (
            len(left) >= (3 if scan.pending or scan.mentions(f"<<seed_phrase>>|{_RANGE}") else 4)
            and scan.text[base + hit.end() : left[0].start].strip(" ") == ""
        ):
            everyday = sum(word.word in scan.words.set("everyday") for word in left)
            return 2, Run(run.family, tuple(left), left, everyday)
    if len(run.known) >= 4 and scan.words.regex(_BESIDE).search(scan.text[base : run.start]):
        return 2, run
    around = scan.text[base : run.start] + " | " + scan.text[run.end : run.end + 24]
    return (1 if scan.words.regex("<<seed_phrase>>|<<in_parts>>").search(around) else 0), run
