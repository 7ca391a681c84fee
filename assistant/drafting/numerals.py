"""Numbers in Arabic digits, in Chinese characters, both mixed, and in English words: 1.5w, 8万, 一千二百, 3千5, 3k, 0,45, five hundred."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.corpus.edges import one_to_one

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2, "几": -1}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SMALL_WORDS = (
    "one two three four five six seven eight nine ten",
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {w: n for n, w in enumerate(" ".join(_SMALL_WORDS).split(), 1)} | {w: 10 * n for n, w in enumerate(_TENS.split(), 2)}
_ENGLISH = "|".join(sorted([*_WORDS, "hundred", "thousand", "grand", "million"], key=len, reverse=True))
_OVER = "(?:[多来來余餘几幾](?=[十百千万萬亿億]))"
_AND_A_HALF = "[个個]半(?![个個]?(?:小|钟|鐘|月|年|天|星|礼))"
_HAN = "零〇一二两兩三四五六七八九十百千万萬亿億"
_CODES = (
    r"(?:u|usdt|usdc|usd|btc|eth|sol|xrp|trx|bnb|ltc|doge|ada|ton|dot|xlm|eur|euros?|gbp|inr|ngn|php|vnd|idr|kes|ghs|rub|try|brl|uah|pln|rmb|cny"
    r"|hkd|twd)(?![a-z])|€"
)
# A comma before the decimals, points or blanks between the thousands: only where a unit says that it is one number.
_CONTINENTAL = (
    rf"\d{{1,3}}(?:\.\d{{3}})+,\d{{1,2}}(?![\d,])|(?:\d{{1,4}},\d{{1,2}}|0,\d{{1,8}})(?![\d,])(?=\s?(?:{_CODES}))"
    rf"|(?<!rc )(?<!ep )(?<!pl )\d{{1,3}}(?: \d{{3}})+(?:[.,]\d{{1,2}})?(?=\s?(?:{_CODES}))"
)
_ARABIC = rf"{_CONTINENTAL}|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
# A multiplier letter ends a word, or a coin follows: 3k, 5wu, 3kusdt; "5w" of "5weeks" is none.
_NUMBER = re.compile(
    rf"(?<![\d.])(?<!\b\d,)(?<!\b\d\d,)(?<!\b\d\d\d,)(?P<arabic>{_ARABIC})(?P<more>(?:{_OVER}?[十百千万萬亿億](?:[{_HAN}]|\d(?!\d*[.:]))*)"
    rf"|w\d千?(?![\d.a-tv-z])|\s[千万萬亿億](?=\s?(?:{_CODES}|[u块塊元刀枚个個颗顆]))|\s?(?:[wk](?![a-z0-9])|[wk](?={_CODES})|m(?=\s?(?:{_CODES}))|million(?![a-z])|thousand(?![a-z])|grand(?![a-z])))?"
    rf"(?P<plus>\sand\sa\shalf(?![a-z])|{_AND_A_HALF})?"
    rf"|(?P<words>(?<![a-z])(?:{_ENGLISH})(?:(?:\s|-|\sand\s)(?:{_ENGLISH}))*(?![a-z]))(?P<plus2>\sand\sa\shalf(?![a-z]))?"
    rf"|(?P<half>半(?=[个個枚颗顆])|(?<![a-z])half\s(?:of\s)?an?(?=\s)(?!\s(?:hour|day|dozen|year|month|week|minute)))"
    rf"|(?P<pair>(?<![他她我你们們咱])[俩倆仨])|(?P<fraction>[{_HAN}]+分之[{_HAN}]+)"
    rf"|(?P<han>(?<![几幾数數])[{_HAN}]+(?:点[零〇一二三四五六七八九]+(?![{_HAN}分钟鐘])|{_OVER}[百千万萬亿億])?)(?P<plus3>{_AND_A_HALF})?"
)
# 贰佰, as on a slip: read only where a ten, hundred or thousand is so written, since 陆 alone is a name.
_FORMAL = re.compile(r"[零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]*[拾佰仟][零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]*")
_USUAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_FEW = re.compile(r"(?<![a-z])(?:few|couple|several|many)\s(?:of\s)?$")
_EITHER = re.compile(r"[一二两兩三四五六七八九]{2}[十百千万萬亿億]")  # 三五百: one of two, so no number
_LETTER = {"w": Decimal(10**4), "k": Decimal(10**3), "m": Decimal(10**6)}
_TOKEN = re.compile(rf"\d+(?:\.\d+)?|[{_HAN}]")


class Number(NamedTuple):
    """A number in a text: its place, its value, the value of its digits alone (1.5 of 1.5w), and whether it is more than it says (十几万)."""

    start: int
    end: int
    value: Decimal
    raw: Decimal
    is_open: bool = False


def find_numbers(text: str) -> tuple[Number, ...]:
    """Every number in ``text``; offsets are those of ``text``. Digits glued behind a Latin letter (TRC20) are a name and no number."""
    folded = _FORMAL.sub(lambda m: m.group().translate(_USUAL), one_to_one(text))
    found = []
    for match in _NUMBER.finditer(folded):
        start, end = match.span()
        before = folded[start - 1 : start]
        if match["arabic"] and before.isascii() and (before.isalpha() or before == "_"):
            continue
        if match["words"] and _FEW.search(folded[max(0, start - 12) : start]):
            continue
        values = _values(match)
        if values is not None and values[0].adjusted() < 40:
            is_open = bool(re.search(r"[多几幾余餘]", match.group()))
            found.append(Number(start, end, *values, is_open))
    return tuple(found)


def plain_figures(text: str) -> str:
    """``text`` with figures such as 1.234,56 and 2 500 EUR written 1234.56 and 2500."""
    return re.sub(rf"(?<![\d.,])(?:{_CONTINENTAL})", lambda m: as_text(_digits(m.group())), one_to_one(text))


def _values(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """The value of a number and that of its digits alone."""
    if match["arabic"]:
        raw = _digits(match["arabic"])
        more = (match["more"] or "").strip()
        value = _with_multiplier(raw, re.sub(r"^[多来來余餘几幾]", "", more), as_text(raw))
        return (value + Decimal("0.5") if match["plus"] else value), raw
    if match["words"]:
        parsed: Decimal | None = _in_words(match["words"]) + (Decimal("0.5") if match["plus2"] else 0)
    elif match["half"]:
        parsed = Decimal("0.5")
    elif match["pair"]:
        parsed = Decimal(3 if match["pair"] == "仨" else 2)
    elif match["fraction"]:
        parsed = _fraction(*match["fraction"].split("分之"))
    else:
        parsed = _from_han(re.sub("[多来來余餘几幾]", "", match["han"]))
    if parsed is not None and match["plus3"]:
        parsed += Decimal("0.5")
    return None if parsed is None else (parsed, parsed)


def _digits(word: str) -> Decimal:
    word = word.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,4},\d{1,2}|0,\d+", word) and not re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", word):
        word = word.replace(".", "").replace(",", ".")
    return Decimal(word.replace(",", ""))


def _fraction(parts: str, count: str) -> Decimal | None:
    """三分之一 has no exact decimals and is no number here."""
    whole, share = _from_han(parts), _from_han(count)
    if not whole or share is None:
        return None
    found = share / whole
    return found if abs(found.as_tuple().exponent) <= 6 else None  # type: ignore[arg-type]


def as_text(value: Decimal) -> str:
    """Plain digits: no exponent, no grouping, no zeros behind the last decimal."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _with_multiplier(raw: Decimal, more: str, digits: str) -> Decimal:
    if not more:
        return raw
    if more in ("million", "thousand", "grand"):
        return raw * (1_000_000 if more == "million" else 1000)
    if more in _LETTER:
        return raw * _LETTER[more]
    if more[0] == "w":
        return _composed(digits.replace(",", "") + "万" + more[1:])
    return _composed(digits.replace(",", "") + more)


