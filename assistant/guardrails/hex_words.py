"""What a hexadecimal word of 64 digits is: a key, unless something says otherwise.

Unclear means a key: a hidden TXID costs a minute, a leaked key costs everything.
"""

from __future__ import annotations

import re
from enum import Enum

from assistant.guardrails.detector import ASSIGN, Scan

HEX64 = r"(?:^|[^0-9a-z])((?:0x)?[0-9a-f]{64})(?:$|[^0-9a-z])"
HEX_KEY = r"(?:^|[^0-9a-z])((?:0x)?(?:[0-9a-f]{63,65}|[0-9a-f]{128}))(?:$|[^0-9a-z])"
_VALUE = re.compile(r"(?:0x)?[0-9a-fA-F]{63,65}|https?://\S+")
_LISTED = re.compile(r"[ \t]*(?:[,、&/+]|and|or|和|与|跟|还有|以及)?[ \t]*", re.IGNORECASE)
_JOINER = re.compile(r"[,;.，。]|\b(?:and|but)\b|和|与|还有")
_POINTS = re.compile(r"\n[ \t]*[\^↑]+[ \t]*")
_TON = re.compile(r"(?:^|[^0-9A-Za-z])(?:0|-1):$")
_CALLED = re.compile(
    r"(?:wallet|from_?key|private_?key_?to_?account|from_?private_?key|from_?secret_?key|keypair)\([\"'` ]{0,2}$", re.IGNORECASE
)
_ASKED_FOR = re.compile(r"(?:transaction|tx|txn|receipt|hash|tx_?info)(?:_?by_?hash|_?receipt|_?info)?\([\"'` ]{0,2}$", re.IGNORECASE)
_PAID = re.compile(  # a row of a statement: when, how much of which coin
    r"(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}[^\n]{0,24}[0-9][0-9,.]*[ ,\t|]{0,3}(?:USDT|USDC|BTC|ETH|TRX|SOL|BNB|XRP|TON|OKB|DOGE|LTC|MATIC|POL|[A-Z]{3,5})[ \t,|;\"']{1,4}$"
)
_SHOWS = r"(?:[ ]?(?:显示|顯示|变成|变成了|shows?|showed|became))?"
_ROW = re.compile(r"[ \t>*-]*(?:[0-9]{1,2}[.)、:][ \t]*)?[\"'`]?(?:0x)?[0-9a-fA-F]{63,65}")
_BEFORE = 90
_MOST_ABOVE = 8
_ONE = r"(?:0x[0-9a-f]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|bc1[0-9a-z]{30,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34})"
_ADDRESS = _ONE + r"[ ,]{1,2}((?:in|via|by|with|tx|as)?[ ]?(?:tx|txid)?)[ :]{0,2}$"
_SENT = r"(?:链上|鏈上|转到|转去|转往|打到|打去|发到|提到|提去|充到|轉到|轉去|提幣到|提币到|\b(?:sent|send|withdrew|withdraw|withdrawn|transfer|transferred|moved|deposited|went)\b[^.\n]{0,24}?\bto)[ ]?"
_SENT_TO, _SENT_THERE = _SENT + "$", _SENT + r"(?:<<sent_where>>)?[ :]{0,2}" + _ONE + r"[ ,;.。(]{1,3}$"
_CLAUSE_SIGN = re.compile(r"[,;!?。，；]|\.(?=\s)")
_CAPITAL_CHAINS = r"cosmos|\batom\b|osmosis|\bosmo|celestia|\bxrp\b|ripple|瑞波|injective|\bkava\b"
_AFTER = 40
_LINE = 400


class HexWord(Enum):
    """The verdict on a hexadecimal word."""

    KEY = "key"
    UNCLEAR = "unclear"
    TRANSACTION = "transaction"
    OTHER = "other"


_GROUPS = (("key", HexWord.KEY), ("transaction", HexWord.TRANSACTION), ("hash_like", HexWord.OTHER))


def judge(scan: Scan, start: int, end: int) -> HexWord:
    """As ``weigh``; what is unclear is a key."""
    verdict = weigh(scan, start, end)
    return HexWord.KEY if verdict is HexWord.UNCLEAR else verdict


