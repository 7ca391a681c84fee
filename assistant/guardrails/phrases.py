"""Finding mnemonic phrases written in words: BIP-39 (Chinese aside), Electrum, Monero, SLIP-39.

A run is words of one list in a row. A checksum, its length, the words around it or an earlier piece give
it away; how many everyday words it holds tells it from a sentence. The whole run is hidden,
since words beside a phrase can make another window pass the checksum by chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain, islice, pairwise
from string import ascii_lowercase

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.letters import GLUED, WORD, Token, tokens
from assistant.guardrails.mnemonics import LANE, LENGTHS, families, packed_counts
from assistant.guardrails.phrase_announcements import ANNOUNCED, MENTION, announced_run
from assistant.guardrails.phrase_clauses import enclosed
from assistant.guardrails.phrase_ends import JOINERS, widened
from assistant.guardrails.phrase_groups import pieces
from assistant.guardrails.phrase_runs import Run, runs
from assistant.guardrails.words import Words

_LONG = re.compile("1(?:x?1){9}")
_SHORT = re.compile("1(?:x?1){2}")
_PURE, _TWICE = re.compile("1{4}|1{3}[^1].*1{3}"), re.compile("1{3}.*1{3}")
_OPENING, _CLOSING = tuple("([{「『【<\"'"), tuple(")]}」』】>\"'")
_OPENS = re.compile(r"(?:^|[:.\n。;!?\u3400-\u9fff])[ \t\"'(>*-]{0,4}$")
_CLOSES = re.compile(r"[ \t\"')*]{0,3}(?:$|[\n.,;!?。]|[\u3400-\u9fff]|(?:and|but|then|which|is)\b)")
_SPACES = re.compile(r"[A-Za-z]+(?:[ ]{1,2}[A-Za-z]+)+")
_PATH = re.compile(r"/{2}[^\s\"'/]{1,40}(?:/{1,3}[^\s\"'/]{1,40})*")  # a derivation path and a password (Substrate's secret URI)
_MOST_APART = 3
_LEAST_POETIC = 10
_NUMBER = re.compile("[0-9]+")
_MOST_JOINERS = 5
_BITS = {"slip39_share": -30}  # of a checksum; the others' are passed by many runs by chance
_LEAST_MENDED = 10
_LEAST_ALONE, _LEAST_PROOF = 4, 9
_MOST_LISTED = 8  # words in the order of the list that somebody may name who speaks of it
_TITLE = re.compile(r"[A-Za-z]+(?:[-_./][A-Za-z]+)+")
_MOST_REPEATED = 60  # words; a longer run of the same few is no phrase


def find_phrases(scan: Scan) -> Sequence[Span]:
    """The spans of phrases, their kinds named after the scheme."""
    if not _worth_it(scan):
        return ()
    words = _without_joiners([word for word in tokens(scan.lower) if not _is_inside(scan.text, word.start, word.end)])
    total = sum(word.lanes for word in words)
    if not total:
        return ()
    everyday = scan.words.set("everyday")
    listed = [(place, word.lanes) for place, word in enumerate(words) if word.lanes]
    found = []
    heard = []
    for lane, family in enumerate(families()):
        if total >> LANE * lane & 0xFFFF < 3:
            continue
        for run in runs(words, listed, lane, family, scan.lower, everyday):
            verdict = _judge(run, scan)
            if verdict is not None:
                found.append(verdict)
            heard.append(run)
    found += [_span(run, scan) for run in pieces(heard, found, scan)]
    return _best(found)


def _without_joiners(words: list[Token]) -> list[Token]:
    """``words`` without one that is a list word, too, but here joins the others: "abuse then bike then bag"."""
    joiner = "then"
    if sum(word.word == joiner for word in words) < _MOST_JOINERS:
        return words
    # Of two in a row the second is a word of the phrase.
    pairs = zip([None, *words], words, strict=False)
    return [word for last, word in pairs if word.word != joiner or (last and last.word == joiner and word.start - last.end == 1)]


def _worth_it(scan: Scan) -> bool:
    """A cheap first look: whether words of any lists stand close enough together to be judged."""
    flags = _flags(scan.words)
    known = flags.get  # a look-up costs half as much as __missing__
    shape = "".join([known(word) or ("x" if len(word) < GLUED else flags[word]) for word in WORD.findall(scan.lower)]).replace("+", "")
    if "1" not in shape:
        return "s" * 20 in shape
    if _LONG.search(shape) or (scan.pending and _SHORT.search(shape)):
        return True
    if len(shape) >= _LEAST_ALONE and "x" not in shape and shape.count("1") >= 0.75 * len(shape):
        return True
    if "x" not in shape and len(shape) >= 6 and (shape.count("1") >= max(4, len(shape) // 3) or "0" not in shape):
        return True
    if _SHORT.search(shape) and scan.mentions(MENTION):
        return True
    if any(left.count("1") + right.count("1") >= _LEAST_MENDED for left, right in pairwise(shape.split("0"))):
        return True  # an everyday word between may be a slip of the fingers
    if _PURE.search(shape) and (_TWICE.search(shape) or scan.mentions("<<phrase_kept>>|<<in_parts>>")):
        return True
    return "s" * 20 in shape


class _Flags(dict[str, str]):
    """Word → what it counts for; one that is in no list, if long enough, for as many as may be glued together in it."""

    def __missing__(self, word: str) -> str:
        return "x" if len(word) < GLUED else "1" * (len(word) // (5 if word < "\u3000" else 3))


@cache
def _flags(words: Words) -> _Flags:
    table = dict.fromkeys(words.set("everyday"), "0")
    table |= dict.fromkeys(ascii_lowercase, "s") | dict.fromkeys(JOINERS, "+")
    return _Flags(table | dict.fromkeys(packed_counts(), "1"))


def _best(found: Sequence[Span]) -> Sequence[Span]:
    """Of runs in several lists that overlap, the one with a checksum, then the longest, widened to all."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (not s.checksum, s.checksum and _BITS.get(s.kind, 0), s.start - s.end)):
        for at, other in enumerate(kept):
            if span.start < other.end and other.start < span.end:
                if span.checksum or not other.checksum:
                    kept[at] = other._replace(start=min(span.start, other.start), end=max(span.end, other.end))
                break
        else:
            kept.append(span)
    return kept