def _in_words(text: str) -> Decimal:
    total = part = 0
    for word in re.split(r"[\s-]+", text):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word != "and":
            total, part = total + (part or 1) * (1_000_000 if word == "million" else 1000), 0
    return Decimal(total + part)


def _from_han(word: str) -> Decimal | None:
    whole, _, fraction = word.partition("点")
    if _EITHER.search(whole):
        return None
    if fraction:
        base = _from_han(whole)
        return None if base is None else base + Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
    if not any(c in _SMALL or c in _LARGE for c in whole):
        return Decimal("".join(str(_DIGITS[c]) for c in whole))
    if whole[0] in _LARGE or whole[0] in "百千":
        return None
    return _composed(whole)


def _composed(word: str) -> Decimal:
    """Sections of ten thousand, as Chinese numbers are read; a last bare digit counts in the next smaller unit (两万三 = 23000)."""
    total = section = Decimal(0)
    digit: Decimal | None = None
    unit = 1
    zero = False
    for token in _TOKEN.findall(word):
        if token in _SMALL:
            section += (Decimal(1) if digit is None else digit) * _SMALL[token]
            digit, unit = None, _SMALL[token]
        elif token in _LARGE:
            section += digit or 0
            total = (total + (section or 0)) * _LARGE[token] if _LARGE[token] > 10**4 else total + section * _LARGE[token]
            section, digit, unit = Decimal(0), None, _LARGE[token]
        elif token in "零〇":
            zero, digit = True, None
        else:
            digit = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token)
    if digit is not None:
        section += digit * (unit // 10 if unit > 10 and not zero and digit < 10 else 1)
    return total + section
