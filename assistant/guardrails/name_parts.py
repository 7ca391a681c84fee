"""Chinese names told in parts or known by their characters: 免贵姓覃，单名一个晓字; 刘䶮."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.names import is_given, sure_hanzi_name, surname_end
from assistant.guardrails.rare_hanzi import is_rare

_SURNAME = "<<surname_told>>[ ]?(<<surname_two>>|<<surname>>|[\\x{3400}-\\x{9fff}])(?:$|[^\\x{3400}-\\x{9fff}]|[名叫单單的呀啊哈吧哦嘛])"
_GIVEN = re.compile(
    "[ ,，。]{0,2}(?:[单單]?名(?:字)?|[单單]字|叫|大名)(?:叫|是|一?[个個])?[ ]?([\u3400-\u9fff]{1,3}?)(?:[一这這那][个個])?(?:字|的|$|[^\u3400-\u9fff])"
)
_IN_TWO = re.compile(
    "(?<![\u3400-\u9fff])姓[ :是]?([\u3400-\u9fff]{1,2})[ ,、]{0,2}名(?:字)?[叫是: ]?([\u3400-\u9fff]{1,2})(?=$|[^\u3400-\u9fff])"
)
_SPEAKER = re.compile("(?:^|\n)[ \t]*([\u3400-\u9fff]{3}):")
_LONGEST = 3
_MOST = 8  # people who tell their surname in one message


def told_surnames(scan: Scan) -> Iterator[Span]:
    """A surname told alone, the given name behind it, and the whole name wherever it stands."""
    text = scan.text
    for hit in islice(scan.finditer(_SURNAME), _MOST):
        start, end = hit.span(1)
        if text[start] == "名":
            continue  # 本人姓名
        yield Span(start, end, score=0.5)
        given = _GIVEN.match(text, end)
        if given and given.group(1) not in scan.words.set("not_name_hanzi"):
            yield Span(*given.span(1), score=0.5)
        surname, at = text[start:end], text.find(text[start:end])
        while at >= 0:
            stop = at + len(surname)
            while stop < len(text) and stop - at < len(surname) + 2 and is_given(text[stop], scan.words):
                stop += 1
            if stop > at + len(surname) and not "\u3400" <= text[stop : stop + 1] <= "\u9fff":
                yield Span(at, stop, score=0.5)
            at = text.find(surname, at + 1)


def spoken_names(scan: Scan) -> Iterator[Span]:
    """Surname and given name told apart (姓鲍，名启明), and who speaks in a pasted chat (吕志明：…)."""
    text, words = scan.text, scan.words
    for match in _IN_TWO.finditer(text):
        whole = match.group(1) + match.group(2)
        labelled = ":" in match.group() and surname_end(whole + " ", 0, words) == len(match.group(1))
        if labelled or sure_hanzi_name(whole, 0, words) == len(whole):
            yield Span(*match.span(1))
            yield Span(*match.span(2))
    for match in _SPEAKER.finditer(text):
        if sure_hanzi_name(text, match.start(1), words) == match.end(1) and not {
            text[match.start(1) + 1 : match.end(1)],
            text[match.start(1) : match.end(1) - 1],
        } & words.set("everyday_hanzi"):
            yield Span(*match.span(1), score=0.5)


def rare_names(scan: Scan) -> Iterator[Span]:
    """Two or three characters between signs that begin like a name and hold one that only names have."""
    text = scan.text
    rare = {character for character in set(text) if is_rare(character)}
    if not rare:
        return
    for at, character in enumerate(text):
        if character in rare:
            for start in range(max(0, at - _LONGEST), at + 1):
                end = sure_hanzi_name(text, start, scan.words)
                alone = not (_is_hanzi(text[start - 1 : start]) and start) and not _is_hanzi(text[end : end + 1])
                if end > at and alone:
                    yield Span(start, end, score=0.4)
                    break


def _is_hanzi(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
