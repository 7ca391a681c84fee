"""Passwords that nobody names, by evidence: "it keeps rejecting sparkle2019", 旧的huahua66新的huahua88都不行.

A word with digits is a password, a nickname, a model or a campaign. Its shape says how likely the first is, and what the message
speaks of around it weighs the rest: typing, getting in, being refused, a habit, how it is spelled, another word of the same making.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from assistant.guardrails.chain_words import is_public_word
from assistant.guardrails.detector import Detector, Scan, Span
from assistant.guardrails.detectors.nearby_password import looks_ordinary
from assistant.guardrails.evidence import around, right_before, right_behind
from assistant.guardrails.labels import REFERENCE, governing
from assistant.guardrails.named_things import is_thing
from assistant.guardrails.spoken_values import before_unit, has_inner_capital, in_link, is_identifier, is_piece
from assistant.types import FindingClass

_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_/@.#$&%=\-])(?<![!-~]:)(?<![0-9A-Za-z/]\?)[A-Za-z0-9](?:[A-Za-z0-9!#$%^&*_.+~@\-]|(?<=[0-9])\?(?=[A-Za-z])){4,27}"
)
_STEM = re.compile(r"[A-Za-z]+")
_SIGNED = re.compile(r"(?=.*[A-Za-z].*[A-Za-z])(?=.*[0-9])[A-Za-z0-9]+(?:[!$%^*&]|(?<=[0-9])\?(?=[A-Za-z]))[A-Za-z0-9_\-.]+[!$%^&*]{0,2}")
_MADE = (
    re.compile(r"[A-Za-z]{4,24}[._\-]?[0-9]{2,6}[!#$%^&*@.]{0,2}"),  # liverpool05, Lovely-54
    re.compile(r"[A-Za-z]{2,16}[0-9]{4,10}[!#$%^&*@]{0,2}"),  # qq123456789
    re.compile(r"[0-9]{2,8}[._]?[A-Za-z]{3,16}[0-9]{0,4}[!#$%^&*@]{0,2}"),  # 1990wang
    re.compile(r"[A-Za-z]{1,14}_[A-Za-z]{2,14}_?[0-9]{1,6}[!#$%^&*@]{0,2}"),  # xX_slayer_77
    re.compile(r"[A-Za-z]{4,16}[0-9]{2,6}[A-Za-z]{1,4}[!#$%^&*@]{0,2}"),  # Rossi46vr
    re.compile(r"(?=.*[A-Za-z]{4})(?=.*[0-9])[A-Za-z]+(?:_[A-Za-z0-9]+){1,4}[!#$%^&*@]{0,2}"),  # Winnie_the_p00h
    re.compile(r"(?:[A-Za-z]{1,2}[0-9]{1,2}){3,6}"),  # a1b2c3d4
    re.compile(r"[A-Za-z]{1,10}[0-9][A-Za-z]{3,14}[0-9]{0,4}[!#$%^&*@]{0,2}"),  # h0useplant, Panda4ever
)
_DASHED = re.compile(r"[A-Za-z]{4,16}-[0-9]{2,6}[!#$%^&*@]{0,2}")  # Lovely-54
_DRAWN = re.compile(r"(?=.*[0-9])(?=.{8,24}$)[A-Za-z0-9]{3,12}(?:-[A-Za-z0-9]{3,12}){1,2}")  # kVcqP-wTrbx6
_LEAST_TURNS = 3
_FAINT = re.compile(r"[A-Za-z]{5,16}[0-9][!#$%^&*]{0,2}")  # snowball1
_SHOUTED = re.compile(r"[A-Z]{2,8}[0-9]+[A-Z0-9]*")  # MOON2026, RMX3085
_ACCOUNT = re.compile(
    r"(?:@[A-Za-z0-9\-]+\.[A-Za-z.]{2,12}|[0-9][0-9 ()\-]{6,14}[0-9])(?:[ \t]?[ \t\n:|/,;\ue000-]{1,4}|[ \t\n:|/,;-]{0,3}密[ :]?)$"
)
_SIGNS = re.compile("[ \t\"':,“「(]{0,4}(?:(?:okx|欧易|歐易)[ \t:]{0,2})?", re.IGNORECASE)
_LEADS = re.compile("(?:[ \t:=\"'“「(#-]|is|was|from|是|为|从|叫){0,5}")
_LETTER_CASE = re.compile(r"(?:lower|upper)[ -]?case[ :,\"']*$", re.IGNORECASE)
_BEFORE, _AFTER = 90, 70
_SURE, _LIKELY, _POSSIBLE = 2, 3, 4
_SAME = 4
_MOST = 24
_PAIRED = 40
"""Characters between two values of which the first is a secret: the other may be its counterpart ("old one …, new one …")."""
_LONG = 7
_COMMA = re.compile("[ ]?[,、][ ]?")
_QUOTES = frozenset(('""', "''", "“”", "「」", "``"))
_SEPARATORS = frozenset(" ,;、/|\n")


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    needed: int


def find(scan: Scan) -> Iterator[Span]:
    """The words of letters and digits for which the evidence outweighs what their shape leaves open."""
    tokens = list(islice(_tokens(scan), _MOST))
    heads = {token.text[:_SAME].lower() for token in tokens if _is_handle(scan, token.start)}
    for token in tokens:
        if token.needed > _SURE and token.text[:_SAME].lower() in heads:
            continue  # a nickname, or the one that it was changed to
        if scan.is_secret(token.start, token.end, 0.1, "password"):
            continue
        if _weight(scan, token, tokens) >= token.needed and not _is_other(scan, token):
            yield Span(token.start, token.end, score=0.1)


def _tokens(scan: Scan) -> Iterator[_Token]:
    for match in scan.matches(_TOKEN):
        text = match.group().rstrip(".,-~+_")
        if text.endswith("!") and text.rstrip("!").isalnum() and not text[:-1].endswith("!"):
            text = text if _ends_inside(scan.text, match.start() + len(text)) else text[:-1]
        end = match.start() + len(text)
        if (
            is_piece(scan, match.group(), match.end())
            or scan.text[end : end + 1] in tuple("@/=([{")
            or (scan.text[end : end + 2][1:].isalnum() and scan.text[end : end + 1] in ".:-")
        ):
            continue
        needed = _needed(text)
        if needed:
            yield _Token(match.start(), end, text, needed)


def _ends_inside(text: str, end: int) -> bool:
    """Whether the sentence goes on behind an exclamation mark, which then belongs to the word."""
    after = text[end : end + 2]
    return bool(after) and (after[0] in ",;，。" or (after[0] == " " and after[1:].islower()) or after[0] >= "\u3400")


def _needed(text: str) -> int:
    """How much evidence a word of that shape takes to be a password; 0 if it is none."""
    if _DASHED.fullmatch(text) and not is_thing(text.rstrip("!#$%^&*@")):
        return _POSSIBLE
    if _DRAWN.fullmatch(text) and has_inner_capital(text) and not is_thing(text):
        return _LIKELY if _turns(text) >= _LEAST_TURNS else _POSSIBLE
    if not any(c.isdigit() for c in text) or sum(c.isalpha() for c in text) < 2 or looks_ordinary(text.rstrip("!?")):
        return 0
    if _SIGNED.fullmatch(text):
        return _SURE
    if any(shape.fullmatch(text) for shape in _MADE):
        return _POSSIBLE if _SHOUTED.fullmatch(text) else _LIKELY
    return _POSSIBLE if _FAINT.fullmatch(text) else 0


def _turns(text: str) -> int:
    """How often the case of its letters changes."""
    return sum(a != b for a, b in pairwise([c.islower() for c in text if c.isalpha()]))


def _weight(scan: Scan, token: _Token, tokens: Sequence[_Token]) -> int:
    """What the text around ``token`` weighs."""
    text, start, end = scan.text, token.start, token.end
    signs = around(scan, start - _BEFORE, end + _AFTER)
    typed = any(_SIGNS.fullmatch(text, sign.end, start) for sign in right_before(scan, start, "put_in", 7))
    weight = 2 if typed or right_behind(scan, end, "to_log_in", 2) else 0
    weight += 2 if "gets_in" in signs or "to_log_in" in signs else 0
    weight += (1 if "refused" in signs else 0) + min(2, signs.get("habit", 0)) + (2 if "spelling" in signs else 0)
    weight += 3 if _ACCOUNT.search(text[max(0, start - 20) : start]) else 0
    head = token.text[:_SAME].lower()
    alike = any(other.text[:_SAME].lower() == head and other.text != token.text and head.isalpha() for other in tokens)
    beside = scan.has_secret_near(start, end, _PAIRED)
    weight += 3 if text[start - 1 : start] in _SEPARATORS and scan.secret_ending(_listed_from(text, start)) else 0
    weight += 3 if (comma := _COMMA.match(text, end)) and scan.is_secret_at(comma.end()) else 0
    weight += 1 if text[start - 1 : start] + text[end : end + 1] in _QUOTES else 0
    return weight + (3 if alike else 0) + ((_SURE if typed or end - start > _LONG else 1) if beside else 0)


def _listed_from(text: str, start: int) -> int:
    """Where what stands before ``start`` ends, signs of a list aside."""
    while start > 0 and text[start - 1] in _SEPARATORS:
        start -= 1
    return start


def _is_handle(scan: Scan, start: int) -> bool:
    """Whether a name of something else leads to the word at ``start``."""
    return any(_LEADS.fullmatch(scan.text, sign.end, start) for sign in right_before(scan, start, "handle", 8))


def _is_other(scan: Scan, token: _Token) -> bool:
    """Whether something says that it is a nickname, a device, a link, an amount or a number of the exchange."""
    text, start, end = scan.text, token.start, token.end
    if is_identifier(token.text) or is_public_word(token.text) or in_link(scan, start) or before_unit(scan, end):
        return True
    stem = _STEM.search(token.text)
    if token.needed > _SURE and stem and stem.group().lower() in scan.words.set("everyday") and token.text[-3:-2].isalpha():
        return True  # "page12"
    if _LETTER_CASE.search(text[max(0, start - 16) : start]):
        return False  # "case" is no ticket there
    group = governing(scan, start, end)
    if group == "memo" and any(
        _SIGNS.match(text, sign.end) for sign in right_before(scan, start, "put_in", 12) if sign.end - sign.start > 1
    ):
        return False  # 备忘录里写的: a notebook, though the tag of a transfer has the same name
    return group in {*REFERENCE, "chat_id", "device"}


def hides() -> Iterable[str]:
    """No word for a password, or not beside it."""
    return (
        "my login is fine and the thing i use is ⟦Sparkle_2019⟧ but okx keeps rejecting it",
        "tried ⟦monkey1987⟧, ⟦monkey1988⟧ and Monkey1987!, none of them let me in",
        "i always use the same one everywhere, ⟦liverpool05⟧, why would it be wrong",
        "chrome autofilled ⟦xX_slayer_77⟧ and then it said invalid credentials",
        "im typing ⟦Chocolate55⟧ with a capital C and it wont go through",
        "i wrote ⟦T!ger-lily9⟧ on a sticky note as my okx login",
        "so the old was ⟦snowball1⟧ and now ⟦snowball2⟧, locked out",
        "can someone log in for me with ⟦Panda4ever⟧",
        "unlock with ⟦h0useplant⟧ does not work on the new phone",
        "login: +44 7700 900123 ⟦Arsenal1886⟧",
        "我一直用的就是⟦woaini1314⟧啊，怎么突然说不对",
        "我老婆设的⟦xiaobao0815⟧，是不是这个",
        "旧的⟦huahua66⟧新的⟦huahua88⟧都不行",
        "浏览器自动填的是⟦qq123456789⟧，登不上去",
        "以前都用wang8812!登的，昨天改成⟦Lovely-54⟧之后就进不去了",
        "i missed one character, it should be ⟦tulip9921⟧",
        "注册时手抖打成了⟦lovely828⟧，登不上",
    )


def keeps() -> Iterable[str]:
    """Nicknames, devices, campaigns, versions and files in such messages."""
    return (
        "the p2p merchant luckystar88 rejected my order and i can't log in",
        "can't log in on redmi note12 with android14",
        "my username is danny2291 and i can't log in",
        "卖家昵称happy8899，付款被拒，登录也不行",
        "tried promo MOON2026, invalid",
        "login fails on Honor90 and macbook2020",
        "i use firefox131 to log in, rejected",
        "登录不上，手机是nova12",
        "logged in, uploaded screenshot_20261120 and it was refused",
        "login ok but trader whale_77 is wrong about the price",
        "my account got the covid19 fee notice, wrong?",
        "log in says error_50113, tried attempt10",
        "用的是小米14pro登录，提示错误",
        "昵称从happy88改成happy99失败",
        "my okx nickname was sunny88, changed to sunny99",
        "i used usdt500 as the label, rejected",
    )


DETECTOR = Detector(
    "password",
    FindingClass.SECRET,
    find,
    (
        r"(?:^|[^0-9A-Za-z_/@.#])[a-z]{2,16}[._!$%^*#&]?[a-z_\-]{0,12}[0-9]",
        r"[0-9][!$%^*&?][a-z]{2}",
        r"(?:^|[^0-9A-Za-z_/@.#])(?:(?:[0-9]{2,8}[._]?|[a-z][0-9])[a-z]{3}|(?:[a-z][0-9]){3})",
    ),
    hides,
    keeps,
    last=True,
)
