"""Reading a person's name that begins at a given place, in Chinese characters or in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import cache

from assistant.guardrails.rare_hanzi import is_rare
from assistant.guardrails.words import Words
from assistant.packaged import packaged

_RUN = re.compile("[\u3400-\u9fff]{1,12}")
_DOTTED = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•・.][\u4e00-\u9fff]{1,8}){1,3}")
_AFTER_DOTTED = re.compile("[跟和与與的点點打在是了说說被，]|名字|认证|不符|账户|帐户|本人|付款|转账")
CAPITAL = "[A-Z\u00c0-\u00de\u0141\u015a\u017b\u0160\u017d][A-Za-z\u00c0-\u017f\u1e00-\u1eff'’\\-]{0,24}"
_TOKEN = re.compile("[A-Za-z\u00c0-\u017f\u1e00-\u1eff][A-Za-z\u00c0-\u017f\u1e00-\u1eff'’\\-]{0,24}")
_SYLLABLE = "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ong|ian|iao|ing|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v))"
_PINYIN = re.compile(f"{_SYLLABLE}{{2}}")
SUM = re.compile("[一二两兩三四五六七八九十几百]{1,3}(?:百|千|万|萬|块|塊|元|个|個|次|年|天|笔|筆|张|張|多)")
_NAME_GAP = re.compile(r"[ \t]{1,2}|,[ ]?(?=[A-Z])")
_PARTICLE = frozenset(
    ["de", "da", "di", "do", "dos", "del", "della", "van", "von", "der", "den", "bin", "binti", "ibn", "al", "el", "la", "le", "ap", "st"]
)
_STROKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_LATIN_MOST = 4
_INITIALS = re.compile(rf"(?:[A-Z]\.[ ]?){{1,3}}{CAPITAL}")
_BARE_INITIALS = re.compile(r"(?:[A-Z][ ]){1,2}[A-Z][A-Za-z]{2}")  # A K SHARMA
_PLACE = re.compile("hong[ ]kong", re.IGNORECASE)
_LEAST_SOUNDS, _MOST_SOUNDS, _LEAST_RARE_SOUNDS = 4, 8, 2


def hanzi_name(text: str, at: int, words: Words, *, assigned: bool) -> int:
    """Where the Chinese name that begins at ``at`` ends; 0 if none does.

    ``assigned`` says that a colon or 是 stood before: then a name need not begin with a known surname.
    """
    dotted = _DOTTED.match(text, at)
    if dotted:
        ending = _AFTER_DOTTED.search(text, dotted.start() + max(dotted.group().rfind(dot) for dot in "·•・.") + 2, dotted.end())
        return ending.start() if ending else dotted.end()
    run = _RUN.match(text, at)
    if run is None:
        return 0
    spelled = transliterated(text, at, words)
    if spelled:
        return spelled
    size = len(run.group())
    head = _surname(text, at, words) if assigned or text[at] not in words.set("surname_doubtful") else 0
    whole = size == 3 and head and (assigned or all(is_given(c, words) for c in text[at + 1 : at + 3]))
    if size < 2 or (text[at : at + 2] in _stops(words) and not whole):
        return 0
    if not head:
        pairs = {text[i : i + 2] for i in range(at, at + size - 1)}
        ordinary = pairs & words.set("not_name_hanzi|everyday_hanzi") or {*text[at : at + size]} & words.set("name_stop_hanzi")
        return at + size if assigned and size <= 4 and not ordinary else 0
    if size <= head + 1:
        return at + size
    sum_ = SUM.search(text, at + head + 1, at + min(size, head + 4))
    if sum_:
        return sum_.start()
    last = text[at + head + 1]
    if size == head + 2:
        return at + size if last not in "的了吗呢吧是在" else at + size - 1
    stops = words.set("name_stop_hanzi")
    if text[at + head] in stops and not is_given(text[at + head], words):
        return 0
    return at + head + (1 if last in stops or (last + text[at + head + 2 : at + head + 3]) in _stops(words) else 2)


def compared_hanzi_name(text: str, at: int, words: Words) -> int:
    """Where a name of three ends whose surname is a word as well, where it is compared or the clause ends: 个人名于子轩不一致."""
    head = _surname(text, at, words)
    end = at + head + 2
    if head != 1 or len(text) < end or not all(is_given(c, words) for c in text[at + 1 : end]) or text[at : at + 2] in _stops(words):
        return 0
    return end if words.regex("^(?:<<name_compared>>|[ ,.;!?。、(]|$)").search(text[end : end + 6]) else 0


def sure_hanzi_name(text: str, at: int, words: Words) -> int:
    """The longest end of a name at ``at`` whose surname and given characters are all common ones; 0 if none."""
    spelled = transliterated(text, at, words)
    if spelled:
        return spelled
    head = _surname(text, at, words)
    if not head or (head == 1 and text[at] in words.set("surname_doubtful")) or text[at : at + 2] in _stops(words):
        return 0
    end = at + head
    if text[at] != text[end : end + 1] == text[end + 1 : end + 2] and "\u3400" <= text[end : end + 1] <= "\u9fff":
        return end + 2  # 肖战战
    while end < len(text) and end - at - head < 2 and is_given(text[end], words) and not SUM.match(text, end):
        end += 1
    return end if end > at + head else 0


def doubtful_hanzi_name(text: str, at: int, words: Words, tails: Container[int]) -> int:
    """The end of a name whose surname is also a small word (向, 和); 0 unless the clause ends behind it or one of ``tails`` begins."""
    if text[at : at + 1] not in words.set("surname_doubtful") or text[at : at + 2] in _stops(words):
        return 0
    for end in (at + 3, at + 2):
        closed = end in tails or not "\u4e00" <= text[end : end + 1] <= "\u9fff"
        if len(text) >= end and closed and all(is_given(c, words) for c in text[at + 1 : end]):
            return end
    return 0


def transliterated(text: str, at: int, words: Words) -> int:
    """The end of a name written after its sound, 阿依古丽: four characters and more that are used for that; 0 if none."""
    sounds = words.set("name_sound_hanzi")
    end = at
    while end < len(text) and text[end] in sounds and end - at < _MOST_SOUNDS:
        end += 1
    if end - at < _LEAST_SOUNDS or any(text[i : i + 2] in words.set("everyday_hanzi") for i in range(at, end - 1)):
        return 0
    return end if sum(c in words.set("name_sound_rare") for c in text[at:end]) >= _LEAST_RARE_SOUNDS else 0


def surname_end(text: str, at: int, words: Words) -> int:
    """Where a surname at ``at`` ends, -9 where none stands or an ordinary word begins there."""
    head = _surname(text, at, words)
    plain = head and text[at] not in words.set("surname_doubtful") and text[at : at + 2] not in _stops(words)
    return at + head if plain else -9


def is_given(character: str, words: Words) -> bool:
    """Whether ``character`` may stand in a given name: a usual one, or one that ordinary writing does not need."""
    return character in words.set("given_hanzi") or is_rare(character)


def _surname(text: str, at: int, words: Words) -> int:
    if text[at : at + 2] in words.set("surname_two"):
        return 2
    head = text[at : at + 1]
    return 1 if head in words.set("surname") else 0


def _stops(words: Words) -> frozenset[str]:
    return words.set("not_name_hanzi")


def latin_name(text: str, at: int, words: Words, *, lower: bool, least: int = 1) -> int:
    """Where the Latin name that begins at ``at`` ends; 0 if fewer than ``least`` words of it are names.

    ``lower`` admits words in lower case, as people type them; ordinary words end a name either way.
    """
    end, count = 0, 0
    small_first = False
    while count < _LATIN_MOST:
        match = _TOKEN.match(text, at)
        if match is None:
            break
        word = match.group()
        plain = word.lower().rstrip("'’-")
        stop = match.end()
        if plain.endswith(("'s", "’s")):
            plain, stop = plain[:-2], stop - 2
        capital = word[0].isupper()
        dotted = text[stop : stop + 1] == "." and (count > 0 or _INITIALS.match(text, at) is not None)
        initial = capital and len(plain) == 1 and (dotted or _BARE_INITIALS.match(text, at) is not None)
        if _PLACE.match(text, at):
            break
        small = not capital and not (lower and count < 3 and (small_first or count == 0)) and plain not in _PARTICLE
        shouted = count > 0 and word.isupper() and plain in words.set("pinyin_surname")  # LE VAN LONG
        if not initial and not shouted and (small or is_ordinary(plain, words, capital and len(plain) > 1)):
            break
        if len(plain) == 1 and text[stop : stop + 1] == ".":
            stop += 1
        if plain not in _PARTICLE or count == 0:
            end = stop
        small_first = small_first or (count == 0 and not capital)
        count += 1
        gap = _NAME_GAP.match(text, stop)
        if gap is None or (gap.group().startswith(",") and (count > 1 or not (word.isupper() or _is_given_latin(text, gap.end(), words)))):
            break
        at = gap.end()
    return end if count >= least else 0


def _is_given_latin(text: str, at: int, words: Words) -> bool:
    """Whether a given name begins at ``at``, as behind the comma of "O'Shaughnessy, Brendan"."""
    match = _TOKEN.match(text, at)
    name = match.group().lower() if match else ""
    return name in words.set("given_name") or name in listed("given_names")


def is_ordinary(word: str, words: Words, capital: bool = False) -> bool:
    """Whether ``word`` (lower case) is one of the language rather than a name."""
    if word in words.set("not_name"):
        return True
    return word in words.set("everyday") and not (capital and word in words.set("given_name"))


def is_common_name(text: str, words: Words) -> bool:
    """Whether the words of ``text`` include a common given name, or are a surname and syllables of pinyin."""
    parts = [part.lower() for part in text.split()]
    given, pinyin, either = words.set("given_name"), words.set("pinyin_surname"), words.set("given_name|pinyin_surname")
    if len(parts) < 2:
        return False
    if len(parts) == 2 and parts[0] in pinyin and is_pinyin(parts[1]) and not is_ordinary(parts[1], words):
        return True
    return parts[0] in given or (parts[-1] in pinyin and parts[0] in either) or (parts[0] in pinyin and parts[1] in either)


def is_pinyin(word: str) -> bool:
    """Whether ``word`` is two syllables of pinyin, as given names are: haoran, weiping, xiaoming."""
    return _PINYIN.fullmatch(word) is not None


def without_accents(word: str) -> str:
    """``word`` as the lists of names write it: özlem → ozlem."""
    return (
        word
        if word.isascii()
        else "".join(c for c in unicodedata.normalize("NFD", word.translate(_STROKED)) if not unicodedata.combining(c))
    )


def is_listed_name(text: str) -> bool:
    """Whether the first word of ``text`` is a given name somewhere in the world and the last one a name, too."""
    parts = [without_accents(part.lower().strip("'’-.")) for part in text.split()]
    return len(parts) > 1 and parts[0] in listed("given_names") and (parts[-1] in listed("surnames") or parts[-1] in listed("given_names"))


@cache
def listed(name: str) -> frozenset[str]:
    """The names in ``prompts/*/<name>.txt``, in lower case, with and without accents; its first line tells where they are from."""
    files = sorted(packaged("prompts").glob(f"*/{name}.txt"))
    words = [word for file in files for word in file.read_text("utf-8").split("\n", 1)[1].split()]
    return frozenset((*words, *(without_accents(word) for word in words)))
