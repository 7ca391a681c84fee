"""What a hexadecimal word of 64 digits is: a key, unless something says otherwise.

Unclear means a key: a hidden TXID costs a minute, a leaked key costs everything.
"""

from __future__ import annotations

from enum import Enum

from assistant.guardrails.detector import ASSIGN, Scan

HEX64 = r"(?:^|[^0-9a-z])((?:0x)?[0-9a-f]{64})(?:$|[^0-9a-z])"
HEX_KEY = r"(?:^|[^0-9a-z])((?:0x)?(?:[0-9a-f]{63,65}|[0-9a-f]{128}))(?:$|[^0-9a-z])"
_BEFORE = 90
_AFTER = 40


class HexWord(Enum):
    """The verdict on a hexadecimal word."""

    KEY = "key"
    UNCLEAR = "unclear"
    TRANSACTION = "transaction"
    OTHER = "other"


def judge(scan: Scan, start: int, end: int) -> HexWord:
    """As ``weigh``; what is unclear is a key."""
    verdict = weigh(scan, start, end)
    return HexWord.KEY if verdict is HexWord.UNCLEAR else verdict


def weigh(scan: Scan, start: int, end: int) -> HexWord:
    """What the words around ``[start, end)`` make of it. Words for a key win over words for a transaction."""
    line = scan.text.rfind("\n", 0, start) + 1
    before = scan.text[max(line, start - _BEFORE) : start]
    if line == start or not before.strip(" \t:\"'`>*-"):  # a label may stand on the line above
        above = scan.text.rfind("\n", 0, max(0, line - 1)) + 1
        before = scan.text[max(above, start - _BEFORE) : start]
    stop = scan.text.find("\n", end)
    after = scan.text[end : end + _AFTER if stop < 0 else min(stop, end + _AFTER)]
    if scan.words.regex(r"[?&](?:private_?)?(?:key|pk|priv|secret|seed)=$").search(before):
        return HexWord.KEY
    link = before.rsplit(None, 1)[-1:] if before and not before[-1].isspace() else []
    if (link and "://" in link[0]) or scan.words.regex(r"<<explorer>>\S*$").search(before):
        return HexWord.TRANSACTION
    if scan.words.regex(r"<<hash_label>>[\"']?[ \t]?[:=][ \t\"']{0,3}$").search(before):
        return HexWord.OTHER
    for group, verdict in (("key", HexWord.KEY), ("transaction", HexWord.TRANSACTION), ("hash_like", HexWord.OTHER)):
        if scan.words.regex(rf"<<{group}>>{ASSIGN}$").search(before) and not scan.words.regex(
            rf"<<denial>>[^,.;]{{0,8}}<<{group}>>{ASSIGN}$"
        ).search(before):
            return verdict
    for part in (before, after):
        denied = scan.words.regex(r"<<denial>>[^,.;。!?]{0,12}?<<key>>").sub(" ", part)
        if scan.words.regex("<<key>>").search(denied):
            return HexWord.KEY
        if scan.words.regex("<<transaction>>").search(denied):
            return HexWord.TRANSACTION
        if scan.words.regex("<<hash_like>>").search(denied):
            return HexWord.OTHER
    if scan.words.regex(rf"<<looked_up>>{ASSIGN}$").search(before):
        return HexWord.TRANSACTION
    return HexWord.UNCLEAR