def _judge(run: Run, scan: Scan) -> Span | None:
    """The span of ``run`` if it is a phrase or a piece of one."""
    announced, run = announced_run(run, scan)
    if _is_alphabet(run):
        return None
    # Capital first letter and a full stop: written as a sentence, so it must look less like one.
    limit = 0.2 if _is_sentence(run, scan.text) else 0.42 if _has_lines(run, scan.text) else 0.36
    if _is_proved(run, scan, announced, limit):
        return _span(_trimmed(run, scan.text), scan, checksum=True)
    if run.family.kind == "electrum_seed" and len(run.known) >= 12 and len(run.known) == len(run.all) and limit > 0.2:
        limit = 0.75  # this list was drawn from poems: its words are everyday ones
    clause = enclosed(run, scan)
    if clause is not None:
        return _span(clause, scan)
    if _looks_drawn(run, scan, limit) or _is_told_piece(run, scan, announced) or _is_awaited(run, scan):
        return _span(run, scan)
    return None


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a word stands in the middle of a made-up one, as "ZoO" does in "dS2ZoO98y"."""
    if not (text[end : end + 1].isdigit() or text[end : end + 1] == "_"):
        return False
    word = text[start:end]
    return not (word.islower() or word.isupper() or word.istitle()) and text[start - 1 : start].isalnum() and start > 0


def _is_alphabet(run: Run) -> bool:
    """Whether the words stand as they do in the list, one behind the other: somebody speaks of the list."""
    if run.family.kind != "seed_phrase" or not _LEAST_ALONE <= len(run.known) <= _MOST_LISTED:
        return False
    places = [run.family.words[word.word] for word in run.known]
    return all(b - a == 1 for a, b in pairwise(places))


def _is_proved(run: Run, scan: Scan, announced: int, limit: float) -> bool:
    """Whether a window passes the checksum that is no sentence."""
    count = len(run.known)
    if count < 12 or (count > _MOST_REPEATED and len({word.word for word in run.known}) <= count // 4):
        return False
    everyday = scan.words.set("everyday")
    for start, end in run.family.windows([word.word for word in run.known]):
        inside = sum(word.word in everyday for word in run.known[start:end])
        share = inside / (end - start)
        if announced or share <= 0.5 or (limit > 0.2 and _fills(run, scan)):
            return True
        if share <= 0.75 and (start, end) == (0, count) and count == len(run.all) and _is_clause(run, scan.text, opened=True):
            return True
    return False


def _looks_drawn(run: Run, scan: Scan, limit: float) -> bool:
    """Whether a whole phrase, or nearly, stands there that no checksum proves: it holds too few everyday words for a sentence."""
    if not _is_spread(run):
        return False
    sizes = ((len(run.known), run.everyday / len(run.known)), _core(run, scan.words.set("everyday")))
    return any(part <= limit and (size >= 11 or (size >= 10 and part <= 0.2) or (size >= 9 and not part)) for size, part in sizes)


def _is_told_piece(run: Run, scan: Scan, announced: int) -> bool:
    """Whether words say that this is a part of a phrase, or it is a clause of list words alone."""
    count, share = len(run.known), run.everyday / len(run.known)
    if announced > 2:
        return True
    if announced > 1 and scan.pending and share <= 0.75 and count >= 3 and count == len(run.all):
        return True
    if announced and share <= 0.5 and (count >= 8 or (announced > 1 and count >= 3 and _is_dense(run, scan))):
        return True
    if not announced and _is_poetic(run):
        return False
    if not _is_spread(run) or count < (5 if announced else 6) or count < len(run.all) or share > (0.34 if announced else 0.2):
        return False
    return _is_clause(run, scan.text, opened=not announced) and not _is_title(run, scan.text)


def _is_awaited(run: Run, scan: Scan) -> bool:
    """Whether it is hardly anything else than list words, alone in its message or while more of a phrase is awaited."""
    count, share = len(run.known), run.everyday / len(run.known)
    alone = _fills(run, scan) and not (count < 9 and _is_title(run, scan.text))
    whole = scan.pending and alone and count >= 3 and count == len(run.all) and count - run.everyday >= 2
    if whole and share <= (0.75 if count >= _LEAST_ALONE + 1 else 0.6):
        return True
    if scan.pending and alone and count == len(run.all) >= 3 and share < 0.7 and _has_rare(run, scan):
        return True
    if not scan.pending and (_is_poetic(run) or (count < _LEAST_PROOF and len({word.word for word in run.known}) < count)):
        return False  # "card 1: visa gold, card 2: visa black": so few drawn words hardly repeat
    if _is_unlike_talk(run, scan):
        return True
    return share <= 0.34 and _is_spread(run) and ((alone and count >= 6) or (scan.pending and (count >= 5 or (alone and count >= 3))))


def _is_unlike_talk(run: Run, scan: Scan) -> bool:
    """Whether four and more words of a list fill the message, half of which at most belong into messages to support, hardly one into any."""
    if len(run.known) < _LEAST_ALONE or len(run.known) < len(run.all) or not _fills(run, scan):
        return False
    everyday, talk = scan.words.set("everyday|phrase_talk|not_password"), scan.words.set("list_talk")
    return (
        sum(word.word in everyday for word in run.known) <= len(run.known) // (_LEAST_ALONE if _asks(run, scan) else 2)
        and sum(word.word in everyday or word.word in talk for word in run.known) <= len(run.known) // 2
        and _SPACES.fullmatch(scan.text, run.start, run.end) is not None
    )


def _has_rare(run: Run, scan: Scan) -> bool:
    """Whether one of its words is none that people write to support."""
    return any(word.word not in scan.words.set("everyday|list_talk|phrase_talk|not_password") for word in run.known)


def _asks(run: Run, scan: Scan) -> bool:
    """Whether one of its words is of those with which people ask and address."""
    return any(word.word in scan.words.set("asking") for word in run.known)


def _is_poetic(run: Run) -> bool:
    """Whether so few words of Electrum's list, which was drawn from poems, are more likely a title."""
    return run.family.kind == "electrum_seed" and len(run.known) < _LEAST_POETIC