def weigh(scan: Scan, start: int, end: int) -> HexWord:
    """What the words around ``[start, end)`` make of it. Words for a key win over words for a transaction."""
    before, after = _before(scan.text, start), _after(scan.text, end)
    if _TON.search(before):
        return HexWord.OTHER
    if _CALLED.search(before):
        return HexWord.KEY
    if _PAID.search(before) or _ASKED_FOR.search(before):
        return HexWord.TRANSACTION
    if scan.words.regex(r"[?&](?:private_?)?(?:key|pk|priv|secret|seed)=$").search(before):
        return HexWord.KEY
    link = before.rsplit(None, 1)[-1:] if before and not before[-1].isspace() else []
    if (link and "://" in link[0]) or scan.words.regex(r"<<explorer>>\S*$").search(before):
        return HexWord.TRANSACTION
    if scan.words.regex(r"<<hash_label>>[\"']?[ \t]?[:=][ \t\"']{0,3}$").search(before):
        return HexWord.OTHER
    if _is_behind_address(scan, before):
        return HexWord.TRANSACTION
    if scan.text.startswith(("0x", "0X"), start) and scan.words.regex(_SENT_TO).search(before):
        return HexWord.OTHER
    own = before[_last_value(before) :]
    if _is_handed(scan, own):
        return HexWord.UNCLEAR
    sides = (
        (own, after)
        if own == before
        else (own, after, _VALUE.sub("", scan.text[max(0, start - _LINE) : start]).rpartition("\n")[2][-_BEFORE:])
    )
    verdict = next((v for v in (_adjacent(scan, own), *(_nearby(scan, side) for side in sides)) if v is not HexWord.UNCLEAR), None)
    if verdict is None and scan.words.regex(rf"<<looked_up>>{ASSIGN}$").search(before):
        return HexWord.TRANSACTION
    if verdict is None and scan.text[start:end].isupper() and scan.mentions(_CAPITAL_CHAINS):
        return HexWord.TRANSACTION  # these chains write their transactions in capitals; nobody exports a key so
    if verdict is None and scan.mentions("<<transaction>>") and not scan.mentions("<<key>>|<<seed_phrase>>|<<key_handed>>"):
        return HexWord.TRANSACTION  # the whole message tells of a transfer, and of nothing else
    return verdict or HexWord.UNCLEAR


def _is_behind_address(scan: Scan, before: str) -> bool:
    """Whether an address stands before it and nothing tells of keys; behind "moved to T…," it is a hash whatever was told of keys."""
    address = scan.words.regex(_ADDRESS).search(before)
    if address and (address.group(1) or not scan.words.regex("<<key>>").search(before)):
        return True
    return scan.words.regex(_SENT_THERE).search(before) is not None


def _is_handed(scan: Scan, own: str) -> bool:
    """Whether its clause tells where it was typed or pasted, in a message of keys, and of no transaction: 只在一个网站填过一次."""
    clause = _CLAUSE_SIGN.split(own)[-1]
    if not clause.strip() or not scan.words.regex("<<key_handed>>").search(clause):
        return False
    return scan.mentions("<<key>>|<<seed_phrase>>") and not scan.words.regex(
        "<<transaction>>|<<hash_like>>|<<explorer>>|<<looked_up>>"
    ).search(clause)


def _adjacent(scan: Scan, before: str) -> HexWord:
    """What the word right before says."""
    for group, verdict in _GROUPS:
        if scan.words.regex(rf"<<{group}>>{_SHOWS}{ASSIGN}$").search(before) and not scan.words.regex(
            rf"<<denial>>(?:[^,.;\s]{{0,8}}|[ a-z]{{0,12}})<<{group}>>{ASSIGN}$"
        ).search(before):
            return verdict
    return HexWord.UNCLEAR


def _nearby(scan: Scan, part: str) -> HexWord:
    """What any word of ``part`` says; words for a key first."""
    denied = scan.words.regex(
        r"<<denial>>[^,.;。!?]{0,12}?<<key>>|<<no_transaction>>|<<key>>[ ]?(?:都|也|and[ ]|still[ ]|words?[ ])?(?:<<key_safe>>)"
    ).sub(" ", part)
    return next((verdict for group, verdict in _GROUPS if scan.words.regex(f"<<{group}>>").search(denied)), HexWord.UNCLEAR)


def _before(text: str, start: int) -> str:
    """What stands before on the line; where that is nothing, the line above, too."""
    line = text.rfind("\n", 0, start) + 1
    before = text[max(line, start - _BEFORE) : start]
    for _ in range(_MOST_ABOVE):
        if line == 0 or before.removesuffix("0x").strip(" \t:\"'`>*-0123456789.)"):
            break
        above = text.rfind("\n", 0, line - 1) + 1  # a label may stand on the line above, or above the values of a list
        before, line = text[max(above, line - _BEFORE) : line], above
        if not _ROW.match(text, above):
            break  # neither a list of such values nor a table that begins with them
        before = ""
    return before


def _last_value(before: str) -> int:
    """Where what another value before leaves of ``before`` begins; 0 where the two are a list."""
    last = None
    for last in _VALUE.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    return last.end() if last and not _LISTED.fullmatch(before, last.end()) else 0


def _after(text: str, end: int) -> str:
    """What stands behind on the line, without what names another value; where that is nothing, an arrow's line below."""
    stop = text.find("\n", end)
    line = text[end : len(text) if stop < 0 else stop]
    other = _VALUE.search(line[: _AFTER + 130])
    if other and other.start() < _AFTER + 30:
        joined = _JOINER.search(line[: other.start()])
        return line[: joined.start()] if joined else ""
    if not line.strip() and stop >= 0:
        pointing = _POINTS.match(text, stop)
        return text[pointing.end() : pointing.end() + _AFTER].split("\n", 1)[0] if pointing else ""
    return line[:_AFTER]
