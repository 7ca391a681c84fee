"""Values that stand near a name, on either side of it, whatever signs or words join the two.

People join a name and its value in more ways than a list of set phrases holds: ``密码→x``, ``OTP / x``, ``x that is the pw``,
``What's the code? x``. So here the value's shape, its distance, the end of the clause and other names between decide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from assistant.guardrails.detector import Scan
from assistant.guardrails.labels import PLAIN, REFERENCE, Label, governing, label_starts, labels
from assistant.guardrails.normalise import MASK
from assistant.guardrails.spoken_values import in_slug

OTHERS = frozenset((*REFERENCE, *PLAIN, "bank_card", "id_card")) - {"one_time"}
"""Label groups that say that a value is something else than a secret."""

_CLAUSE_END = re.compile(r"(?<!\.)[.!?](?=[\s\u3400-\u9fff]|$)|[\n。;]")
_SIGN = "[^0-9A-Za-z\u00c0-\u024f\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\ue000]"
_SIGNS = re.compile(_SIGN + "{0,12}")
_JOINS = r"^(?:<<between>>|<<assigns>>|<<mine>>|<<told>>|<<points>>|[0-9]{1,2}[.)][ ]|[(][^()\n]{0,16}[)]|[^0-9a-z\x{00c0}-\x{024f}\x{3041}-\x{30ff}\x{3400}-\x{9fff}\x{ac00}-\x{d7a3}\x{e000}])*$"
_MOST_JOINED = 24
_LONG = 2000  # characters: only in a longer text it pays to look near names alone
_TELLING = "between|told|put_in|types_digits|gets_digits|shown|entered|tried_digits|code_told|points|mine|assigns|logs_in|types|other_one|password|otp|code"
_NUMBERED = ("height", "postal")
_OWN_VALUE = re.compile(r"[ \t]{0,2}(?:[:=]|is\b|是|为|為)?[ \t\"'“]{0,2}(?=[A-Za-z!@#$%&*]{0,20}[0-9])[!-~]{4}")
_ASSIGNED = re.compile(r"[=:→]|->|\bis\b|\bas\b|[是为為当當作]")
_ONE_MORE = re.compile(r"(?<![0-9A-Za-z.\-#])([0-9]{6})(?:[ ]?[,、/|][ ]?|[ ]|[ ]?(?:and|then|和|还有)[ ]?){1,2}$")


class Near(NamedTuple):
    """A value at ``[start, end)`` and the text ``gap`` between it and its name; ``ahead``: the name comes first.

    ``touching``: nothing but signs and spaces stand between. ``joined``: nothing but those and words such as "is", "my", 这个.
    """

    start: int
    end: int
    text: str
    gap: str
    ahead: bool
    touching: bool
    joined: bool


def names_of(scan: Scan, template: str) -> list[tuple[int, int]]:
    """Where names matching ``template`` stand, in order; not the beginnings of longer words ("pass" in "passport")."""
    text = scan.text
    found: list[tuple[int, int]] = []
    for hit in scan.finditer(template):
        start, end = span = hit.span()
        edges = text[start - 1 : start] if start else "", text[start], text[end - 1], text[end : end + 1]
        if edges[2].isascii() and edges[3].isascii() and edges[2].isalpha() and edges[3].isalpha():
            continue  # it goes on
        if edges[0].isascii() and edges[1].isascii() and edges[0].isalnum() and edges[1].isalnum():
            continue  # it stands in the middle of a made-up word, such as "2mm" in an address
        if edges[0] == "/" and text[start - 2 : start] == "</":
            continue  # the end of an element: what stands behind it is another one's
        if edges[0] in ("+", "/") and edges[3] in ("+", "/"):
            continue  # it is a part of a word in base64
        if not (("-" in edges or "_" in edges) and in_slug(text, start, end)):
            found.append(span)
    return found


def starts_inside(text: str, at: int) -> bool:
    """Whether a name found at ``at`` begins in the middle of a longer word of letters and digits: "sid" in "…Un3SiD5Ew…"."""
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum() and text[at].isascii() and text[at].isalnum()


def listed_before(scan: Scan, start: int) -> Iterator[tuple[int, int]]:
    """The six digits of a list that ends at ``start``: "518143 787878 299239 are the codes"."""
    while True:
        base = max(0, start - 12)
        found = _ONE_MORE.search(scan.text[base:start])
        if found is None:
            return
        start, end = base + found.start(1), base + found.end(1)
        yield start, end


def beside(
    scan: Scan,
    names: Sequence[tuple[int, int]],
    shape: re.Pattern[str],
    *,
    ahead: int = 60,
    back: int = 30,
    lines: bool = False,
    known: tuple[float, str] | None = None,
) -> Iterator[Near]:
    """Matches of ``shape`` that stand at most ``ahead`` characters after a name or ``back`` before one, in its clause.

    Signs and small words alone between the two count as one clause, line ends and question marks too. A label of something else between
    them, or one that governs the value more closely, takes it away. ``lines``: a value may go on in the next line. ``known``: score and kind of the claim that would be made; a value behind
    its name of which another detector has made as good a one is left out.
    """
    if not names:
        return
    for match in scan.matches(shape) if lines else _matches(scan, names, shape, ahead, back):
        start, end = match.span(1) if match.re.groups else match.span()
        for low, high in _gaps(scan, names, start, end, ahead, back):
            if known and low < start and scan.is_secret(start, end, *known):
                break
            near = _near(scan, start, end, low, high)
            if (near.joined or not _CLAUSE_END.search(near.gap)) and MASK not in near.gap and not _is_named(scan, near):
                yield near
                break


def _matches(scan: Scan, names: Sequence[tuple[int, int]], shape: re.Pattern[str], ahead: int, back: int) -> Iterator[re.Match[str]]:
    """The matches of ``shape``, of a long text only those on lines near names."""
    text = scan.text
    if len(text) < _LONG:
        yield from scan.matches(shape)
        return
    if scan.subject.lacks(shape):
        return
    done = 0
    for begin, stop in names:
        if stop + ahead < done:
            continue
        low = max(done, text.rfind("\n", 0, max(0, begin - back)) + 1)
        high = text.find("\n", stop + ahead)
        done = len(text) if high < 0 else high + 1
        for match in shape.finditer(text, low, done + 1):
            if match.start() < done:
                yield match


def _gaps(scan: Scan, names: Sequence[tuple[int, int]], start: int, end: int, ahead: int, back: int) -> Iterator[tuple[int, int]]:
    """What stands between the value and the name before it, and the one behind it, where it is short enough."""
    at = bisect_left(names, (start, start))
    if at and 0 <= start - names[at - 1][1] <= ahead:
        yield names[at - 1][1], start
    if at < len(names) and 0 <= names[at][0] - end <= back and not _has_its_own(scan.text, end, *names[at]):
        yield end, names[at][0]


def _has_its_own(text: str, end: int, low: int, high: int) -> bool:
    """Whether the name at ``[low, high)`` leads to a value of its own, so that what ends at ``end`` before it is another one's."""
    return _ASSIGNED.search(text, end, low) is None and _OWN_VALUE.match(text, high) is not None


