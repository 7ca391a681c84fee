"""What in a short reply is the value: "ok, it's … i think", 好的 应该是…吧."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.guardrails.words import Words

_SIGNS = r"[\s,:;.!\"'“”‘’，。：；！、~-]"
_LEADS = rf"^(?:{_SIGNS}|<<reply_lead>>)*"
_TAILS = rf"(?:{_SIGNS}|[?？)）]|<<reply_tail>>)*$"
_HANZI = re.compile("[\u3400-\u9fff]{2,8}")
_LATIN = re.compile(r"(?:(?:Mrs?|Ms|Dr|St)\.? )?[A-Za-zÀ-ž][A-Za-zÀ-ž'’\-]{1,20}(?: [A-Za-zÀ-ž'’\-]{2,20}){0,2}")
_DENIES = re.compile("[不没忘啥吗呢什怎哪谁为]|问题|答案|密保")
_PLACE = re.compile("[\u3400-\u9fff]{1,9}(?:小学|中学|大学|学校|幼儿园|路|街|大街|镇|村|市|县)")
_TITLES = frozenset(("老师", "奶奶", "爷爷"))  # of answers: 李老师
_LONGEST = 80


def core(words: Words, text: str) -> tuple[int, int]:
    """Where the value of a short reply stands: without the words with which people begin and end one; all of a long text."""
    if len(text) > _LONGEST:
        return 0, len(text)
    lead = words.regex(_LEADS).search(text)
    start = lead.end() if lead else 0
    tail = words.regex(_TAILS).search(text[start:])
    end = start + tail.start() if tail else len(text)
    return (start, end) if start < end else (0, len(text))


def is_plain_answer(words: Words, text: str) -> bool:
    """Whether ``text`` may answer a security question: a name or a thing, no sentence."""
    if _PLACE.fullmatch(text) and not _DENIES.search(text):
        return True
    if _HANZI.fullmatch(text):
        pairs = {text[i : i + 2] for i in range(len(text) - 1)} - _TITLES
        ordinary = pairs & words.set("everyday_hanzi|not_name_hanzi")
        return not (ordinary or _DENIES.search(text) or words.regex("^(?:<<not_password>>|<<no_answer>>)").search(text))
    if not _LATIN.fullmatch(text):
        return False
    parts = text.lower().split(" ")
    if {*parts} & words.set("not_name"):
        return False
    return not any(parts[0] in words.set(group) for group in ("everyday", "not_password", "between", "told", "no_answer"))