def _is_spread(run: Run) -> bool:
    return len({word.word for word in run.known}) > 1


def _trimmed(run: Run, text: str) -> Run:
    """``run`` without the few list words behind a phrase of full length that stand apart: "…, uphold，network TRC20，balance"."""
    for length in sorted(set(LENGTHS), reverse=True):
        left = run.known[length:]
        if 0 < len(left) <= _MOST_APART:
            gaps = {_NUMBER.sub("", text[a.end : b.start]) for a, b in pairwise(run.known[:length])}
            apart = _NUMBER.sub("", text[run.known[length - 1].end : left[0].start])
            names = [word.word for word in run.known[:length]]
            if (
                not any(c.isalpha() for c in apart)
                and apart not in gaps
                and len(gaps) <= 2
                and any(window == (0, length) for window in run.family.windows(names))
            ):
                return Run(run.family, run.all[: run.all.index(left[0])], run.known[:length], run.everyday)
    return run


def _is_clause(run: Run, text: str, *, opened: bool) -> bool:
    """Whether the run is a clause of its own with spaces between its words: so many list words are no sentence.

    ``opened``: something must close the clause before it, too.
    """
    if opened and not _OPENS.search(text[max(0, run.start - 8) : run.start]):
        return False
    return _CLOSES.match(text, run.end) is not None and _SPACES.fullmatch(text, run.start, run.end) is not None