def _near(scan: Scan, start: int, end: int, low: int, high: int) -> Near:
    gap = scan.text[low:high]
    touching = _SIGNS.fullmatch(gap) is not None
    joined = touching or (len(gap) <= _MOST_JOINED and scan.fits(_JOINS, gap))
    return Near(start, end, scan.text[start:end], gap, low < start, touching, joined)


def _is_named(scan: Scan, near: Near) -> bool:
    """Whether a label says that the value is something else."""
    size = len(near.gap)
    low, high = (near.start - size, near.start) if near.ahead else (near.end, near.end + size)
    if any(label.group in OTHERS and not _is_passing(scan, label.start, label.end) for label in _inside(scan, low, high)):
        return True
    named = governing(scan, near.start, near.end)
    if not near.ahead and any(label.start == high and label.group == named for label in _inside(scan, high, high + 1)):
        named = ""  # the name itself: "391014 = withdrawal password"
    if not near.ahead and (named in REFERENCE or named in _NUMBERED or is_counted(scan, near.start, near.end)):
        return True  # "request id … token": the label before it stands closer in sense
    return named in OTHERS and not near.joined and size > 8 and not (near.ahead and named in PLAIN)


def follows_noun(scan: Scan, near: Near) -> bool:
    """Whether a word of the sentence that is none for telling, typing or getting stands right before a value whose name only follows.

    "limit 20489 pin required", 绑定的卡尾号9883，支付密码忘了: what the number is has been said, and nothing ties the name to it.
    """
    if near.ahead or _ASSIGNED.search(near.gap) or scan.fits("<<points>>|<<mine>>", near.gap):
        return False
    before = scan.lower[max(0, near.start - 24) : near.start].rstrip(" \t\"'“「([")
    last = before[-1:]
    if not last or not last.isalnum() or last == MASK:
        return False
    told = scan.words.set(_TELLING)
    if last.isascii():
        words = before.split()
        return words[-1] not in told and " ".join(words[-2:]) not in told
    return before.endswith(("号", "號", "号码", "號碼")) or not any(before[-size:] in told for size in (1, 2, 3, 4))


def is_counted(scan: Scan, start: int, end: int) -> bool:
    """Whether a label before the value, no word of a sentence such as "sent", says that it is an amount."""
    if governing(scan, start, end) != "amount":
        return False
    found = labels(scan)
    at = bisect_left(label_starts(scan), start) - 1
    return at < 0 or not _is_passing(scan, found[at].start, found[at].end)


def _inside(scan: Scan, low: int, high: int) -> Iterator[Label]:
    found = labels(scan)
    first = bisect_left(label_starts(scan), low)
    return takewhile(lambda label: label.start < high, (found[i] for i in range(first, len(found))))


def _is_passing(scan: Scan, start: int, end: int) -> bool:
    """Whether the label is a word such as 收到了 that may stand between a name and its value."""
    return scan.lower[start:end] in scan.words.set("passing")
