"""Names with which a message is signed: behind "regards" or 谢谢, or alone on a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.name_cues import SIGN, Cue
from assistant.guardrails.names import CAPITAL, hanzi_name, latin_name, listed, sure_hanzi_name
from assistant.guardrails.unlisted_names import is_known_name

_SIGNED = re.compile(r"[ \t]*[,.!~。-]{0,3}[ \t]*\n{0,3}[ \t]*[-—~]{0,2}[ \t]?")
_HANZI_LINE = re.compile("(?:^|\n)[ \t]*(?:[-—~*]{1,3}[ \t]*)?([\u3400-\u9fff]{2,4})[ \t]*(?=$|\n|[ \t]*(?:敬上|上|谨上|[0-9]{4}))")
_HANZI_BELOW = re.compile("[。!.~;][ \t]*([\u3400-\u9fff]{2,4})[ \t]*(?=敬上|谨上|拜上|敬启|顿首|留言?[ .。]*$)")
_HANZI_TAIL = re.compile("[-—]{2,3}[ \t]*([\u3400-\u9fff]{2,4})[ \t.。]*$")
_DASHED = re.compile(rf"(?:^|[.!?\n,\u3400-\u9fff][ ]?|[ ])[-—–~]{{1,2}}[ ]?({CAPITAL}(?:[ ]{CAPITAL})?)[ .]*$")
_LAST = re.compile(rf"[ ]({CAPITAL}(?:[ ]{CAPITAL}){{0,2}})[ .]*$")
_ALONE = re.compile(rf"\n[ \t]*[-–—~]{{0,2}}[ ]?({CAPITAL})[ .!]*$")
_LATIN_TAIL = re.compile(rf"(?:\n[ \t]*|[-—]{{1,2}}[ \t]?)({CAPITAL}(?:[ \t]{CAPITAL}){{0,2}})[ \t.]*$")


def signatures(scan: Scan, found: Iterable[Cue]) -> Iterator[Span]:
    """The names that sign the message; ``found`` are its cues."""
    for cue in found:
        if cue.group == SIGN:
            yield from _behind_sign_off(scan, cue)
    if not scan.text.isascii():
        yield from _hanzi_signatures(scan)
    yield from _named_at_end(scan, found)
    text, words = scan.text, scan.words
    tail = _LATIN_TAIL.search(text[-60:]) if len(text) > 80 else None
    alone = _ALONE.search(text[-40:])
    if alone and is_known_name(scan, alone.group(1)):
        start = max(0, len(text) - 40) + alone.start(1)
        yield Span(start, start + len(alone.group(1)))
    if tail:
        start = len(text) - min(60, len(text)) + tail.start(1)
        end = latin_name(text, start, words, lower=False)
        if end and (" " in text[start:end] or text[start:end].lower() in words.set("given_name")):
            yield Span(start, end)


def _named_at_end(scan: Scan, found: Iterable[Cue]) -> Iterator[Span]:
    """The last words of the message right behind "regards", or a given name behind a dash."""
    text, words = scan.text, scan.words
    dashed = _DASHED.search(text[-50:])
    if dashed:
        first = dashed.group(1).split()[0].lower()
        if first in words.set("given_name") or first in listed("given_names"):
            start = max(0, len(text) - 50) + dashed.start(1)
            yield Span(start, start + len(dashed.group(1)))
    for cue in found:
        last = _LAST.fullmatch(text, cue.end) if cue.group == SIGN and len(text) - cue.end < 40 else None
        if last and latin_name(text, last.start(1), words, lower=False) == last.end(1):
            yield Span(*last.span(1))


def _behind_sign_off(scan: Scan, cue: Cue) -> Iterator[Span]:
    text, words = scan.text, scan.words
    gap = _SIGNED.match(text, cue.end)
    if gap is None or (text[cue.end - 1].isascii() and not gap.group().strip(" \t")):
        return
    at = gap.end()
    hanzi = text[at : at + 1] >= "\u3400"
    end = hanzi_name(text, at, words, assigned=False) if hanzi else latin_name(text, at, words, lower="\n" in gap.group())
    if end and end - at <= 40 and not text[end : end + 12].split("\n")[0].strip(" .!~。()"):
        yield Span(at, end)


def _hanzi_signatures(scan: Scan) -> Iterator[Span]:
    text, words = scan.text, scan.words
    for match in _HANZI_BELOW.finditer(text):
        if sure_hanzi_name(text, match.start(1), words) == match.end(1):
            yield Span(*match.span(1))
    for pattern in (_HANZI_LINE, _HANZI_TAIL) if "\n" in text or "--" in text or "—" in text or len(text) < 20 else ():
        for match in pattern.finditer(text):
            if sure_hanzi_name(text, match.start(1), words) == match.end(1):
                yield Span(*match.span(1))