def _is_dense(run: Run, scan: Scan) -> bool:
    """Whether a short run is hardly anything but list words, and not those in which people speak of phrases."""
    told = sum(word.word not in scan.words.set("phrase_talk") for word in run.known)
    return told >= 3 and len(run.known) >= 0.75 * len(run.all)


def _is_title(run: Run, text: str) -> bool:
    """Whether signs alone join the words: "account-risk-control"."""
    return _TITLE.fullmatch(text, run.start, run.end) is not None


def _core(run: Run, everyday: frozenset[str]) -> tuple[int, float]:
    """How many words lie between the first and the last uncommon one, and the share of everyday ones among them."""
    common = [word.word in everyday for word in run.known]
    if all(common):
        return len(common), 1.0
    inner = common[common.index(False) : len(common) - common[::-1].index(False)]
    return len(inner), sum(inner) / len(inner)


def _is_sentence(run: Run, text: str) -> bool:
    first = text[run.start : run.start + 2]
    capital = first[:1].isupper() and first[1:2].islower()
    return capital and text[run.end : run.end + 1] in (".", "?", "!") and not text[run.all[1].start].isupper()


def _has_lines(run: Run, text: str) -> bool:
    """Whether the run has a line, or several, for itself, or stands in brackets or quotes."""
    if text[run.start - 1 : run.start] in _OPENING and text[run.end : run.end + 1] in _CLOSING:
        return True
    left = text[text.rfind("\n", 0, run.start) + 1 : run.start]
    stop = text.find("\n", run.end)
    return not any(c.isalpha() for c in left + text[run.end : len(text) if stop < 0 else stop])


def _fills(run: Run, scan: Scan) -> bool:
    """Whether hardly anything but the run stands in the message; while more is awaited, "the second half:" is hardly anything."""
    sides = [scan.text[: run.start], scan.text[run.end :]]
    if scan.pending:
        sides = [scan.words.regex("<<piece>>|<<piece_awaited>>|<<between>>|<<points>>").sub("", side[:ANNOUNCED]) for side in sides]
    rest = (c for c in chain(*sides) if c.isalpha())
    return next(islice(rest, 3, None), None) is None


def _span(run: Run, scan: Scan, *, checksum: bool = False) -> Span:
    """The run, with a misspelt list word at either end taken in where a word is missing."""
    start, end = run.start, run.end
    if not checksum or len(run.known) not in LENGTHS:
        start, end = widened(scan, start, end, run.family)
    path = _PATH.match(scan.text, end)
    end = path.end() if path else end
    return Span(start, end, checksum=checksum, kind=run.family.kind)
