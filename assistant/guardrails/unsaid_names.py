"""Chinese names that nothing announces: 同事孔令辉推荐我来的, 帮谭咏梅问一下.

What tells them is that no words explain the characters: a surname that ordinary writing hardly needs, one or two characters of given names,
and neither the first two nor what they form with their neighbours is a word. Of 300,000 characters of questions and documents some forty read so
by chance, half of them behind a numeral or before a place's ending, which are left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.guardrails.detector import Scan, Span
from assistant.guardrails.hanzi_phrases import known_pairs
from assistant.guardrails.names import SUM, is_given
from assistant.guardrails.words import Words

_NUMERAL = frozenset("一二两兩三四五六七八九十百千万萬几幾第多半某")
_WHICH_WEEK = "上下本每这這那"
_COUNTING = frozenset("二两三四五六七八九十")
_PLACE_END = tuple("省市区區县縣镇鎮乡鄉村路街道站庄莊楼樓店厦州岛島湖山河港湾灣银銀币幣链鏈盘盤所社")
_DOTTED = re.compile("(?<![\u3400-\u9fff·•・])[\u4e00-\u9fff]{2,6}(?:[·•・][\u4e00-\u9fff]{2,6}){1,2}(?=的|$|[^\u3400-\u9fff·•・])")
_LEAST_RUN = 3
_FREE = 4.0  # pairs of less weight stand in words no oftener than names do


def unsaid_names(scan: Scan, known: frozenset[int] = frozenset()) -> Iterator[Span]:
    """Three characters that are a name wherever they stand, two where a word such as 帮 leads to them, and any with a surname of two; 史蒂文·约翰逊.

    At ``known`` a whole name begins that was found already.
    """
    text, words = scan.text, scan.words
    for match in _DOTTED.finditer(text) if "·" in text or "•" in text or "・" in text else ():
        if not any(_is_plain(words, match.group()[i : i + 2]) for i in range(len(match.group()) - 1)):
            yield Span(*match.span(), score=0.3)
    for lead in _leads(words).finditer(text):
        at = lead.end()
        if at in known:
            continue
        sure = text[at] not in words.set("surname_doubtful") or lead.group() in words.set("name_person_hanzi")
        if sure and text[at] in words.set("surname") and _is_name(scan, at, at + 1, at + 3):
            yield Span(at, at + 3, score=0.3)
    taken = 0
    for match in _begins(words).finditer(text):
        at = match.start()
        if at < taken or at in known:
            continue
        size = 2 if text[at : at + 2] in words.set("surname_two_clear") else 1
        for end in (at + size + 2, at + size + 1):
            if _is_name(scan, at, at + size, end):
                yield Span(at, end, score=0.3)
                taken = end
                break


def _is_name(scan: Scan, at: int, given: int, end: int) -> bool:
    text, words = scan.text, scan.words
    if end > len(text) or not all(is_given(c, words) for c in text[given:end]) or SUM.match(text, given):
        return False
    before, behind = text[max(0, at - 1) : at], text[end : end + 1]
    if before in _NUMERAL or (before and text[at] == "周" and before in _WHICH_WEEK) or behind in _PLACE_END:
        return False
    if _is_word(words, before + text[at]) or _is_word(words, text[end - 1] + behind) or text[at:end] in words.set("no_person"):
        return False
    if text[given] in _COUNTING or text[given:end] in words.set("not_name_hanzi"):
        return False
    if given - at == 2:
        return True
    head = text[at : at + 2]
    if _is_plain(words, head) or head in words.set("place"):
        return False
    return end - at == _LEAST_RUN or (words.folded(head) not in known_pairs() and (_is_told(scan, at, end) or _is_led(scan, at, end)))


def _is_told(scan: Scan, at: int, end: int) -> bool:
    """Whether two characters are a name without a word that leads to them: of a surname that ends no other word, and no 小王."""
    text, words = scan.text, scan.words
    careful = text[at] in words.set("surname_careful") or text[at - 1 : at] in words.set("name_familiar")
    return not careful and not is_given(text[end : end + 1] or " ", words)


def _is_led(scan: Scan, at: int, end: int) -> bool:
    """Whether a word that is said of people stands before two characters or behind them, and no given name goes on."""
    text, words = scan.text, scan.words
    if is_given(text[end : end + 1] or " ", words) and not text.startswith(_tails(words), end):
        return False
    led = text[at - 1 : at] in words.set("name_led_two") or text[max(0, at - 2) : at] in words.set("name_led_long")
    opens = not at or not "\u3400" <= text[at - 1] <= "\u9fff"
    behind = text[end : end + 1]
    closes = not behind or not "\u3400" <= behind <= "\u9fff" or behind in words.set("name_goes_on")
    return led or (opens and closes) or text.startswith(_tails(words), end)


def _is_plain(words: Words, pair: str) -> bool:
    """Whether two characters are a word so plain that no name begins with it."""
    return known_pairs().get(words.folded(pair), 0) > _FREE or pair in words.set("everyday_hanzi|not_name_hanzi")


def _is_word(words: Words, pair: str) -> bool:
    plain = words.folded(pair)
    return len(pair) == 2 and (plain in known_pairs() or pair in words.set("everyday_hanzi") or pair in words.set("not_name_hanzi"))


@lru_cache(maxsize=8)
def _tails(words: Words) -> tuple[str, ...]:
    return tuple(words.set("name_tail_two"))


@lru_cache(maxsize=8)
def _leads(words: Words) -> re.Pattern[str]:
    """What is said of people, in two characters or more: behind it any surname will do, also one that is an ordinary word."""
    leads = sorted(words.set("name_led_long|name_person_hanzi"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(leads)})(?=[\u3400-\u9fff]{{3}})")


@lru_cache(maxsize=8)
def _begins(words: Words) -> re.Pattern[str]:
    """A clear surname and a Chinese character behind it."""
    single = "".join(sorted(words.set("surname_clear")))
    heads = "|".join((*sorted(words.set("surname_two_clear")), f"[{single}]"))
    return re.compile(f"(?:{heads})(?=[\u3400-\u9fff])")
