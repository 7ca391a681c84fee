"""What is left of a block when some of it may not go out: whole sentences and items, never an empty bullet or a lonely mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.answering.sentences import split_sentences

_ITEM = re.compile(r"^(\s*)((?:\d+[.)、]|[-*•>])\s*)")
_NUMBER = re.compile(r"^(\s*)(\d+)([.)、]\s*)")
_HEADING = re.compile(r"^\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*[:：]?)\s*$")
_MARKS = re.compile(r"(?:\s*\[\d+\])+\s*$")
_SAYS_NOTHING = re.compile(r"[\W_]*")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


def keep_readable(block: str, passes: Callable[[str], bool]) -> str:
    """``block`` without the sentences that do not pass, in good order; empty when nothing that says something is left.

    List items are numbered anew, headings with nothing under them go, and the block's citation mark stays with the last
    thing that is said.

    >>> keep_readable("1. Look.\\n2. Send your code.\\n3. Wait. [1]", lambda text: "code" not in text)
    '1. Look.\\n2. Wait. [1]'
    """
    if passes(block):
        return block
    mark = m.group().strip() if (m := _MARKS.search(block)) else ""
    lines = list(_without_empty_headings(_numbered(_kept(_MARKS.sub("", block), passes))))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if _SAYS_NOTHING.fullmatch(text) or not passes(text):
        return ""
    return f"{_leading(block)}{text}{f' {mark}' if mark else ''}{_trailing(block)}"


def _kept(block: str, passes: Callable[[str], bool]) -> Iterator[str]:
    for line in block.split("\n"):
        if not line.strip() or passes(line) or _RULE.match(line):
            yield line
            continue
        if line.lstrip().startswith("|"):
            continue  # a row with a hole in it tells something else
        start = m.group() if (m := _ITEM.match(line)) else ""
        good = [s for s in split_sentences(line[len(start) :]) if passes(s) and not _SAYS_NOTHING.fullmatch(s)]
        if good:
            yield start + " ".join(good)


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    """Numbered items count on from the first of their list, whatever went missing."""
    expected: dict[str, int] = {}
    for line in lines:
        found = _NUMBER.match(line)
        if found is None:
            if line.strip() and not line.startswith((" ", "\t")):
                expected.clear()
            yield line
            continue
        number = expected.get(found[1], 1)
        expected[found[1]] = number + 1
        yield f"{found[1]}{number}{found[3]}{line[found.end() :]}"


def _without_empty_headings(lines: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    for line in lines:
        if _HEADING.match(line):
            waiting = [line]
        elif waiting and not line.strip():
            waiting.append(line)
        else:
            yield from waiting
            waiting = []
            yield line


def _leading(block: str) -> str:
    return block[: len(block) - len(block.lstrip("\n"))]


def _trailing(block: str) -> str:
    return block[len(block.rstrip()) :]
